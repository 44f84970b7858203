using System.Globalization;

namespace AnalogCoSim.Testbench.Transactions;

/// <summary>One named value of a transaction: how wide it is, how people write it, and what is usual.</summary>
public sealed class Field
{
    /// <summary>Declares a field.</summary>
    /// <param name="name">Name in YAML, in vector files and in the keys of random numbers.</param>
    /// <param name="width">Bits, 1 to 64.</param>
    public Field(string name, int width)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 64);
        (Name, Width) = (name, width);
    }

    /// <summary>Name in YAML, in vector files and in the keys of random numbers.</summary>
    public string Name { get; }

    /// <summary>Bits.</summary>
    public int Width { get; }

    /// <summary>Whether values are written with a sign; bit patterns stay what they are.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Whether values are written in hexadecimal.</summary>
    public bool Hex { get; init; }

    /// <summary>Words for the values 0, 1, 2 and so on; empty where values are numbers. Others than these are no values then.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Classes of values that rules may name.</summary>
    public IReadOnlyDictionary<string, ValueSet> Classes { get; init; } = new Dictionary<string, ValueSet>();

    /// <summary>Value where a directed transaction does not give one, and the simplest one for shrinking.</summary>
    public ulong Default { get; init; }

    /// <summary>What a random sequence without a rule draws: rules as in YAML and their weights; without it any value, evenly.</summary>
    public IReadOnlyDictionary<string, int> Usual { get; init; } = new Dictionary<string, int>();

    /// <summary>Place in the transaction; set by its shape.</summary>
    public int Index { get; internal set; } = -1;

    /// <summary>Ones in all bits of the field.</summary>
    public ulong Mask => ulong.MaxValue >> (64 - Width);

    /// <summary>All values.</summary>
    public ValueRange All => Words.Count > 0 ? new ValueRange(0, (ulong)Words.Count - 1) : IsSigned ? new ValueRange(0UL - (1UL << (Width - 1)), Mask >> 1) : new ValueRange(0, Mask);

    /// <summary>A value with its sign.</summary>
    /// <param name="value">Bit pattern.</param>
    /// <returns>The number that it stands for in two's complement.</returns>
    public long Extend(ulong value) => (long)(value << (64 - Width)) >> (64 - Width);

    /// <summary>A value as people write it.</summary>
    /// <param name="value">Bit pattern.</param>
    /// <returns>A word, or a number that <see cref="TryParse"/> reads.</returns>
    public string Show(ulong value)
    {
        if (value < (ulong)Words.Count)
        {
            return Words[(int)value];
        }

        return Hex ? string.Create(CultureInfo.InvariantCulture, $"0x{value.ToString($"X{(Width + 3) / 4}", CultureInfo.InvariantCulture)}")
            : IsSigned ? Extend(value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a value.</summary>
    /// <param name="text">A word, a decimal number, or <c>0x</c> or <c>0b</c> and digits.</param>
    /// <param name="value">Its bits; of a signed field sign-extended to 64 bits.</param>
    /// <returns>False where it is none of them or does not fit.</returns>
    public bool TryParse(string text, out ulong value)
    {
        ArgumentNullException.ThrowIfNull(text);
        int word = Words.ToList().IndexOf(text);
        value = word < 0 ? 0 : (ulong)word;
        return word >= 0 || (Words.Count == 0 && TryNumber(text, out value));
    }

    private bool TryNumber(string text, out ulong value)
    {
        bool bits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text.StartsWith("0b", StringComparison.OrdinalIgnoreCase);
        if (bits)
        {
            NumberStyles style = text[1] is 'x' or 'X' ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowBinarySpecifier;
            bool read = ulong.TryParse(text.AsSpan(2), style, CultureInfo.InvariantCulture, out value) && value <= Mask;
            value = read && IsSigned ? (ulong)Extend(value) : value;
            return read;
        }

        if (IsSigned)
        {
            bool read = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= (long)All.Low && number <= (long)All.High;
            value = (ulong)number;
            return read;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= Mask;
    }
}
