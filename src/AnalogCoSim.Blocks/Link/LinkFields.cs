using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Link;

/// <summary>Fields of the link controller's transactions.</summary>
internal static class LinkFields
{
    private static readonly Dictionary<string, int> Off = new() { ["0"] = 1 };

    /// <summary>A packet, a write of a route, or another selection of received bytes.</summary>
    public static readonly Field Kind = new("kind", 2) { Words = ["packet", "route", "select"], Usual = new Dictionary<string, int> { ["packet"] = 1 } };

    /// <summary>Path id of a packet or a route.</summary>
    public static readonly Field Path = new("path", 8);

    /// <summary>Port by which a packet comes; own is the tile itself.</summary>
    public static readonly Field Port = new("port", 3) { Words = [.. Enum.GetNames<LinkPort>().Select(name => name.ToLowerInvariant()), "own"] };

    /// <summary>Ports by which packets of a route are forwarded, or by which an own packet leaves.</summary>
    public static readonly Field Mask = new("mask", 7) { Hex = true, Classes = new Dictionary<string, ValueSet> { ["few"] = ValueSet.Of(0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 3, 12, 48, 65, 97) } };

    /// <summary>Ports by which packets of a route may come.</summary>
    public static readonly Field Accept = new("accept", 7) { Hex = true };

    /// <summary>Whether packets of a route are consumed.</summary>
    public static readonly Field Consume = new("consume", 1);

    /// <summary>First payload byte that is selected.</summary>
    public static readonly Field First = new("first", 8);

    /// <summary>Last payload byte that is selected.</summary>
    public static readonly Field Last = new("last", 8) { Default = 255 };

    /// <summary>Payload bytes less one.</summary>
    public static readonly Field More = new("more", 8) { Usual = new Dictionary<string, int> { ["0..22"] = 2, ["any"] = 1 } };

    /// <summary>First payload byte.</summary>
    public static readonly Field Data = new("data", 8) { Hex = true };

    /// <summary>What is added to it for each further one.</summary>
    public static readonly Field Step = new("step", 8) { Hex = true };

    /// <summary>Clocks from the start of the packet before; it comes later where a port is not free.</summary>
    public static readonly Field Gap = new("gap", 8) { Usual = new Dictionary<string, int> { ["0..15"] = 6, ["any"] = 1 } };

    /// <summary>Whether a packet comes although a port is not free: an error of the schedule.</summary>
    public static readonly Field Force = new("force", 1) { Usual = Off };

    /// <summary>Bytes that are missing at the end: an error of the sender.</summary>
    public static readonly Field Cut = new("cut", 8) { Usual = Off };

    public static readonly TransactionShape Shape = new(Kind, Path, Port, Mask, Accept, Consume, First, Last, More, Data, Step, Gap, Force, Cut);

    public const int Packet = 0;

    public const int Route = 1;

    public const int Select = 2;

    public static readonly int Own = LinkTable.Ports;
}
