using AnalogCoSim.Core.Results;

namespace AnalogCoSim.Core.Tests.Results;

/// <summary>Commands that are shown can be pasted into a shell.</summary>
[Category("Smoke")]
public sealed class RepeatLineTests
{
    [TestCase("data.count=3", "data.count=3")]
    [TestCase("", "''")]
    [TestCase("a b", "'a b'")]
    [TestCase("it's $HOME", "'it'\\''s $HOME'")]
    [TestCase("ü", "'ü'")]
    public void Argument_is_quoted_where_a_shell_would_read_more_into_it(string argument, string expected) => Assert.That(RepeatLine.Quote(argument), Is.EqualTo(expected));

    [Test]
    public void Each_setting_follows_the_file_and_its_options() =>
        Assert.That(RepeatLine.Of("acs run", "/else where/x.yaml", ["a=1", "b=c d"], " --seed 2"), Is.EqualTo("acs run '/else where/x.yaml' --seed 2 --set a=1 --set 'b=c d'"));
}
