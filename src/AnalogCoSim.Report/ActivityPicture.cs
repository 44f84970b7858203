using System.Globalization;
using System.Text;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Report;

/// <summary>Tile activity as SVG in units of one bin and one tile, stretched by the page; its colours are those of the page, light or dark.</summary>
internal static class ActivityPicture
{
    /// <summary>Shades between asleep and always awake.</summary>
    public const int Shades = 8;

    /// <summary>A row of bins for each tile; neighbours of one shade are one stroke.</summary>
    /// <param name="tiles">The counts.</param>
    /// <returns>SVG.</returns>
    public static string Map(TileActivity tiles)
    {
        StringBuilder[] paths = [.. Enumerable.Range(0, Shades + 1).Select(_ => new StringBuilder())];
        for (int tile = 0; tile < TileActivity.Tiles; tile++)
        {
            int begin = 0;
            for (int bin = 1; bin <= tiles.Bins; bin++)
            {
                if (bin == tiles.Bins || Shade(tiles, tile, bin) != Shade(tiles, tile, begin))
                {
                    paths[Shade(tiles, tile, begin)].Append(CultureInfo.InvariantCulture, $"M{begin} {tile}h{bin - begin}v1h{begin - bin}z");
                    begin = bin;
                }
            }
        }

        StringBuilder svg = Open(tiles.Bins, TileActivity.Tiles);
        for (int shade = 1; shade <= Shades; shade++)
        {
            if (paths[shade].Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path fill-opacity=\"{shade / (double)Shades:0.###}\" d=\"{paths[shade]}\"/>");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>The high end of the line's axis, in per cent: the next round number.</summary>
    /// <param name="tiles">The counts.</param>
    /// <returns>5 to 100.</returns>
    public static int Top(TileActivity tiles)
    {
        double most = Enumerable.Range(0, tiles.Bins).Max(tiles.WakeFraction);
        return ((int[])[5, 10, 20, 50]).FirstOrDefault(top => 100 * most <= top, 100);
    }

    /// <summary>Share of the tiles awake, from 0 to <see cref="Top"/>.</summary>
    /// <param name="tiles">The counts.</param>
    /// <returns>SVG.</returns>
    public static string WakeLine(TileActivity tiles)
    {
        int top = Top(tiles);
        StringBuilder svg = Open(tiles.Bins, top).Append("<polyline points=\"");
        for (int bin = 0; bin < tiles.Bins; bin++)
        {
            double height = top - (100 * tiles.WakeFraction(bin));
            svg.Append(CultureInfo.InvariantCulture, $"{bin},{height:0.##} {bin + 1},{height:0.##} ");
        }

        return svg.Append("\"/></svg>").ToString();
    }

    // Any evaluation at all shows: the lightest shade begins above 0.
    private static int Shade(TileActivity tiles, int tile, int bin) => (int)Math.Ceiling(Math.Min(1, tiles.Share(tile, bin)) * Shades);

    private static StringBuilder Open(int width, int height) =>
        new(string.Create(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"));
}
