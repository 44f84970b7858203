using System.Text.RegularExpressions;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Models;
using static AnalogCoSim.Rtl.Tests.Tiles.TileMoves;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>How to make each assertion of a tile fail, by each operand, port and index that it has.</summary>
/// <remarks>By what a host, macro or neighbour does wrong, or, where only the tile itself could be wrong, by a value put into a register.</remarks>
internal static partial class AssertionProvocations
{
    private static readonly int[] Pairs = [1, 2, 3, 4, 8, 16, 32, 64, 127];

    private static readonly int[] Ports = [.. Enumerable.Range(0, LinkTable.Ports)];

    /// <summary>All of them, several for an assertion.</summary>
    public static IReadOnlyList<Provocation> All { get; } = [.. OfMvm(), .. OfCounts(), .. OfDrain(), .. OfLink(), .. OfLdpu(), .. OfTile()];

    /// <summary>The module at whose ports an assertion is provoked: what no port of the tile can bring about is brought about at a block.</summary>
    /// <param name="name">Assertion.</param>
    /// <returns>Module.</returns>
    public static string Top(string? name) => name == "LdpuSides" ? "acs_ldpu" : "acs_tile";

    /// <summary>Provokes an assertion.</summary>
    /// <param name="model">A model of <see cref="Top"/>.</param>
    /// <param name="provocation">How.</param>
    /// <returns>Name of the assertion that failed first, or null.</returns>
    public static string? Provoke(VerilatedModel model, Provocation provocation)
    {
        try
        {
            provocation.Act(new TileDriver(model));
            return null;
        }
        catch (AcsException error) when (error.Code == ErrorCode.RtlAssertion)
        {
            return Name().Match(error.Actual ?? string.Empty) is { Success: true } match ? match.Groups["name"].Value : error.Actual;
        }
    }

    private static IEnumerable<Provocation> OfMvm() =>
    [
        .. new[] { 1, 2, 30, 54 }.SelectMany(clocks => (Provocation[])
        [
            new("MvmStartWhilePending", $"a start after {clocks}", tile => { tile.Clock("start_i"); Idle(tile, clocks - 1); tile.Clock("start_i"); }),
            new("MvmLoadWhilePending", $"a load after {clocks}", tile => { tile.Clock("start_i"); Idle(tile, clocks - 1); tile.Clock("load_valid_i"); }),
        ]),
        new("MvmStartWhilePending", "a start after another result", tile => { tile.Mvm(128); tile.Clock("start_i"); tile.Clock("start_i"); }),
        new("MvmStrobe", "a register", tile => { tile.Clock("start_i"); tile.Put(".u_mvm.pending_q", 0); Idle(tile, 1); }),
    ];

    private static IEnumerable<Provocation> OfCounts() =>
    [
        new("AdcUnexpected", "nothing started", tile => tile.Clock("adc_valid_i")),
        new("AdcUnexpected", "a second result", tile => { tile.Mvm(128); tile.Clock("adc_valid_i"); }),
        new("AdcOverrun", "three results", tile => { tile.Consume(); tile.Mvm(128); tile.Mvm(128); tile.Mvm(1); }),
        .. Pairs.SelectMany(pair => (Provocation[])
        [
            new("AdcPairTooEarly", $"pair {pair}", tile => { tile.Mvm(pair - 1); tile.Clock("adc_valid_i"); tile.Clock("adc_valid_i"); }),
            new("AdcPairMissing", $"pair {pair}", tile => { tile.Mvm(pair); Idle(tile, 2); }),
            .. new[] { 0, 1 }.Select(buffer => new Provocation("AdcUnderrun", $"column {2 * pair}, buffer {buffer}", tile => Read(tile, buffer, pair, 2 * pair))),
            new(null, $"column {(2 * pair) - 1} when pair {pair - 1} has come", tile => Read(tile, 0, pair, (2 * pair) - 1)),
            new("AdcUnderrun", $"a column after {2 * pair}", tile => Read(tile, 0, pair, Math.Min((2 * pair) + 3, 255))),
        ]),
        new("AdcUnderrun", "no pair at all", tile => Read(tile, 0, 0, 200)),
        new("AdcReadEmpty", "no result", tile => { Busy(tile, 1); tile.Put(".u_mvm.read_buffer_q", 1); tile.Put(".u_drain.state_q", 1); Busy(tile, 3); }),
    ];

