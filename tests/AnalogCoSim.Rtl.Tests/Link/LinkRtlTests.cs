using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Tests.Support;

namespace AnalogCoSim.Rtl.Tests.Link;

/// <summary>The RTL of the link controller alone against <see cref="RouteTable"/> and <see cref="LinkPacket"/>.</summary>
[Category("Smoke")]
public sealed class LinkRtlTests
{
    private const int Tile = LinkTraffic.Tile;
    private static readonly int[] Seeds = [1, 2, 3, 20_231, 680_699, 7_919];
    private static readonly LdpuRegisters All = new() { ScaleP = [], ScaleN = [], Offset = [], AffineScale = [], AffineOffset = [], RxFirst = 0, RxLast = 255 };

    [Test]
    public void A_packet_on_each_port_is_consumed_and_forwarded_one_clock_later_to_several_ports([Values] LinkPort port)
    {
        var routes = new RouteTable();
        routes.Add(Tile, 9, new RouteEntry((byte)(1 << (int)port), (byte)(0x7F & ~(1 << (int)port)), Consume: true));
        var traffic = new LinkTraffic(routes, 400);

        Assert.That(traffic.Receive(3, port, Packet(9, 256)) && traffic.Receive(261, port, Packet(9, 1)), "back to back");
        ExpectEqual(traffic, All);
    }

