using System.Xml.Linq;
using AnalogCoSim.Core.Results;

namespace AnalogCoSim.Core.Tests.Results;

/// <summary>Whatever a name or a message holds, the file is XML that can be read.</summary>
[TestFixture]
public sealed class JUnitSuiteTests
{
    [TestCase("a\u0000b\u001bc", "abc", TestName = "Control characters are left out")]
    [TestCase("a\uFFFE\uFFFFb", "ab", TestName = "Non-characters are left out")]
    [TestCase("\U0001F600 <&\">", "\U0001F600 <&\">", TestName = "What XML can write is kept")]
    public void Any_text_gives_a_file_that_can_be_read(string text, string read)
    {
        string[] shown = Shown(text);
        Assert.That(shown, Is.Not.Empty.And.All.EqualTo(read));
    }

    // Not among the cases: no attribute can hold such a text.
    [Test]
    public void Half_a_surrogate_pair_is_replaced() => Assert.That(Shown(new string(['a', '\ud800', 'b'])), Is.Not.Empty.And.All.EqualTo("a\uFFFDb"));

    private static string[] Shown(string text)
    {
        var suite = new JUnitSuite(text, 1, DateTimeOffset.UnixEpoch, [(text, text)], [new JUnitCase(text, 0) { Failure = text, FailureText = text }, new JUnitCase("other", 0) { Skipped = text }]);

        XElement[] elements = [.. XDocument.Parse(JUnitSuite.Write(suite)).Descendants()];

        IEnumerable<XAttribute> attributes = elements.Attributes().Where(one => one.Name.LocalName is "name" or "message" or "classname" or "value");
        return [.. attributes.Select(one => one.Value).Where(one => one != "other"), elements.Single(one => one.Name == "failure").Value];
    }
}
