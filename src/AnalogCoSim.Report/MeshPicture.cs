using System.Globalization;
using System.Text;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Report;

/// <summary>All tiles with their links as SVG: idle links faint, used ones as wide as they carried packets; its colours are those of the page.</summary>
internal static class MeshPicture
{
    private const int Pitch = 60;
    private const int Half = 14;
    private const int Lane = 5;
    private const int Bow = 17;
    private const double Thinnest = 1.2;
    private const double Widest = 4.5;

    /// <summary>Directed links of the chip.</summary>
    public static int Links { get; } = Enumerable.Range(0, ChipGeometry.Cores).Sum(tile => Ports(tile).Count());

    /// <summary>Draws the map.</summary>
    /// <param name="traffic">Links that carried something.</param>
    /// <param name="cores">Tiles that hold weights.</param>
    /// <param name="images">Images of the counts.</param>
    /// <returns>SVG; each tile and used link has its numbers as a title.</returns>
    public static string Of(IReadOnlyList<LinkTraffic> traffic, IReadOnlyCollection<int> cores, int images)
    {
        Dictionary<(int, string), LinkTraffic> used = traffic.ToDictionary(link => (link.From, link.Port));
        double most = traffic.Where(link => link.To is not null).Select(link => (double)link.Packets).DefaultIfEmpty(1).Max();
        var svg = new StringBuilder(Invariant($"<svg viewBox=\"0 0 {ChipGeometry.GridColumns * Pitch} {ChipGeometry.GridRows * Pitch}\" aria-hidden=\"true\">"));
        svg.Append("<defs><marker id=\"head\" viewBox=\"0 0 6 6\" refX=\"5.5\" refY=\"3\" markerWidth=\"11\" markerHeight=\"11\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"head\" d=\"M0 0L6 3L0 6z\"/></marker></defs>");
        var front = new StringBuilder();
        for (int tile = 0; tile < ChipGeometry.Cores; tile++)
        {
            foreach (LinkPort port in Ports(tile))
            {
                string path = Path(tile, port);
                if (used.GetValueOrDefault((tile, port.ToString())) is { } link)
                {
                    double width = Thinnest + ((Widest - Thinnest) * Math.Sqrt(link.Packets / most));
                    front.Append(Invariant($"<path class=\"link\" stroke-width=\"{width:0.##}\" marker-end=\"url(#head)\" d=\"{path}\"><title>{Title(link, images)}</title></path>"));
                }
                else
                {
                    svg.Append(Invariant($"<path class=\"idle\" d=\"{path}\"/>"));
                }
            }
        }

        svg.Append(front);
        for (int tile = 0; tile < ChipGeometry.Cores; tile++)
        {
            svg.Append(Tile(tile, cores.Contains(tile), used.GetValueOrDefault((tile, nameof(LinkPort.Host))), images));
        }

        return svg.Append("</svg>").ToString();
    }

    private static IEnumerable<LinkPort> Ports(int tile) => Enumerable.Range(0, LinkTable.NeighbourPorts).Select(port => (LinkPort)port).Where(port => LinkTable.Neighbour(tile, port) is not null);

    private static (int X, int Y) Centre(int tile) =>
        ((tile % ChipGeometry.GridColumns * Pitch) + (Pitch / 2), (tile / ChipGeometry.GridColumns * Pitch) + (Pitch / 2));

    // There and back are lanes of their own; a link over two tiles bows around the one between.
    private static string Path(int tile, LinkPort port)
    {
        (int x, int y) = Centre(tile);
        (int toX, int toY) = Centre(LinkTable.Neighbour(tile, port)!.Value);
        int right = Math.Sign(toX - x);
        int down = Math.Sign(toY - y);
        if (Math.Abs(toX - x) > Pitch)
        {
            int edge = y - (right * Half);
            return Invariant($"M{x + (right * Lane)} {edge}Q{(x + toX) / 2} {edge - (right * Bow)} {toX - (right * Lane)} {edge}");
        }

        return Invariant($"M{x + (right * Half) - (down * Lane)} {y + (down * Half) - (right * Lane)}L{toX - (right * Half) - (down * Lane)} {toY - (down * Half) - (right * Lane)}");
    }

    private static string Tile(int tile, bool holdsWeights, LinkTraffic? toHost, int images)
    {
        (int x, int y) = Centre(tile);
        string square = Invariant($"<rect class=\"tile{(holdsWeights ? " used" : string.Empty)}\" x=\"{x - Half}\" y=\"{y - Half}\" width=\"{2 * Half}\" height=\"{2 * Half}\" rx=\"3\"/><text x=\"{x}\" y=\"{y}\">{tile}</text>");
        return toHost is null ? square : square + Invariant($"<circle class=\"out\" cx=\"{x + Half - 4}\" cy=\"{y + Half - 4}\" r=\"3\"><title>{Title(toHost, images)}</title></circle>");
    }

    private static string Title(LinkTraffic link, int images) =>
        Invariant($"tile {link.From} to {link.To?.ToString(CultureInfo.InvariantCulture) ?? "the host"} ({link.Port}): {link.Packets / (double)images:#,0.#} packets per image");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
