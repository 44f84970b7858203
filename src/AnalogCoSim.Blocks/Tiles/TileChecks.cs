using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Scoring;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>What the bench of a tile compares.</summary>
internal static class TileChecks
{
    /// <summary>The strobe to the analog macro, with its mode.</summary>
    public static readonly Check Start = new("mvm start", value => value == 0 ? "one phase" : "four phases");

    /// <summary>An LDPU result.</summary>
    public static readonly Check Result = new("result", value => FormattableString.Invariant($"column {value >> 8}: {(sbyte)(byte)value}"));

    /// <summary>The byte that leaves by each port.</summary>
    public static readonly Check[] Ports = [.. Enum.GetNames<LinkPort>().Select(name => new Check($"link {name}", value => $"0x{value:X2}"))];

    /// <summary>The input registers, 8 in a word.</summary>
    public static readonly Check Inputs = new("inputs", value => $"0x{value:X16}");

    /// <summary>Whether the tile says that nothing is under way.</summary>
    public static readonly Check Quiet = new("quiescent");

    public static readonly Check[] All = [Start, Result, .. Ports, Inputs, Quiet];
}
