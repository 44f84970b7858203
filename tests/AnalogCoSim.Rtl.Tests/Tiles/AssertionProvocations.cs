using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>How to make each assertion of a tile fail: by what a host, macro or neighbour does wrong, or, where only the tile itself could be wrong, by a value put into a register.</summary>
internal static class AssertionProvocations
{
    /// <summary>The assertions by name.</summary>
    public static IReadOnlyDictionary<string, Action<TileDriver>> All { get; } = new Dictionary<string, Action<TileDriver>>
    {
        ["MvmStartWhilePending"] = tile => { tile.Clock("start_i"); tile.Clock("start_i"); },
        ["MvmLoadWhilePending"] = tile => { tile.Clock("start_i"); tile.Clock("load_valid_i"); },
        ["AdcUnexpected"] = tile => tile.Clock("adc_valid_i"),
        ["AdcOverrun"] = tile => { tile.Consume(); tile.Mvm(128); tile.Mvm(128); tile.Mvm(1); },
        ["AdcPairTooEarly"] = tile => { tile.Clock("start_i"); tile.Clock("adc_valid_i"); tile.Clock("adc_valid_i"); },
        ["AdcPairMissing"] = tile => { tile.Mvm(3); Idle(tile, 2); },
        ["AdcUnderrun"] = tile => { tile.Mvm(2); tile.Put(".u_drain.column_q", 200); Pairs(tile, 20); },
        ["AdcReadEmpty"] = tile => { Busy(tile, 1); tile.Put(".u_mvm.read_buffer_q", 1); tile.Put(".u_drain.state_q", 1); Busy(tile, 3); },
        ["MvmStrobe"] = tile => { tile.Clock("start_i"); tile.Put(".u_mvm.pending_q", 0); Idle(tile, 1); },
        ["DrainPacketEarly"] = tile => { tile.Consume(); tile.Receive(1, TileDriver.Path, 3, 0, 0); },
        ["DrainPacketInLdpu"] = tile => { Filled(tile, 0); Packet(tile); Idle(tile, 20); Packet(tile); Idle(tile, 4); },
        ["DrainPacketTwice"] = tile => { Filled(tile, 100); Packet(tile); Packet(tile); Idle(tile, 4); },
        ["DrainPacketLost"] = tile => { tile.Consume(combine: false); Packet(tile); Idle(tile, 2); },
        ["DrainState"] = tile => { Busy(tile, 1); tile.Put(".u_drain.state_q", 3); Busy(tile, 2); },
        ["LinkTxCollision"] = tile => { Forward(tile); tile.Receive(3, 5); },
        ["LinkOneRxStream"] = tile => { tile.Consume(); tile.Receive(3, TileDriver.Path); },
        ["LinkPacketGap"] = tile => { tile.Receive(8, 77); Idle(tile, 1); },
        ["LdpuSides"] = ldpu => ldpu.Clock("left_valid_i", "right_valid_i"),
        ["LdpuInterleave"] = tile => { Busy(tile, 1); Convert(tile, 0x20, 0x20, 0x20); Busy(tile, 3); },
        ["LdpuSkew"] = tile => { Busy(tile, 1); Convert(tile, 0x20, 0, 0); Busy(tile, 3); },
        ["TileQuiescent"] = tile => { Idle(tile, 3); tile.Put(".u_drain.column_q", 1); Idle(tile, 3); },
        ["TileConfigBusy"] = tile => { tile.Clock("start_i"); tile.Configure(RegisterMap.SRx, 0); },
        ["TileTxSelect"] = tile => { Sending(tile); tile.Mvm(20); },
        ["TileRxStep"] = tile => { Filled(tile, 3); tile.Receive(1, TileDriver.Path, 9); tile.Put(".u_drain.waiting_q", 0); tile.Receive(1, 0, 0, 0, 0, 0, 0, 0, 0); },
    };

    /// <summary>The module at whose ports an assertion is provoked: what no port of the tile can bring about is brought about at a block.</summary>
    /// <param name="name">Assertion.</param>
    /// <returns>Module.</returns>
    public static string Top(string name) => name == "LdpuSides" ? "acs_ldpu" : "acs_tile";

    /// <summary>Provokes an assertion.</summary>
    /// <param name="model">A model of <see cref="Top"/>.</param>
    /// <param name="name">Which.</param>
    /// <returns>Name of the assertion that failed first, or null.</returns>
    public static string? Provoke(VerilatedModel model, string name)
    {
        var tile = new TileDriver(model);
        try
        {
            All[name](tile);
            return null;
        }
        catch (AcsException error) when (error.Code == ErrorCode.RtlAssertion)
        {
            string[] parts = (error.Actual ?? string.Empty).Split(": ");
            int at = Array.FindIndex(parts, part => part.EndsWith("ACS", StringComparison.Ordinal));
            return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : error.Actual;
        }
    }

    private static void Idle(TileDriver tile, int clocks)
    {
        for (int clock = 0; clock < clocks; clock++)
        {
            tile.Clock();
        }
    }

    // Inputs at work keep TileQuiescent, which compares a sleeping tile with itself, out of the way.
    private static void Busy(TileDriver tile, int clocks)
    {
        for (int clock = 0; clock < clocks; clock++)
        {
            tile.Clock("load_valid_i");
        }
    }

    private static void Pairs(TileDriver tile, int pairs)
    {
        for (int pair = 0; pair < pairs; pair++)
        {
            tile.Clock("adc_valid_i");
            tile.Clock();
        }
    }

    // Two results wait for packets.
    private static void Filled(TileDriver tile, byte first)
    {
        tile.Consume(first: first);
        tile.Mvm(128);
        tile.Mvm(128);
    }

    private static void Packet(TileDriver tile) => tile.Receive(1, TileDriver.Path, 0, 1);

    private static void Forward(TileDriver tile)
    {
        ConfigWrite route = ChipConfiguration.Route(0, 5, new RouteEntry(3, 4, false));
        tile.Configure(route.Address, route.Data);
    }

    private static void Sending(TileDriver tile)
    {
        tile.Configure(RegisterMap.TxSelect, RegisterMap.PackTxSelect(5, 2));
        tile.Configure(RegisterMap.Ctrl, RegisterMap.PackCtrl(false, false, false, true, 1, 7));
    }

    private static void Convert(TileDriver tile, byte left, byte right, byte activation)
    {
        tile.Put(".u_ldpu.u_left.valid_q", left);
        tile.Put(".u_ldpu.u_right.valid_q", right);
        tile.Put(".u_ldpu.count_valid_q", activation);
    }
}
