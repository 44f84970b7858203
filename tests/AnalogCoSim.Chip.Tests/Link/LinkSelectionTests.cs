using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Chip.Tests.Link;

/// <summary>Selection and forwarding against the sentences of src/ARCHITECTURE.md, section 3, taken one column and one byte at a time.</summary>
[TestFixture]
public sealed class LinkSelectionTests
{
    private static readonly (int Rows, int Columns)[] Steps = [(0, 1), (0, -1), (0, 2), (0, -2), (1, 0), (-1, 0)];

    [Test]
    public void Packets_hold_the_columns_from_first_to_last_behind_path_and_length()
    {
        sbyte[] results = [.. Enumerable.Range(0, 256).Select(column => (sbyte)(column - 128))];
        foreach (var (first, last) in Selections())
        {
            LdpuRegisters registers = TestPrograms.Nominal(0, 256, 0) with { TxPath = (byte)(first ^ last), TxFirst = (byte)first, TxLast = (byte)last };
            var expected = new List<byte> { (byte)(first ^ last), (byte)(last - first) };
            for (int column = 0; column < 256; column++)
            {
                if (column >= first && column <= last)
                {
                    expected.Add((byte)results[column]);
                }
            }

            Assert.That(LinkPacket.From(registers, results).ToBytes(), Is.EqualTo(expected), $"{first}..{last}");
        }
    }

    [Test]
    public void Byte_k_between_first_and_last_is_combined_into_column_k_minus_first([Values(1, 2, 100, 255, 256)] int length)
    {
        sbyte[] payload = [.. Enumerable.Range(1, length).Select(k => (sbyte)((k * 7) | 1))];
        foreach (var (first, last) in Selections())
        {
            var expected = new sbyte[256];
            for (int k = 0; k < length; k++)
            {
                if (k >= first && k <= last)
                {
                    expected[k - first] = payload[k];
                }
            }

            var columns = Enumerable.Repeat((sbyte)99, 256).ToArray();
            LinkPacket.Receive(TestPrograms.Nominal(0, 256, 0) with { RxFirst = (byte)first, RxLast = (byte)last }, payload, columns);
            Assert.That(columns, Is.EqualTo(expected), $"{first}..{last} of {length}");
        }
    }

    [Test]
    public void Forwarding_reaches_whom_a_flood_clock_by_clock_reaches([Range(1, 20)] int seed)
    {
        var random = new System.Random(seed);
        var routes = new RouteTable();
        for (int tile = 0; tile < 64; tile++)
        {
            for (int path = 0; path < 8; path++)
            {
                if (random.Next(5) > 0)
                {
                    routes.Add(tile, (byte)path, new RouteEntry((byte)random.Next(128), (byte)(random.Next(128) & random.Next(128)), random.Next(3) == 0));
                }
            }
        }

        for (int path = 0; path < 10; path++)
        {
            int sender = random.Next(64);
            byte mask = (byte)random.Next(1, 128);
            IEnumerable<(int?, int)> arrivals = routes.Deliver(sender, (byte)path, mask).Select(arrival => (arrival.Tile, (int)arrival.Port));
            Assert.That(arrivals.Distinct(), Is.EquivalentTo(Flood(routes, sender, (byte)path, mask)), $"path {path} of tile {sender}");
        }
    }

    // Every link that carries the packet in a clock feeds those of the next one, until no new link does.
    private static HashSet<(int? Tile, int Port)> Flood(RouteTable routes, int sender, byte path, byte mask)
    {
        var consumers = new HashSet<(int?, int)>();
        var links = new HashSet<(int Tile, int Port)>();
        var now = Enumerable.Range(0, 7).Where(port => (mask >> port & 1) != 0).Select(port => (Tile: sender, Port: port)).ToList();
        while (now.Count > 0)
        {
            var next = new List<(int, int)>();
            foreach (var (tile, port) in now.Where(links.Add))
            {
                if (port == 6)
                {
                    consumers.Add((null, 6));
                    continue;
                }

                int row = (tile / 8) + Steps[port].Rows;
                int column = (tile % 8) + Steps[port].Columns;
                int receiver = (8 * row) + column;
                int incoming = port % 2 == 0 ? port + 1 : port - 1;
                if (row is < 0 or > 7 || column is < 0 or > 7 || routes.Entry(receiver, path) is not { } entry || (entry.RxMask >> incoming & 1) == 0)
                {
                    continue;
                }

                if (entry.Consume)
                {
                    consumers.Add((receiver, incoming));
                }

                next.AddRange(Enumerable.Range(0, 7).Where(to => (entry.ForwardMask >> to & 1) != 0).Select(to => (receiver, to)));
            }

            now = next;
        }

        return consumers;
    }

    private static IEnumerable<(int First, int Last)> Selections()
    {
        int[] ends = [0, 1, 2, 17, 85, 127, 128, 170, 254, 255];
        return from first in ends from last in ends where first <= last select (first, last);
    }
}
