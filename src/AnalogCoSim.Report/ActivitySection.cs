using System.Globalization;
using AnalogCoSim.Inference;
using AnalogCoSim.Report.Html;

namespace AnalogCoSim.Report;

/// <summary>The section that shows which tiles were evaluated when.</summary>
internal static class ActivitySection
{
    private const int Marks = 5;

    /// <summary>Adds the section.</summary>
    /// <param name="html">The page.</param>
    /// <param name="activity">The counts; nothing is added without.</param>
    public static void Add(HtmlBuilder html, ImageActivity? activity)
    {
        if (activity is null)
        {
            return;
        }

        TileActivity tiles = activity.Tiles;
        double mean = tiles.Evaluations.Sum(count => (double)count) / (TileActivity.Tiles * (double)tiles.Clocks);
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"Image {activity.Image}: tile evaluations over {tiles.Clocks:#,0} clocks in bins of {tiles.BinClocks:#,0}; {100 * mean:0.0} % of all tile clocks were evaluated");
        html.Raw("<section class=\"activity\"><h2>Tile activity</h2>")
            .Element("p", summary + ". A row is a tile, the stronger the larger the share of clocks in which it was evaluated; a tile that sleeps leaves the ground free.", "note");
        Plot(html, "map", summary, ActivityPicture.Map(tiles), TileMarks());
        Plot(html, "wake", "Share of tiles awake over time, in per cent", ActivityPicture.WakeLine(tiles), [string.Create(CultureInfo.InvariantCulture, $"{ActivityPicture.Top(tiles)} %"), "0 % awake"]);
        html.Raw("<div class=\"clocks\" aria-hidden=\"true\">");
        for (int mark = 0; mark < Marks; mark++)
        {
            html.Element("span", string.Create(CultureInfo.InvariantCulture, $"{tiles.Clocks * (ulong)mark / (Marks - 1):#,0}") + (mark == Marks - 1 ? " clocks" : string.Empty));
        }

        html.Raw("</div><details><summary>Numbers</summary>");
        html.Table("Evaluations of each tile", ["tile", "#evaluations", "#share of clocks"], Enumerable.Range(0, TileActivity.Tiles).Select(tile => Row(tiles, tile)))
            .Raw("</details></section>");
    }

    private static string[] TileMarks() =>
    [
        "tile 0",
        .. Enumerable.Range(1, Marks - 1).Select(mark => Math.Min(TileActivity.Tiles * mark / (Marks - 1), TileActivity.Tiles - 1).ToString(CultureInfo.InvariantCulture)),
    ];

    private static void Plot(HtmlBuilder html, string kind, string label, string picture, string[] marks)
    {
        html.Raw($"<div class=\"{kind}\"><div class=\"marks\" aria-hidden=\"true\">");
        foreach (string mark in marks)
        {
            html.Element("span", mark);
        }

        html.Raw("</div><div role=\"img\" aria-label=\"").Text(label).Raw("\">").Raw(picture).Raw("</div></div>");
    }

    private static string[] Row(TileActivity tiles, int tile)
    {
        long sum = Enumerable.Range(0, tiles.Bins).Sum(bin => (long)tiles.Evaluations[(bin * TileActivity.Tiles) + tile]);
        return
        [
            tile.ToString(CultureInfo.InvariantCulture),
            sum.ToString("#,0", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{100.0 * sum / tiles.Clocks:0.0} %"),
        ];
    }
}
