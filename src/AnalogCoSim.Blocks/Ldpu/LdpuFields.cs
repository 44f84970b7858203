using AnalogCoSim.Blocks.Common;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>Fields of the LDPU's transactions.</summary>
internal static class LdpuFields
{
    private static readonly Dictionary<string, ValueSet> Counts = new() { ["corner"] = ValueSet.Of(0, 1, 2047, 2048, 2049, 4094, 4095) };

    private static readonly Dictionary<string, int> Off = new() { ["0"] = 1 };

    /// <summary>Column of the result; columns before it that no transaction names are driven with counts of 0.</summary>
    public static readonly Field Column = new("column", 8);

    public static readonly Field P = new("p", 12) { Classes = Counts, Usual = new Dictionary<string, int> { ["corner"] = 1, ["any"] = 5 } };

    public static readonly Field N = new("n", 12) { Classes = Counts, Usual = new Dictionary<string, int> { ["corner"] = 1, ["any"] = 5 } };

    /// <summary>Whether the registers of the column are written before; otherwise they are those of earlier.</summary>
    public static readonly Field Write = new("write", 1) { Default = 1, Usual = new Dictionary<string, int> { ["1"] = 1 } };

    public static readonly Field ScaleP = Scale("sp");

    public static readonly Field ScaleN = Scale("sn");

    public static readonly Field Offset = Half("o", new() { ["offset"] = Both(0, 0x5640) }, 0, new() { ["offset"] = 1 });

    public static readonly Field AffineScale = Half("a", new() { ["step"] = new ValueSet(new ValueRange(0x251E, 0x2D1E)) }, 0x3C00, new() { ["step"] = 1 });

    public static readonly Field AffineOffset = Half("b", new() { ["bias"] = Both(0, 0x4D00) }, 0, new() { ["bias"] = 1 });

    /// <summary>Whether a received byte belongs to the column.</summary>
    public static readonly Field Has = new("has", 1) { Usual = Off };

    public static readonly Field Received = new("rx", 8) { IsSigned = true };

    public static readonly Field Relu1 = new("relu1", 1) { Usual = Off };

    public static readonly Field Relu2 = new("relu2", 1) { Usual = Off };

    public static readonly Field Combine = new("combine", 1) { Usual = Off };

    public static readonly Field RxScale = Half("s_rx", [], 0, new() { ["0x3C00"] = 1 });

    /// <summary>Idle clocks before the first column of a pass.</summary>
    public static readonly Field Gap = new("gap", 8) { Usual = Off };

    public static readonly TransactionShape Shape = new(Column, P, N, Write, ScaleP, ScaleN, Offset, AffineScale, AffineOffset, Has, Received, Relu1, Relu2, Combine, RxScale, Gap);

    private static Field Scale(string name) => Half(name, new() { ["gain"] = new ValueSet(new ValueRange(0x3A66, 0x3CCD)) }, 0x3C00, new() { ["gain"] = 1 });

    private static Field Half(string name, Dictionary<string, ValueSet> more, ulong simplest, Dictionary<string, int> usual) => new(name, 16)
    {
        Hex = true,
        Default = simplest,
        Usual = usual,
        Classes = HalfField.Classes.Concat(more).ToDictionary(),
    };

    private static ValueSet Both(ulong low, ulong high) => new(new ValueRange(low, high), new ValueRange(low | 0x8000, high | 0x8000));
}