    private static IEnumerable<Provocation> OfDrain() =>
    [
        new("DrainPacketEarly", "no result", tile => { tile.Consume(); tile.Receive(1, TileDriver.Path, 3, 0, 0); }),
        new("DrainPacketEarly", "a result for one packet only", tile => { tile.Consume(); tile.Mvm(128); Packet(tile); Idle(tile, 300); Packet(tile); Idle(tile, 2); }),
        new("DrainPacketInLdpu", "a packet 21 clocks after another", tile => { Filled(tile, 0); Packet(tile); Idle(tile, 20); Packet(tile); Idle(tile, 4); }),
        new("DrainPacketInLdpu", "the gap after a drain", tile => { Filled(tile, 0); Packet(tile); Idle(tile, 254); Packet(tile); Idle(tile, 4); }),
        .. new byte[] { 2, 3, 200 }.Select(first => new Provocation("DrainPacketTwice", $"a packet combined from byte {first} on", tile => Twice(tile, first))),
        new("DrainPacketLost", "a tile that does not combine", tile => { tile.Consume(combine: false); Packet(tile); Idle(tile, 2); }),
        new("DrainState", "a register", tile => { Busy(tile, 1); tile.Put(".u_drain.state_q", 3); Busy(tile, 2); }),
    ];

    private static IEnumerable<Provocation> OfLink() => Ports.SelectMany(port => (Provocation[])
    [
        new("LinkTxCollision", $"two packets for port {port}", tile => { Forward(tile, port); tile.Receive((1 << port) | (1 << ((port + 1) % 7)), 5); }),
        new("LinkTxCollision", $"a packet and an own one for port {port}", tile => { Forward(tile, port); Own(tile, port); tile.Receive(1 << port, 5); }),
        new("LinkPacketGap", $"no length at port {port}", tile => { tile.Receive(1 << port, 77); Idle(tile, 1); }),
        new("LinkPacketGap", $"no payload at port {port}", tile => { tile.Receive(1 << port, 77, 3, 0); Idle(tile, 1); }),
        .. port == 0 ? [] : (Provocation[])
        [
            new("LinkOneRxStream", $"ports 0 and {port}", tile => { tile.Consume(); tile.Receive(1 | (1 << port), TileDriver.Path); }),
            new("LinkOneRxStream", $"ports {port - 1} and 6", tile => { tile.Consume(); tile.Receive((1 << (port - 1)) | 64, TileDriver.Path); }),
        ],
    ]);

    private static IEnumerable<Provocation> OfLdpu() =>
    [
        new("LdpuSides", "both", ldpu => ldpu.Clock("left_valid_i", "right_valid_i")),
        new("LdpuInterleave", "registers", tile => { Busy(tile, 1); Convert(tile, 0x20, 0x20, 0x20); Busy(tile, 3); }),
        new("LdpuSkew", "left alone", tile => { Busy(tile, 1); Convert(tile, 0x20, 0, 0); Busy(tile, 3); }),
        new("LdpuSkew", "right alone", tile => { Busy(tile, 1); Convert(tile, 0, 0x20, 0); Busy(tile, 3); }),
        new("LdpuSkew", "neither", tile => { Busy(tile, 1); Convert(tile, 0, 0, 0x20); Busy(tile, 3); }),
    ];

    private static IEnumerable<Provocation> OfTile() =>
    [
        new("TileQuiescent", "a register", tile => { Idle(tile, 3); tile.Put(".u_drain.column_q", 1); Idle(tile, 3); }),
        new("TileConfigBusy", "an MVM", tile => { tile.Clock("start_i"); Idle(tile, 5); tile.Configure(RegisterMap.SRx, 0); }),
        new("TileConfigBusy", "one result", tile => { tile.Consume(); tile.Mvm(128); Idle(tile, 30); tile.Configure(RegisterMap.SRx, 0); }),
        new("TileConfigBusy", "two results", tile => { Filled(tile, 0); Idle(tile, 30); tile.Configure(RegisterMap.SRx, 0); }),
        new("TileConfigBusy", "the end of a drain", tile => { tile.Mvm(128); Idle(tile, 20); tile.Configure(RegisterMap.SRx, 0); }),
        .. Enumerable.Range(0, 8).Select(bit => new Provocation("TileTxSelect", $"bit {bit}", tile => { Sending(tile, (byte)(1 << bit), 0); tile.Mvm(128); Idle(tile, 40); })),
        new("TileTxSelect", "the next column", tile => { Sending(tile, 6, 5); tile.Mvm(128); }),
        new("TileTxSelect", "a column far behind", tile => { Sending(tile, 200, 3); tile.Mvm(128); Idle(tile, 40); }),
        new("TileRxStep", "a register", tile => { Filled(tile, 3); tile.Receive(1, TileDriver.Path, 9); tile.Put(".u_drain.waiting_q", 0); tile.Receive(1, 0, 0, 0, 0, 0, 0, 0, 0); }),
    ];

    [GeneratedRegex(@"ACS: (?<name>\w+):")]
    private static partial Regex Name();
}
