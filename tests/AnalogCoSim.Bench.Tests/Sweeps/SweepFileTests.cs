using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Sweeps;

[TestFixture]
public sealed class SweepFileTests
{
    private static IEnumerable<string> Files => Directory
        .EnumerateFiles(Repository.PathOf("testbenches"), "*.yaml", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "sweeps")
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

    [Test]
    public void Every_variant_runs_with_every_seed_at_every_time()
    {
        SweepPlan plan = SmallSweep.Plan(head: "seeds: [1, 2]\ntimes: [0, 3600]");

        Assert.That(
            plan.Points.Select(point => (point.Variant.Name, point.Scenario.Analog.DriftTimeSeconds, point.Scenario.Analog.Seed)),
            Is.EqualTo(new (string, double?, ulong)[] { ("two", 0, 1), ("two", 0, 2), ("two", 3600, 1), ("two", 3600, 2), ("one", 0, 1), ("one", 0, 2), ("one", 3600, 1), ("one", 3600, 2) }));
    }

    [Test]
    public void Seeds_and_times_of_a_variant_go_before_those_of_the_sweep()
    {
        SweepPlan plan = SmallSweep.Plan("variants: [{ name: a, seeds: 9, times: [] }]", "times: [0, 3600]");

        Assert.That(plan.Points.Select(point => (point.Seed, point.Seconds)), Is.EqualTo(new (ulong, double?)[] { (9, null) }));
    }

    [Test]
    public void Command_line_changes_seeds_and_times_of_the_sweep_and_everything_else_of_the_scenarios()
    {
        SweepPlan plan = SmallSweep.Plan(overrides: ["seeds=[7]", "times=[5]", "data.count=1"]);

        Assert.That(plan.Points.Select(point => (point.Seed, point.Seconds, point.Scenario.Data.Count)), Is.All.EqualTo((7UL, (double?)5, 1)));
    }

    [Test]
    public void Seed_from_the_command_line_makes_equal_runs_one() =>
        Assert.That(SmallSweep.Plan(overrides: ["seed=3"]).Points.Select(point => (point.Variant.Name, point.Seed)), Is.EqualTo(new[] { ("two", 3UL), ("one", 3UL) }));

    [TestCase("variants: [{ name: a, sett: x=1 }]", ErrorCode.ScenarioUnknownKey, "small.yaml:5:23", "'set'")]
    [TestCase("variants:\n  - name: a\n    set: [data.count=1, analog.devices=two-devic]", ErrorCode.ScenarioInvalidValue, "small.yaml:7:25", "'two-device'")]
    [TestCase("variants: [{ name: a, set: chip.devises=one-device }]", ErrorCode.ScenarioUnknownKey, "small.yaml:5:28", "'devices'")]
    [TestCase("variants: [{ name: a, scenario: none.yaml }]", ErrorCode.ScenarioNotFound, "small.yaml:5:33", null)]
    [TestCase("variants: [{ name: a }, { name: a }]", ErrorCode.ScenarioInvalidValue, "small.yaml:5:33", null)]
    [TestCase("variants: [{ name: ab }, { name: b, expect: { against: ac } }]", ErrorCode.ScenarioInvalidValue, "small.yaml:5:56", "'ab'")]
    [TestCase("variants: [{ name: a, expect: { meanAccuracy: { min: 101 } } }]", ErrorCode.ScenarioInvalidValue, "small.yaml:5:54", null)]
    [TestCase("variants: [{ name: a, published: 9281 }]", ErrorCode.ScenarioInvalidValue, "small.yaml:5:34", null)]
    [TestCase("variants: [a]", ErrorCode.ScenarioInvalidValue, "small.yaml:5:12", null)]
    [TestCase("variants: []", ErrorCode.ScenarioInvalidValue, "small.yaml:5:11", null)]
    [TestCase("variants: [{ name: [", ErrorCode.ScenarioSyntax, "small.yaml:", null)]
    public void What_is_wrong_is_located_in_the_sweep(string variants, ErrorCode code, string place, string? remedy)
    {
        AcsException error = Assert.Throws<AcsException>(() => SmallSweep.Plan(variants))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(code));
            Assert.That(error.Where, Does.StartWith(place));
            Assert.That(error.Remedy, remedy is null ? Is.Null.Or.Not.Empty : Does.Contain(remedy));
        });
    }

    [Test]
    public void Errors_of_several_variants_are_reported_at_once()
    {
        AcsException error = Assert.Throws<AcsException>(() => SmallSweep.Plan("variants:\n  - { name: a, set: data.count=0 }\n  - { name: b, set: analog.fidelity=exakt }"))!;

        Assert.That(error.Message, Does.Contain("The sweep has 2 errors.").And.Contains("small.yaml:6:21").And.Contains("small.yaml:7:21"));
    }

    [Test]
    public void Wrong_override_is_located_at_the_argument() =>
        Assert.That(Assert.Throws<AcsException>(() => SmallSweep.Plan(overrides: ["analog.fidelity=exakt"]))!.Where, Is.EqualTo("--set analog.fidelity=exakt"));

    [Test]
    public void Committed_schema_is_the_generated_one() =>
        Assert.That(File.ReadAllText(Repository.PathOf("testbenches", "sweep.schema.json")), Is.EqualTo(SweepSchema.Write()), "acs schema --sweep --out testbenches/sweep.schema.json writes it again");

    [TestCaseSource(nameof(Files))]
    public void Sweep_begins_with_its_schema_is_valid_and_described(string relativePath)
    {
        string path = Repository.PathOf(relativePath);
        SweepPlan plan = SweepFile.Load(path);
        Sweep sweep = plan.Sweep;
        string readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "..", "README.md"));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadLines(path).First(), Is.EqualTo("# yaml-language-server: $schema=../../sweep.schema.json"));
            Assert.That(sweep.Name, Is.EqualTo(Path.GetFileNameWithoutExtension(path)));
            Assert.That(sweep.Description, Is.Not.Empty);
            Assert.That(plan.Hints, Is.Empty);
            Assert.That(readme, Does.Contain($"`{sweep.Name}`"));
        });
    }
}
