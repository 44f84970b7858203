using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace AnalogCoSim.Core.Results;

/// <summary>The test cases of one run as JUnit XML, which continuous-integration servers read.</summary>
/// <param name="Name">Name of the run.</param>
/// <param name="Seconds">Seconds from start to end.</param>
/// <param name="Started">When it started.</param>
/// <param name="Properties">What a reader of the file may want to know.</param>
/// <param name="Cases">Its cases.</param>
public sealed record JUnitSuite(string Name, double Seconds, DateTimeOffset Started, IReadOnlyList<(string Name, string Value)> Properties, IReadOnlyList<JUnitCase> Cases)
{
    /// <summary>Suites as one file.</summary>
    /// <param name="suites">The suites.</param>
    /// <returns>XML.</returns>
    public static string Write(params IEnumerable<JUnitSuite> suites) =>
        new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement("testsuites", suites.Select(suite => suite.Element())) + "\n";

    private XElement Element()
    {
        XElement[] cases = [.. Cases.Select(Element)];
        return new XElement(
            "testsuite",
            new XAttribute("name", Clean(Name)),
            new XAttribute("tests", cases.Length),
            new XAttribute("failures", Cases.Count(one => one.Failure is not null)),
            new XAttribute("errors", 0),
            new XAttribute("skipped", Cases.Count(one => one.Skipped is not null)),
            new XAttribute("time", Time(Seconds)),
            new XAttribute("timestamp", Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            new XElement("properties", Properties.Select(one => new XElement("property", new XAttribute("name", Clean(one.Name)), new XAttribute("value", Clean(one.Value))))),
            cases);
    }

    private XElement Element(JUnitCase one)
    {
        var test = new XElement("testcase", new XAttribute("classname", Clean(Name)), new XAttribute("name", Clean(one.Name)), new XAttribute("time", one.Seconds == 0 ? "0" : Time(one.Seconds)));
        if (one.Failure is { } failure)
        {
            test.Add(new XElement("failure", new XAttribute("message", Clean(failure)), Clean(one.FailureText)));
        }
        else if (one.Skipped is { } why)
        {
            test.Add(new XElement("skipped", new XAttribute("message", Clean(why))));
        }

        return test;
    }

    private static string Time(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    // XML has no way to write most control characters, nor the two non-characters; half a surrogate pair becomes U+FFFD.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))));
}