    [Test]
    public void A_disabled_port_and_an_unknown_path_are_ignored_to_the_end_of_the_packet([Values] LinkPort port)
    {
        var routes = new RouteTable();
        routes.Add(Tile, 9, new RouteEntry((byte)(0x7F & ~(1 << (int)port)), 0x7F, Consume: true));
        var traffic = new LinkTraffic(routes, 200);

        // Payload bytes look like path ids that the tile knows.
        traffic.Receive(0, port, new LinkPacket(9, [9, 9, 9, 9, 9]));
        traffic.Receive(7, port, new LinkPacket(10, [9, 9, 9, 9, 9]));
        traffic.Receive(20, (LinkPort)(((int)port + 1) % 7), Packet(9, 30));

        ExpectEqual(traffic, All);
        Assert.That(traffic.Packets, Is.EqualTo(3));
        Assert.That(traffic.InOrder(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Every_path_id_and_every_length_is_consumed_and_forwarded() => ExpectEqual(EveryPathAndLength(), All);

    [TestCase("start_o <= 1'b1;", "start_o <= (rx_data_i[8 * p +: 8] != 8'h80);")]
    [TestCase("consume_q[p] <= route[7];", "consume_q[p] <= route[7] && (rx_data_i[8 * p +: 8] != 8'h80);")]
    [TestCase("left_q[8 * p +: 8] <= rx_data_i[8 * p +: 8];", "left_q[8 * p +: 8] <= (rx_data_i[8 * p +: 8] == 8'd129) ? 8'd128 : rx_data_i[8 * p +: 8];")]
    [Category("Nightly")]
    public void Planted_bug_of_one_path_id_or_length_is_found(string original, string bug)
    {
        using var tree = new PlantedTree("link/acs_link.sv", original, bug);
        LinkTraffic traffic = EveryPathAndLength();
        using var block = new LinkBlock(traffic.Routes, All, tree.Root);

        Assert.That(Outcome(block, traffic), Is.Not.Null);
    }

    private static LinkTraffic EveryPathAndLength()
    {
        var routes = new RouteTable();
        for (int path = 0; path < 256; path++)
        {
            routes.Add(Tile, (byte)path, new RouteEntry((byte)(1 << (path % 7)), (byte)(1 << ((path + 1) % 7)), Consume: true));
        }

        int[] lengths = [.. Enumerable.Range(1, 256)];
        var traffic = new LinkTraffic(routes, lengths.Sum(length => length + 2));
        int clock = 0;
        foreach (int length in lengths)
        {
            int path = 37 * length % 256;
            Assert.That(traffic.Receive(clock, (LinkPort)(path % 7), Packet((byte)path, length)));
            clock += length + 2;
        }

        return traffic;
    }

    [TestCase(0, 255)]
    [TestCase(0, 0)]
    [TestCase(255, 255)]
    [TestCase(17, 200)]
    [TestCase(100, 99)]
    public void Bytes_outside_the_selection_are_dropped(int first, int last)
    {
        var routes = new RouteTable();
        routes.Add(Tile, 200, new RouteEntry(0x41, 0, Consume: true));
        var traffic = new LinkTraffic(routes, 900);
        traffic.Receive(0, LinkPort.E1, Packet(200, 256));
        traffic.Receive(300, LinkPort.Host, Packet(200, 50));
        traffic.Receive(352, LinkPort.E1, Packet(200, 180));

        ExpectEqual(traffic, All with { RxFirst = (byte)first, RxLast = (byte)last });
    }

    [Test]
    public void Own_and_forwarded_packets_leave_at_once_on_different_ports()
    {
        var routes = new RouteTable();
        routes.Add(Tile, 1, new RouteEntry(0x02, 0x05, Consume: false));
        routes.Add(Tile, 2, new RouteEntry(0x10, 0x20, Consume: false));
        var traffic = new LinkTraffic(routes, 300);

        Assert.That(traffic.Receive(4, LinkPort.W1, Packet(1, 200)) && traffic.Receive(6, LinkPort.S1, Packet(2, 150)) && traffic.Send(5, 0x5A & ~0x25, Packet(77, 256)));
        ExpectEqual(traffic, All);
    }

    [Test]
    public void Random_traffic_equals_the_model([ValueSource(nameof(Seeds))] int seed)
    {
        var random = new Random(seed);
        LinkTraffic traffic = RandomTraffic(random);
        int first = random.Next(256);

        Assert.That(traffic.Packets, Is.GreaterThan(50), $"seed {seed}");
        ExpectEqual(traffic, All with { RxFirst = (byte)first, RxLast = (byte)random.Next(first, 256) }, $"seed {seed}");
        ExpectEqual(traffic, All, $"seed {seed}");
    }

    [Test]
    public void Two_streams_for_one_output_port_are_an_assertion_failure([Values] LinkPort target)
    {
        var routes = new RouteTable();
        routes.Add(Tile, 5, new RouteEntry(0x03, (byte)(1 << (int)target), Consume: false));
        using var forwarded = new LinkBlock(routes, All);
        using var own = new LinkBlock(routes, All);

        ExpectAssertion("LinkTxCollision", () => forwarded.Clock(new Dictionary<int, byte> { [0] = 5, [1] = 5 }));
        ExpectAssertion("LinkTxCollision", () => own.Clock(new Dictionary<int, byte> { [0] = 5, [LinkTraffic.Own] = 1 }, (byte)(1 << (int)target)));
    }

    [Test]
    public void Two_consumed_packets_at_once_are_an_assertion_failure()
    {
        var routes = new RouteTable();
        routes.Add(Tile, 5, new RouteEntry(0x03, 0, Consume: true));
        using var block = new LinkBlock(routes, All);

        ExpectAssertion("LinkOneRxStream", () => block.Clock(new Dictionary<int, byte> { [0] = 5, [1] = 5 }));
    }

    [Test]
    public void A_gap_in_a_packet_is_an_assertion_failure()
    {
        using var block = new LinkBlock(new RouteTable(), All);
        block.Clock(new Dictionary<int, byte> { [3] = 8 });

        ExpectAssertion("LinkPacketGap", () => block.Clock(new Dictionary<int, byte>()));
    }

    [TestCase("RouteFwdMaskLsb +: 7", "RouteFwdMaskLsb + 1 +: 7", TestName = "Forward_mask_one_port_off_is_found")]
    [TestCase("index_q <= rx_last_i", "index_q < rx_last_i", TestName = "Last_received_byte_dropped_is_found", Category = "Nightly")]
    [TestCase("valid && entry[{1'b0, port}]", "valid", TestName = "Disabled_port_that_receives_is_found", Category = "Nightly")]
    public void Planted_bug_is_found(string original, string bug)
    {
        using var tree = new PlantedTree("link/acs_link.sv", original, bug);
        LinkTraffic traffic = RandomTraffic(new Random(1));
        LdpuRegisters registers = All with { RxLast = 20 };
        using var block = new LinkBlock(traffic.Routes, registers, tree.Root);

        ExpectEqual(traffic, registers);
        Assert.That(Outcome(block, traffic), Is.Not.Null);
    }

    // A bug may show as a collision before its first difference: that is as good.
    private static string? Outcome(LinkBlock block, LinkTraffic traffic)
    {
        try
        {
            return block.Compare(traffic);
        }
        catch (AcsException error) when (error.Code == ErrorCode.RtlAssertion)
        {
            return error.Actual;
        }
    }

    private static void ExpectEqual(LinkTraffic traffic, LdpuRegisters registers, string? note = null)
    {
        using var block = new LinkBlock(traffic.Routes, registers);
        Assert.That(block.Compare(traffic), Is.Null, note);
    }

    private static void ExpectAssertion(string name, Action action)
    {
        var error = Assert.Throws<AcsException>(action)!;
        Assert.That(error.CodeText, Is.EqualTo("ACS0601"));
        Assert.That(error.Actual, Does.Contain(name));
    }

    private static LinkTraffic RandomTraffic(Random random)
    {
        var routes = new RouteTable();
        for (int path = 0; path < 256; path++)
        {
            if (random.Next(4) > 0)
            {
                int forward = random.Next(128) & random.Next(128) & random.Next(128);
                routes.Add(Tile, (byte)path, new RouteEntry((byte)random.Next(128), (byte)forward, random.Next(4) == 0));
            }
        }

        var traffic = new LinkTraffic(routes, 3000);
        for (int attempt = 0; attempt < 3000; attempt++)
        {
            int length = random.Next(3) == 0 ? random.Next(1, 257) : random.Next(1, 24);
            LinkPacket packet = Packet((byte)random.Next(256), length, random);
            int clock = random.Next(3000);
            _ = random.Next(8) == 0
                ? traffic.Send(clock, (byte)(random.Next(128) & random.Next(128)), packet)
                : traffic.Receive(clock, (LinkPort)random.Next(LinkTable.Ports), packet);
        }

        return traffic;
    }

    private static LinkPacket Packet(byte path, int length, Random? random = null)
    {
        random ??= new Random(length);
        return new LinkPacket(path, [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-128, 128))]);
    }
}
