using System.Globalization;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>One register of the RTL that holds a column on its way through the LDPU.</summary>
/// <param name="Name">Name as in formulas: P, N, t, y, rx, v, r, q, or that of a coefficient or control bit.</param>
/// <param name="Place">What it is, in words.</param>
/// <param name="Register">Register below the tile.</param>
/// <param name="Lsb">Lowest bit of the value in it.</param>
/// <param name="Width">Bits of the value, at most 16.</param>
/// <param name="ClocksBefore">Clocks from there to the clock in which the column is on <c>ldpu_data_o</c>.</param>
/// <param name="Format">What the bits mean.</param>
/// <param name="Reference">The bits that should be there.</param>
public sealed record LdpuTap(string Name, string Place, string Register, int Lsb, int Width, int ClocksBefore, LdpuFormat Format, Func<LdpuColumn, int> Reference)
{
    /// <summary>Whether it is a value of the column, not a setting.</summary>
    public bool IsStage { get; init; } = true;

    /// <summary>Whether a ReLU stands behind the register that the reference counts to this stage; it is applied to what is read.</summary>
    public bool Relu { get; init; }

    /// <summary>The bits of the register, as people write them.</summary>
    public string Bits => string.Create(CultureInfo.InvariantCulture, $"{Register[1..]}[{Lsb + Width - 1}:{Lsb}]");

    /// <summary>Takes the value out of the register.</summary>
    /// <param name="register">All bytes of the register, little-endian.</param>
    /// <returns>The value; null of an empty register, which does not exist.</returns>
    public uint? Read(ReadOnlySpan<byte> register)
    {
        if (register.IsEmpty)
        {
            return null;
        }

        ulong word = 0;
        for (int i = Math.Min(register.Length, sizeof(ulong)) - 1; i >= 0; i--)
        {
            word = (word << 8) | register[i];
        }

        uint value = (uint)(word >> Lsb) & ((1u << Width) - 1);
        return Relu ? Binary16.Relu((ushort)value) : value;
    }

    /// <summary>The bits that should be there.</summary>
    /// <param name="column">The column in the reference.</param>
    /// <returns>The bits.</returns>
    public uint Of(LdpuColumn column) => (uint)Reference(column) & ((1u << Width) - 1);

    /// <summary>A value as text: FP16 in hexadecimal with its value, integers in decimal.</summary>
    /// <param name="bits">Its bits.</param>
    /// <returns>Text without the name.</returns>
    public string Show(uint bits)
    {
        double number = (double)BitConverter.UInt16BitsToHalf((ushort)bits);
        return Format switch
        {
            LdpuFormat.Count => string.Create(CultureInfo.InvariantCulture, $"{bits}"),
            LdpuFormat.Result => string.Create(CultureInfo.InvariantCulture, $"{(sbyte)bits}"),
            LdpuFormat.Int8AsBinary16 when double.IsInteger(number) => string.Create(CultureInfo.InvariantCulture, $"{(int)number}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bits:X4} ({BitConverter.UInt16BitsToHalf((ushort)bits)})"),
        };
    }
}
