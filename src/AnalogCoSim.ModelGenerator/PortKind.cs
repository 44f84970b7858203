using System.Globalization;

namespace AnalogCoSim.ModelGenerator;

/// <summary>How a port looks in C#.</summary>
/// <param name="port">The port.</param>
internal readonly struct PortKind(ModelPort port)
{
    /// <summary>More than 128 bits: a span of words.</summary>
    public bool IsSpan => port.Width > 128;

    /// <summary>65 to 128 bits: words that are put together.</summary>
    public bool IsJoined => port.Width is > 64 and <= 128;

    /// <summary>Type of the storage of a port of at most 64 bits.</summary>
    public string Storage => port.Bytes switch { 1 => "byte", 2 => "ushort", 4 => "uint", _ => "ulong" };

    /// <summary>Words of a wide port.</summary>
    public int Words => port.Bytes / 4;

    /// <summary>Type of the property.</summary>
    public string Type => IsSpan ? (port.IsInput ? "global::System.Span<uint>" : "global::System.ReadOnlySpan<uint>")
        : IsJoined ? (port.IsSigned ? "global::System.Int128" : "global::System.UInt128")
        : port.Width == 1 && !port.IsSigned ? "bool"
        : port.IsSigned ? port.Bytes switch { 1 => "sbyte", 2 => "short", 4 => "int", _ => "long" }
        : Storage;

    private int Spare => ((IsJoined ? 16 : port.Bytes) * 8) - port.Width;

    /// <summary>The value out of the storage.</summary>
    /// <param name="raw">Expression of the storage, or of the words.</param>
    /// <returns>Expression.</returns>
    public string Get(string raw)
    {
        string bits = IsJoined ? $"global::AnalogCoSim.Verilator.Typed.PortValues.Join({raw})" : raw;
        if (!port.IsSigned || IsSpan)
        {
            return Type == "bool" ? $"{bits} != 0" : bits;
        }

        // The sign bit is moved to the top and back; a shift of a small integer is an int.
        return Spare == 0 ? $"unchecked(({Type}){bits})" : $"unchecked(({Type})(({Type})({bits} << {Spare}) >> {Spare}))";
    }

    /// <summary>The storage out of a value, which must fit.</summary>
    /// <returns>Expression of <c>value</c>.</returns>
    public string Set()
    {
        if (Type == "bool")
        {
            return "value ? (byte)1 : (byte)0";
        }

        string target = IsJoined ? "global::System.UInt128" : Storage;
        string kept = port.IsSigned ? $"unchecked(({target})value)" : "value";
        if (Spare == 0)
        {
            return kept;
        }

        string one = IsJoined ? (port.IsSigned ? "global::System.Int128.One" : "global::System.UInt128.One") : port.IsSigned ? "1L" : "1UL";
        int bits = port.IsSigned ? port.Width - 1 : port.Width;
        string fits = port.IsSigned ? $"value >= -({one} << {bits}) && value < ({one} << {bits})" : $"value < ({one} << {bits})";
        string masked = port.IsSigned ? $"unchecked(({target})(({target})value & (({target})~({target})0 >> {Spare})))" : "value";
        string error = string.Format(CultureInfo.InvariantCulture, "throw global::AnalogCoSim.Verilator.Typed.PortValues.OutOfRange(\"{0}\", {1}, value)", port.Name.Replace("\\", "\\\\").Replace("\"", "\\\""), port.Width);
        return $"{fits} ? {masked} : {error}";
    }
}
