using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Tests.Errors;

[TestFixture]
public sealed class SourceExcerptTests
{
    [TestCase("name: [x", 7, "name: [x\n      ^")]
    [TestCase("x", 1, "x\n^")]
    [TestCase("x", 0, "x\n^")]
    [TestCase("x", 9, "x\n ^")]
    [TestCase("\ta: b", 5, "\ta: b\n\t   ^")]
    [TestCase("\u001b[1m: b", 5, "\u001b[1m: b\n       ^")]
    public void Mark_stands_below_the_column(string line, int column, string expected) => Assert.That(SourceExcerpt.Of(line, column), Is.EqualTo(expected));

    [Test]
    public void Of_a_long_line_what_stands_around_the_column_is_shown([Values(1, 60, 84, 85, 1000, 199_960, 200_000)] int column)
    {
        string line = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i % 10000:0000}"));

        string[] shown = SourceExcerpt.Of(line, column).Split('\n');

        Assert.That(shown[0], Has.Length.LessThanOrEqualTo(130));
        Assert.That(shown[0][shown[1].Length - 1], Is.EqualTo(line[column - 1]), "the mark");
        Assert.That((shown[0].StartsWith("...", StringComparison.Ordinal), shown[0].EndsWith("...", StringComparison.Ordinal)), Is.EqualTo((column > 84, column < 199_950)));
        Assert.That(line, Does.Contain(shown[0].Trim('.')));
    }

    [Test]
    public void Long_lines_of_an_error_lose_their_middle_and_a_remedy_nothing()
    {
        string name = "begin" + new string('x', 200_000) + "end";
        var error = new AcsException(ErrorCode.ScenarioUnknownKey, $"The key {name} is unknown.", $"first\n{name}", name, name, $"cp {name}");

        string[] lines = error.Render().Split('\n');

        Assert.That(lines, Has.Length.EqualTo(6));
        Assert.That(lines[..5], Has.All.Length.LessThan(2100));
        Assert.That(lines[2], Does.StartWith("            beginxxx").And.Contain("xxx ... 198008 characters ... xxx").And.EndWith("xxxend"));
        Assert.That(lines[5], Does.EndWith($"cp {name}"));
        Assert.That(SourceExcerpt.Shorten(new string('x', 2000)), Is.EqualTo(new string('x', 2000)));
    }
}
