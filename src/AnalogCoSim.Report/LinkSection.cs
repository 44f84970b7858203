using System.Globalization;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Report.Html;

namespace AnalogCoSim.Report;

/// <summary>The section that shows what the links between the tiles carried.</summary>
internal static class LinkSection
{
    /// <summary>Adds the section.</summary>
    /// <param name="html">The page.</param>
    /// <param name="result">The result; nothing is added where it has no links or no images.</param>
    public static void Add(HtmlBuilder html, ScenarioResult result)
    {
        if (result.Links.Count == 0 || result.Images == 0)
        {
            return;
        }

        LinkTraffic[] between = [.. result.Links.Where(link => link.To is not null)];
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{between.Length} of {MeshPicture.Links} links carried packets; over all of them {between.Sum(link => link.Packets) / (double)result.Images:#,0.#} an image, counted at each link they pass");
        html.Raw("<section class=\"mesh\"><h2>Link traffic</h2>")
            .Element("p", summary
                + ". Counted: the MVMs that the RTL engine ran, each with one packet along the routes of its program. "
                + "The wider a link, the more packets; an arc passes over one tile; a dot sends to the host; tiles with a dark edge hold weights.", "note")
            .Raw("<div role=\"img\" aria-label=\"").Text($"Map of the {ChipGeometry.Cores} tiles: {summary}").Raw("\">")
            .Raw(MeshPicture.Of(result.Links, [.. result.PerLayer.SelectMany(layer => layer.Cores)], result.Images))
            .Raw("</div><details><summary>Numbers</summary>")
            .Table("Packets of each link, per image", ["from tile", "port", "to", "#packets", "#bytes"], result.Links.Select(link => Row(link, result.Images)))
            .Raw("</details></section>");
    }

    private static string[] Row(LinkTraffic link, int images) =>
    [
        link.From.ToString(CultureInfo.InvariantCulture), link.Port, link.To?.ToString(CultureInfo.InvariantCulture) ?? "host",
        (link.Packets / (double)images).ToString("#,0.#", CultureInfo.InvariantCulture), (link.Bytes / (double)images).ToString("#,0.#", CultureInfo.InvariantCulture),
    ];
}
