using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>What provocations are made of.</summary>
internal static class TileMoves
{
    public static void Idle(TileDriver tile, int clocks)
    {
        for (int clock = 0; clock < clocks; clock++)
        {
            tile.Clock();
        }
    }

    /// <summary>Inputs at work keep TileQuiescent, which compares a sleeping tile with itself, out of the way.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="clocks">Clocks.</param>
    public static void Busy(TileDriver tile, int clocks)
    {
        for (int clock = 0; clock < clocks; clock++)
        {
            tile.Clock("load_valid_i");
        }
    }

    /// <summary>Two results wait for packets.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="first">First payload byte that is combined.</param>
    public static void Filled(TileDriver tile, byte first)
    {
        tile.Consume(first: first);
        tile.Mvm(128);
        tile.Mvm(128);
    }

    public static void Packet(TileDriver tile) => tile.Receive(1, TileDriver.Path, 0, 1);

    /// <summary>Two packets without a gap.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="first">First payload byte that is combined.</param>
    public static void Twice(TileDriver tile, byte first)
    {
        Filled(tile, first);
        Packet(tile);
        Packet(tile);
        Idle(tile, 4);
    }

    /// <summary>Packets of path 5 leave by one port.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="port">Port.</param>
    public static void Forward(TileDriver tile, int port)
    {
        ConfigWrite route = ChipConfiguration.Route(0, 5, new RouteEntry(0x7F, (byte)(1 << port), false));
        tile.Configure(route.Address, route.Data);
    }

    /// <summary>The tile sends a byte of its own.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="port">Port.</param>
    public static void Own(TileDriver tile, int port)
    {
        tile.Configure(RegisterMap.Ctrl, RegisterMap.PackCtrl(false, false, false, true, 1u << port, 7));
        Busy(tile, 1);
        tile.Put(".u_tx.length_q", 1);
    }

    public static void Sending(TileDriver tile, byte first, byte last)
    {
        tile.Configure(RegisterMap.TxSelect, RegisterMap.PackTxSelect(first, last));
        tile.Configure(RegisterMap.Ctrl, RegisterMap.PackCtrl(false, false, false, true, 1, 7));
    }

    /// <summary>A column is read of a result of which so many pairs have come.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="buffer">ADC buffer.</param>
    /// <param name="pairs">Pairs.</param>
    /// <param name="column">Column.</param>
    public static void Read(TileDriver tile, int buffer, int pairs, int column)
    {
        Busy(tile, 1);
        tile.Put(".u_mvm.occupied_q", 1);
        tile.Put(".u_mvm.write_pair_q", (byte)pairs);
        tile.Put(".u_mvm.write_buffer_q", (byte)buffer);
        tile.Put(".u_mvm.read_buffer_q", (byte)buffer);
        tile.Put(".u_drain.column_q", (byte)column);
        tile.Put(".u_drain.state_q", 1);
        Busy(tile, 1);
    }

    public static void Convert(TileDriver tile, byte left, byte right, byte activation)
    {
        tile.Put(".u_ldpu.u_left.valid_q", left);
        tile.Put(".u_ldpu.u_right.valid_q", right);
        tile.Put(".u_ldpu.count_valid_q", activation);
    }
}
