using System.Text.RegularExpressions;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Tiles;

[Category("Smoke")]
public sealed partial class AssertionTests
{
    private static IEnumerable<string> Names => AssertionProvocations.All.Keys;

    [Test]
    public void Every_assertion_of_the_rtl_is_provoked()
    {
        string root = RtlTree.Find();
        IEnumerable<string> declared = Directory.EnumerateFiles(Path.Combine(root, "rtl"), "*.sv", SearchOption.AllDirectories)
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value));
        string immediate = string.Join(' ', Directory.EnumerateFiles(Path.Combine(root, "rtl"), "*.sv", SearchOption.AllDirectories).Where(file => Other().IsMatch(File.ReadAllText(file))));

        Assert.That(declared, Is.EquivalentTo(Names));
        Assert.That(Names.Count(), Is.EqualTo(24));
        Assert.That(immediate, Is.Empty, "errors that are not one of the macros need a provocation too");
    }

    [TestCaseSource(nameof(Names))]
    public void Assertion_fails_when_it_should_and_says_its_name(string name)
    {
        using var model = new VerilatedModel(TileModels.Build(top: AssertionProvocations.Top(name)));

        Assert.That(AssertionProvocations.Provoke(model, name), Is.EqualTo(name));
    }

    [GeneratedRegex(@"`ACS_ASSERT(_NEVER|_NOW)?\((?<name>\w+),")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\$(error|fatal|stop)\b|\bassert\b")]
    private static partial Regex Other();
}
