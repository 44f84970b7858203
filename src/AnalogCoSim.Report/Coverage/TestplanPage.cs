using System.Globalization;
using AnalogCoSim.Coverage.Status;
using AnalogCoSim.Report.Html;

namespace AnalogCoSim.Report.Coverage;

/// <summary>Where every testpoint stands, as one HTML page that opens offline.</summary>
public static class TestplanPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="statuses">Testpoints.</param>
    /// <param name="repeat">Command line that gives the same again.</param>
    /// <returns>HTML; every text is escaped.</returns>
    public static string Write(IReadOnlyList<TestpointStatus> statuses, string repeat)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        var page = new HtmlPage(null, "Testplan");
        int red = Count(statuses, TestpointColour.Red);
        page.Heading("Testplan").Element("p", red == 0 ? "no red" : string.Create(CultureInfo.InvariantCulture, $"{red} red"), red == 0 ? "verdict passed" : "verdict failed").Raw("</div>")
            .Element("p", "Red: a test or scenario failed, was not run or does not exist. Amber: all passed, but a module has holes or was not measured. Green: all passed, and all is covered or waived.", "lead").Raw("</header>");
        page.OpenCards();
        foreach (TestpointColour colour in Enum.GetValues<TestpointColour>())
        {
            page.Card(colour.ToString().ToLowerInvariant(), Count(statuses, colour).ToString(CultureInfo.InvariantCulture), "testpoints");
        }

        page.Body.Raw("</section>");
        foreach (var family in statuses.GroupBy(status => status.Testpoint.Plan))
        {
            page.Body.Raw("<section>").Element("h2", family.Key).Table("Testpoints", ["testpoint", "status", "stage", "#passed", "coverage", "what is missing", "what is verified"], family.Select(status => (string[])
                [status.Testpoint.Name, status.Colour.ToString().ToLowerInvariant(), status.Testpoint.Stage, string.Create(CultureInfo.InvariantCulture, $"{status.Passed}/{status.Total}"), status.Coverage ?? "–",
                 status.Reasons.Count == 0 ? "–" : string.Join("; ", status.Reasons), status.Testpoint.Description])).Raw("</section>");
        }

        page.Repeat(repeat);
        return page.ToString();
    }

    private static int Count(IReadOnlyList<TestpointStatus> statuses, TestpointColour colour) => statuses.Count(status => status.Colour == colour);
}
