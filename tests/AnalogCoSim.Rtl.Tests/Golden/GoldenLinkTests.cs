using System.Globalization;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Tests.Chips;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Golden;

/// <summary>The link table of C# and the wires of the RTL against a list that was written from the architecture's sentence.</summary>
[Category("Smoke")]
public sealed class GoldenLinkTests
{
    private static readonly string[] Names = ["E1", "W1", "E2", "W2", "S1", "N1"];

    [Test]
    public void List_has_all_320_links_once()
    {
        Assert.That(GoldenFiles.Links.Distinct().Count(), Is.EqualTo(320));
        Assert.That(Names.Select(name => GoldenFiles.Links.Count(link => link.Split(' ')[1] == name)), Is.EqualTo((int[])[56, 56, 48, 48, 56, 56]));
    }

    [Test]
    public void Link_table_is_the_golden_list()
    {
        var links = new List<string>();
        for (int tile = 0; tile < 64; tile++)
        {
            for (int port = 0; port < Names.Length; port++)
            {
                if (LinkTable.Neighbour(tile, (LinkPort)port) is { } other)
                {
                    links.Add($"{Place(tile)} {Names[port]} {Place(other)} {Names[(int)LinkTable.Opposite((LinkPort)port)]}");
                }
            }
        }

        Assert.That(links, Is.EquivalentTo(GoldenFiles.Links));
    }

    /// <summary>Each tile sends its number on all ports, then the number of the port; what arrives tells both ends of every wire.</summary>
    [Test]
    public void Wires_of_the_rtl_chip_are_the_golden_list()
    {
        using var model = new VerilatedModel(WiringModel.Build());
        model.Set("rst_ni", 0);
        model.Run(2);
        model.Set("rst_ni", 1);
        byte[][] senders = Arrivals(model, (tile, _) => (byte)tile);
        byte[][] ports = Arrivals(model, (_, port) => (byte)port);

        var links = new List<string>();
        for (int tile = 0; tile < 64; tile++)
        {
            int valid = senders[tile][7];
            links.AddRange(Enumerable.Range(0, Names.Length).Where(port => (valid >> port & 1) != 0)
                .Select(port => $"{Place(senders[tile][port])} {Names[ports[tile][port]]} {Place(tile)} {Names[port]}"));
        }

        Assert.That(links, Is.EquivalentTo(GoldenFiles.Links));
    }

    // For each tile the bytes that arrive on ports 0..6, and the mask of the ports on which any does.
    private static byte[][] Arrivals(VerilatedModel model, Func<int, int, byte> value)
    {
        Span<byte> load = model.Bytes("load_data_i");
        for (int tile = 0; tile < 64; tile++)
        {
            ulong word = 0x7F;
            for (int port = 0; port < 7; port++)
            {
                word |= (ulong)value(tile, port) << (7 + (8 * port));
            }

            BitConverter.TryWriteBytes(load[(32 * tile)..], word);
        }

        // One clock from the load to the links, one from the links to what the tile tells.
        model.Run(2);
        ReadOnlySpan<byte> told = model.Bytes("x_o");
        var arrivals = new byte[64][];
        for (int tile = 0; tile < 64; tile++)
        {
            ulong word = BitConverter.ToUInt64(told[(256 * tile)..]);
            arrivals[tile] = [.. Enumerable.Range(0, 7).Select(port => (byte)(word >> (7 + (8 * port)))), (byte)(word & 0x7F)];
        }

        return arrivals;
    }

    private static string Place(int tile) => string.Create(CultureInfo.InvariantCulture, $"r{tile / 8}c{tile % 8}");
}
