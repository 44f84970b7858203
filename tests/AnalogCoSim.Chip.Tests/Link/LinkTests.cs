using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Chip.Tests.Link;

[TestFixture]
public sealed class LinkTests
{
    [Test]
    public void Every_link_leads_back_by_the_opposite_port()
    {
        int links = 0;
        for (int tile = 0; tile < 64; tile++)
        {
            foreach (LinkPort port in LinkTable.InMask(0x3F))
            {
                if (LinkTable.Neighbour(tile, port) is { } next)
                {
                    links++;
                    Assert.That(LinkTable.Neighbour(next, LinkTable.Opposite(port)), Is.EqualTo(tile));
                    Assert.That(LinkTable.PortTo(tile, next), Is.EqualTo(port));
                }
            }
        }

        Assert.That(links, Is.EqualTo((2 * 56) + (2 * 48) + (2 * 56)));
    }

    [Test]
    public void Neighbours_of_a_corner_and_of_the_middle_follow_the_table()
    {
        int?[] Of(int tile) => [.. LinkTable.InMask(0x7F).Select(port => LinkTable.Neighbour(tile, port))];
        Assert.Multiple(() =>
        {
            Assert.That(Of(0), Is.EqualTo(new int?[] { 1, null, 2, null, 8, null, null }));
            Assert.That(Of(27), Is.EqualTo(new int?[] { 28, 26, 29, 25, 35, 19, null }));
            Assert.That(LinkTable.Opposite(LinkPort.Host), Is.EqualTo(LinkPort.Host));
            Assert.That(LinkTable.PortTo(0, 63), Is.Null);
        });
    }

    [Test]
    public void Packet_of_selected_columns_has_preamble_and_payload_and_comes_back()
    {
        var outputs = new sbyte[256];
        (outputs[10], outputs[11], outputs[12]) = (-1, 2, 3);
        LinkPacket packet = LinkPacket.From(TestPrograms.Nominal(5, 1, 0) with { TxFirst = 10, TxLast = 12 }, outputs);
        byte[] bytes = packet.ToBytes();
        Assert.Multiple(() =>
        {
            Assert.That(bytes, Is.EqualTo(new byte[] { 5, 2, 255, 2, 3 }));
            Assert.That(LinkPacket.TryParse(bytes, out LinkPacket? back), Is.True);
            Assert.That(back!.Payload, Is.EqualTo(packet.Payload));
            Assert.That(LinkPacket.TryParse(bytes.AsSpan(0, 4), out _), Is.False);
        });
    }

    [Test]
    public void Received_bytes_in_the_selection_go_to_the_first_columns_and_the_others_are_dropped()
    {
        var columns = new sbyte[256];
        Array.Fill(columns, (sbyte)99);
        LinkPacket.Receive(TestPrograms.Nominal(0, 1, 0) with { RxFirst = 1, RxLast = 2 }, [10, 11, 12, 13], columns);
        Assert.That(columns, Is.EqualTo(new sbyte[] { 11, 12 }.Concat(new sbyte[254])));
    }

    [Test]
    public void Received_packet_shorter_than_the_selection_leaves_zeros()
    {
        var columns = new sbyte[256];
        LinkPacket.Receive(TestPrograms.Nominal(0, 1, 0) with { RxFirst = 3, RxLast = 200 }, [10, 11, 12, 13], columns);
        Assert.That(columns[..2], Is.EqualTo(new sbyte[] { 13, 0 }));
    }

    [Test]
    public void Deliver_follows_a_hop_and_counts_it()
    {
        RouteTable routes = ProgramRoutes.Of(TestPrograms.Small());
        Assert.Multiple(() =>
        {
            Assert.That(routes.Deliver(9, 9, 1 << (int)LinkPort.E1), Is.EqualTo(new[] { new PacketArrival(12, LinkPort.W2, 1) }));
            Assert.That(routes.Deliver(9, 9, 1 << (int)LinkPort.W1), Is.Empty);
            Assert.That(routes.Deliver(9, 8, 1 << (int)LinkPort.E1), Is.Empty);
        });
    }

    [Test]
    public void Deliver_of_a_packet_that_runs_in_a_circle_ends()
    {
        var routes = new RouteTable();
        routes.Add(1, 7, new RouteEntry(0x7F, 1 << (int)LinkPort.W1, Consume: true));
        routes.Add(0, 7, new RouteEntry(0x7F, 1 << (int)LinkPort.E1, Consume: false));
        Assert.That(routes.Deliver(0, 7, 1 << (int)LinkPort.E1), Is.EqualTo(new[] { new PacketArrival(1, LinkPort.W1, 0) }));
    }

    [Test]
    public void Second_route_for_a_path_in_a_tile_is_refused()
    {
        var routes = new RouteTable();
        routes.Add(3, 4, new RouteEntry(1, 0, Consume: true));
        Assert.That(Assert.Throws<AcsException>(() => routes.Add(3, 4, new RouteEntry(2, 0, Consume: true)))!.Code, Is.EqualTo(ErrorCode.ProgramInvalid));
    }
}
