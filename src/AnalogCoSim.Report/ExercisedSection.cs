using System.Globalization;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Report.Html;

namespace AnalogCoSim.Report;

/// <summary>What a run exercised of the digital half, as a section of its page.</summary>
internal static class ExercisedSection
{
    /// <summary>Adds the section.</summary>
    /// <param name="html">The page.</param>
    /// <param name="exercised">What was exercised.</param>
    public static void Add(HtmlBuilder html, Exercised exercised)
    {
        html.Raw("<section><h2>What this run exercised</h2>");
        if (!exercised.Rtl)
        {
            html.Element("p", "No RTL was exercised: the reference engine ran alone.", "note");
        }
        else
        {
            html.Element("p", "An equal result says nothing of what was never used.", "note")
                .Table(
                    "Features of the digital half",
                    ["feature", "#seen", "#of", "used"],
                    exercised.Items.OrderBy(item => item.Used).Select(item => (string[])
                    [
                        item.Name,
                        item.Count.ToString("#,0", CultureInfo.InvariantCulture),
                        item.Of?.ToString("#,0", CultureInfo.InvariantCulture) ?? string.Empty,
                        item.Used ? "✓" : "✗ not used",
                    ]));
        }

        html.Raw("</section>");
    }
}
