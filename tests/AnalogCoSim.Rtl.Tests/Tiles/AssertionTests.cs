using System.Text.RegularExpressions;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Tiles;

[Category("Smoke")]
public sealed partial class AssertionTests
{
    private static IEnumerable<Provocation> Provocations => AssertionProvocations.All;

    [Test]
    public void Every_assertion_of_the_rtl_is_provoked()
    {
        string root = RtlTree.Find();
        IEnumerable<string> declared = Directory.EnumerateFiles(Path.Combine(root, "rtl"), "*.sv", SearchOption.AllDirectories)
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value));
        string immediate = string.Join(' ', Directory.EnumerateFiles(Path.Combine(root, "rtl"), "*.sv", SearchOption.AllDirectories).Where(file => Other().IsMatch(File.ReadAllText(file))));

        Assert.That(declared, Is.EquivalentTo(Provocations.Select(provocation => provocation.Name).OfType<string>().Distinct()));
        Assert.That(declared.Count(), Is.EqualTo(24));
        Assert.That(immediate, Is.Empty, "errors that are not one of the macros need a provocation too");
    }

    [TestCaseSource(nameof(Provocations))]
    public void Assertion_fails_when_it_should_and_says_its_name(object provocation)
    {
        var one = (Provocation)provocation;
        using var model = new VerilatedModel(TileModels.Build(top: AssertionProvocations.Top(one.Name)));

        Assert.That(AssertionProvocations.Provoke(model, one), Is.EqualTo(one.Name));
    }

    [Test]
    public void Every_register_of_a_tile_is_in_the_state_that_must_not_change_in_sleep()
    {
        string text = File.ReadAllText(Path.Combine(RtlTree.Find(), "rtl", "core", "acs_tile.sv"));
        IEnumerable<string> held = State().Match(text).Groups["members"].Value.Split(',', StringSplitOptions.TrimEntries).Select(name => "." + name);

        Assert.That(held, Is.EquivalentTo(new SleepingTile(TileModels.Build()).Registers));
    }

    [Test]
    public void Every_bit_that_changes_in_a_sleeping_tile_is_noticed()
    {
        var tile = new SleepingTile(TileModels.Build());
        List<(string Register, int Bit)> bits = [.. tile.Bits()];
        string[] lost = [.. bits.Where(one => !tile.IsNoticed(one.Register, one.Bit)).Select(one => $"{one.Register} {one.Bit}")];

        Assert.That(bits, Has.Count.EqualTo(889));
        Assert.That(lost, Is.Empty, string.Join(Environment.NewLine, lost));
    }

    [GeneratedRegex(@"state = \{(?<members>[^}]+)\};")]
    private static partial Regex State();

    [GeneratedRegex(@"`ACS_ASSERT(_NEVER|_NOW)?\((?<name>\w+),")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\$(error|fatal|stop)\b|\bassert\b")]
    private static partial Regex Other();
}
