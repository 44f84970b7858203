using System.Globalization;
using System.Xml.Linq;
using AnalogCoSim.Bench.Running;

namespace AnalogCoSim.Report;

/// <summary>A result as JUnit XML, which continuous-integration servers read: one test case for the run and one for each expectation.</summary>
/// <remarks>One failure of the run is one failed test case: what follows from it is skipped, with the reason. What was not compared is skipped too, never passed.</remarks>
public sealed class JUnitReport : IResultWriter
{
    /// <inheritdoc />
    public string FileName => "junit.xml";

    /// <inheritdoc />
    public string Write(ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement("testsuites", Suite(result)) + "\n";
    }

    /// <summary>Several results as one JUnit file, as a regression writes it.</summary>
    /// <param name="results">The results.</param>
    /// <returns>XML.</returns>
    public static string WriteAll(IEnumerable<ScenarioResult> results) =>
        new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement("testsuites", results.Select(Suite)) + "\n";

    private static XElement Suite(ScenarioResult result)
    {
        XElement[] cases = [Run(result), .. result.Expectations.Select(expectation => Case(result, expectation))];
        return new XElement(
            "testsuite",
            new XAttribute("name", Clean(result.Scenario)),
            new XAttribute("tests", cases.Length),
            new XAttribute("failures", cases.Count(c => c.Element("failure") is not null)),
            new XAttribute("errors", 0),
            new XAttribute("skipped", cases.Count(c => c.Element("skipped") is not null)),
            new XAttribute("time", Seconds(result.WallSeconds)),
            new XAttribute("timestamp", result.Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            new XElement(
                "properties",
                Property("engine", result.Engine),
                Property("seed", result.Seed.ToString(CultureInfo.InvariantCulture)),
                Property("digest", result.Digest),
                Property("repeat", result.Repeat)),
            cases);
    }

    private static XElement Run(ScenarioResult result)
    {
        var run = new XElement("testcase", new XAttribute("classname", Clean(result.Scenario)), new XAttribute("name", "run"), new XAttribute("time", Seconds(result.WallSeconds)));
        if (result.Error is { } error)
        {
            string text = $"{error.Code} {error.Message}\nwhere: {error.Where}\nexpected: {error.Expected}\nactual: {error.Actual}\nrepeat: {result.Repeat}";
            run.Add(new XElement("failure", new XAttribute("message", Clean($"{error.Code} {error.Message}")), Clean(text)));
        }

        return run;
    }

    private static XElement Case(ScenarioResult result, ExpectationResult expectation)
    {
        var test = new XElement("testcase", new XAttribute("classname", Clean(result.Scenario)), new XAttribute("name", expectation.Name), new XAttribute("time", "0"));
        if (!expectation.Met && (!expectation.Compared || result.Error is not null))
        {
            string why = expectation.Compared ? $"{expectation.Actual}, expected {expectation.Expected}; see the failure of the run" : expectation.Actual;
            test.Add(new XElement("skipped", new XAttribute("message", Clean(why))));
        }
        else if (!expectation.Met)
        {
            string text = $"expected: {expectation.Expected}\nactual: {expectation.Actual}\nrepeat: {result.Repeat}";
            test.Add(new XElement("failure", new XAttribute("message", Clean($"{expectation.Name}: {expectation.Actual}")), Clean(text)));
        }

        return test;
    }

    private static XElement Property(string name, string value) => new("property", new XAttribute("name", name), new XAttribute("value", Clean(value)));

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    // XML has no way to write most control characters.
    private static string Clean(string text) => string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c)));
}
