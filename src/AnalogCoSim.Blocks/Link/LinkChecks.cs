using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Scoring;

namespace AnalogCoSim.Blocks.Link;

/// <summary>What the bench of the link controller compares.</summary>
internal static class LinkChecks
{
    /// <summary>The byte that leaves by each port.</summary>
    public static readonly Check[] Ports = [.. Enum.GetNames<LinkPort>().Select(name => new Check($"link {name}", value => $"0x{value:X2}"))];

    /// <summary>A consumed packet begins.</summary>
    public static readonly Check Start = new("start");

    /// <summary>A byte for the LDPU.</summary>
    public static readonly Check Byte = new("byte", value => $"0x{value:X2}");

    /// <summary>Whether a packet is under way.</summary>
    public static readonly Check Busy = new("busy");

    /// <summary>Data of ports that carry nothing.</summary>
    public static readonly Check Silent = new("data without valid", value => $"0x{value:X14}");

    public static readonly Check[] All = [.. Ports, Start, Byte, Busy, Silent];
}
