using AnalogCoSim.Blocks.Common;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>Fields of a tile's transactions.</summary>
internal static class TileFields
{
    public const int Mvm = 0;

    public const int Load = 1;

    public const int Column = 2;

    public const int Control = 3;

    public const int Route = 4;

    public const int Packet = 5;

    private static readonly Dictionary<string, int> Rare = new() { ["0"] = 1, ["1"] = 1 };

    /// <summary>An MVM, a beat of inputs, writes of registers, or a packet that passes.</summary>
    public static readonly Field Kind = new("kind", 3) { Words = ["mvm", "load", "column", "control", "route", "packet"], Usual = new Dictionary<string, int> { ["mvm"] = 1 } };

    /// <summary>Whether an MVM is read in one phase; otherwise in four.</summary>
    public static readonly Field OnePhase = new("one_phase", 1) { Default = 1 };

    /// <summary>Clocks that the macro takes beyond those of its mode.</summary>
    public static readonly Field Latency = new("latency", 8) { Usual = new Dictionary<string, int> { ["0"] = 3, ["1..255"] = 1 } };

    /// <summary>P count of column 0, and what is added for each further column.</summary>
    public static readonly Field P = new("p", 12);

    public static readonly Field PStep = new("p_step", 12);

    /// <summary>N count of column 0, and what is added for each further column.</summary>
    public static readonly Field N = new("n", 12);

    public static readonly Field NStep = new("n_step", 12);

    /// <summary>Beat of inputs.</summary>
    public static readonly Field Beat = new("beat", 3);

    /// <summary>Column whose registers are written.</summary>
    public static readonly Field ColumnNumber = new("column", 8);

    public static readonly Field ScaleP = Half("sp", 0x3C00, new(0x3A66, 0x3CCD));

    public static readonly Field ScaleN = Half("sn", 0x3C00, new(0x3A66, 0x3CCD));

    public static readonly Field Offset = Half("o", 0, new(0, 0x5640));

    public static readonly Field AffineScale = Half("a", 0x3C00, new(0x251E, 0x2D1E));

    public static readonly Field AffineOffset = Half("b", 0, new(0, 0x4D00));

    public static readonly Field Relu1 = new("relu1", 1) { Usual = Rare };

    public static readonly Field Relu2 = new("relu2", 1) { Usual = Rare };

    public static readonly Field Combine = new("combine", 1) { Usual = Rare };

    public static readonly Field RxScale = Half("s_rx", 0x3C00, new(0x3400, 0x3E00));

    public static readonly Field RxFirst = new("rx_first", 8);

    public static readonly Field RxLast = new("rx_last", 8) { Default = 255 };

    public static readonly Field TxEnable = new("tx_enable", 1) { Usual = Rare };

    public static readonly Field TxFirst = new("tx_first", 8);

    public static readonly Field TxLast = new("tx_last", 8) { Default = 255 };

    /// <summary>Ports by which results leave, or a route forwards.</summary>
    public static readonly Field Mask = new("mask", 7) { Hex = true };

    /// <summary>Ports by which packets of a route may come.</summary>
    public static readonly Field Accept = new("accept", 7) { Hex = true, Default = 0x7F };

    public static readonly Field Consume = new("consume", 1);

    /// <summary>Path id of results, of a route, or of a packet.</summary>
    public static readonly Field Path = new("path", 8);

    /// <summary>Port of a packet.</summary>
    public static readonly Field Port = new("port", 3) { Words = [.. Enum.GetNames<LinkPort>().Select(name => name.ToLowerInvariant())] };

    /// <summary>Payload bytes of a packet less one.</summary>
    public static readonly Field More = new("more", 8);

    /// <summary>First byte of a packet or a beat, and what is added for each further one.</summary>
    public static readonly Field Data = new("data", 8) { Hex = true };

    public static readonly Field Step = new("step", 8) { Hex = true };

    /// <summary>Whether an MVM that comes after an MVM starts as early as the architecture lets it, while the former one still converts, drains and sends; it uses the route of the first one.</summary>
    public static readonly Field Overlap = new("overlap", 1) { Usual = Rare };

    /// <summary>Idle clocks before a packet, or before an MVM that overlaps; of the packet of a combining tile, from the first pair on.</summary>
    public static readonly Field Gap = new("gap", 6);

    public static readonly TransactionShape Shape = new(
        Kind, OnePhase, P, PStep, N, NStep, Beat, ColumnNumber, ScaleP, ScaleN, Offset, AffineScale, AffineOffset, Relu1, Relu2, Combine, RxScale, RxFirst, RxLast, TxEnable, TxFirst, TxLast,
        Mask, Accept, Consume, Path, Port, More, Data, Step, Gap, Overlap, Latency);

    private static Field Half(string name, ulong simplest, ValueRange usual) => new(name, 16)
    {
        Hex = true,
        Default = simplest,
        Classes = HalfField.Classes.Append(new("usual", new ValueSet(usual))).ToDictionary(),
        Usual = new Dictionary<string, int> { ["usual"] = 1 },
    };
}
