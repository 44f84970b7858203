using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Tests.Ldpu;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>Resets of one clock in each clock of the beginning of an MVM, and everything that may come in the first clock after a reset.</summary>
/// <remarks>What a reset leaves behind shows in what the tile does next: only the first columns are written, and no result of another one is waited for.</remarks>
internal static class TileResets
{
    private const int Columns = 20;
    private const int Size = 256;

    // From the start of an MVM to results on the links.
    private const int Moments = 54 + 17 + Columns - 2;

    /// <summary>Makes all of them, one behind the other.</summary>
    /// <param name="seed">Seed of all data.</param>
    /// <returns>Clocks; the tile is asleep at the end.</returns>
    public static IReadOnlyList<TileClock> Make(int seed)
    {
        var random = new Random(seed);
        var clocks = new List<TileClock>();
        for (int moment = 0; moment <= Moments; moment++)
        {
            clocks.AddRange(AtOnce(random));
            clocks.AddRange(Begun(moment, random));
        }

        clocks.AddRange(new TileScript().AfterReset(1));
        return clocks;
    }

    // In the first clock after a reset a register is written, inputs and a start come, and a packet on every port, of which the tile knows none.
    private static IEnumerable<TileClock> AtOnce(Random random)
    {
        var script = new TileScript();
        bool write = random.Next(2) == 0;
        LdpuRegisters registers = LdpuRegisterSets.Plain(0, 1) with { TxEnable = write, TxMask = 0x7F, TxLast = 255 };
        if (write)
        {
            script.Configure(0, new ConfigWrite(0, RegisterMap.Ctrl, RegisterMap.PackCtrl(false, false, false, true, 0x7F, 1)));
        }

        script.Load(0, random.Next(8), random);
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            script.Receive(0, port, (byte)random.Next(256), new sbyte[random.Next(1, 30)], 0);
        }

        script.Mvm(0, registers, fourPhase: random.Next(2) == 0, (new ushort[Size], new ushort[Size]), columns: 0);
        return script.AfterReset(1).Take(random.Next(2, 40));
    }

    // A few columns, a route or two, an MVM with its packet and another packet in transit; all of it ends in a reset so many clocks after the start.
    private static IEnumerable<TileClock> Begun(int moment, Random random)
    {
        var script = new TileScript();
        bool combine = random.Next(2) == 0;
        LdpuRegisters registers = LdpuRegisterSets.Plain(random.Next(-20, 20), 1) with
        {
            Combine = combine,
            RxScale = 0x3C00,
            RxFirst = (byte)random.Next(6),
            RxLast = 255,
            TxEnable = true,
            TxMask = 0x15,
            TxPath = (byte)random.Next(256),
            TxLast = 255,
        };
        ConfigWrite[] writes =
        [
            .. ChipConfiguration.OfTile(0, registers).Where(write => write.Address >= RegisterMap.Ctrl || (write.Address & 0xFF) < Columns),
            ChipConfiguration.Route(0, 1, new RouteEntry(0x0F, 0x08, combine)), ChipConfiguration.Route(0, 2, new RouteEntry(0x70, 0x02, false)),
        ];
        random.Shuffle(writes);
        foreach (ConfigWrite write in writes)
        {
            script.Configure(script.End, write);

            // A tile that begins to combine and sleeps, with registers that hold what the reset left in them.
            script.Rest(write.Address == RegisterMap.Ctrl && random.Next(2) == 0 ? 3 : 0);
        }

        int start = script.End - 1;
        int first = script.FirstPair(start, fourPhase: false);
        int packet = first + random.Next(6);
        ushort[] counts = [.. Enumerable.Range(0, Size).Select(_ => (ushort)random.Next(60))];
        script.Receive(start + random.Next(Moments), random.Next(4, 7), 2, new sbyte[random.Next(1, 60)], 0x02);
        sbyte[] payload = [.. Enumerable.Range(0, Size).Select(_ => (sbyte)random.Next(-60, 60))];
        if (combine)
        {
            script.Receive(packet, random.Next(4), 1, payload, 0x08, BeginsAs.Consumed);
        }

        script.Mvm(start, registers, fourPhase: false, (counts, new ushort[Size]), combine ? (packet, payload) : null, Columns);
        return script.AfterReset(1).Take(1 + start + moment);
    }
}
