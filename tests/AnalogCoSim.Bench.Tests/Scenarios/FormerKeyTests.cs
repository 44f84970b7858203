using System.Text.Json.Nodes;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Scenarios;

/// <summary>Scenarios that were written for earlier versions: <c>analog</c> was called <c>chip</c>.</summary>
[TestFixture]
public sealed class FormerKeyTests
{
    private const string Minimal = "name: small\nnetwork: { onnx: net.onnx }\ndata: { source: synthetic }\n";
    private const string Hint = "the key 'chip' is now called 'analog'; the old name still works.";

    private static readonly string Quick = File.ReadAllText(Quickstart.File);

    [Test]
    public void Former_name_means_the_same_and_gives_one_hint_at_its_place()
    {
        Scenario former = ScenarioFile.Parse(Quick.Replace("\nanalog:", "\nchip:", StringComparison.Ordinal), "q.yaml");
        Scenario present = ScenarioFile.Parse(Quick, "q.yaml");
        int line = Quick.Split('\n').TakeWhile(text => text != "analog:").Count() + 1;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(former.Analog, Is.EqualTo(present.Analog));
            Assert.That(former.Hints, Is.EqualTo(new[] { $"q.yaml:{line}:1: {Hint}" }));
            Assert.That(present.Hints, Is.Empty);
        }
    }

    [Test]
    public void Results_of_both_spellings_are_one_for_resumes_and_golden_traces()
    {
        (string, ulong, string)[] keys = [.. new[] { "chip", "analog" }.Select(name => ScenarioFile.Parse(Minimal + $"{name}: {{ readNoise: 0.5 }}", "small.yaml"))
            .Select(scenario => (ScenarioSettings.Everything(scenario), ScenarioSettings.DigestOfChoices(scenario), ScenarioSettings.Choices(scenario)))];
        Assert.That(keys[0], Is.EqualTo(keys[1]));
        Assert.That(keys[0].Item3, Does.Contain("readNoise=0.5"));
    }

    [TestCase("chip", "analog.readNoise=0.25")]
    [TestCase("analog", "chip.readNoise=0.25")]
    [TestCase("chip", "chip.readNoise=0.25")]
    [TestCase("analog", " chip . readNoise=0.25")]
    public void Argument_changes_the_section_whichever_name_either_uses(string name, string argument)
    {
        Scenario scenario = ScenarioFile.Parse(Minimal + $"{name}: {{ readNoise: 0.5, fidelity: exact }}", "small.yaml", [argument, argument]);
        string[] hints = [.. name == "chip" ? [$"small.yaml:4:1: {Hint}"] : (string[])[], .. argument.Contains("chip", StringComparison.Ordinal) ? [$"set: {Hint}"] : (string[])[]];
        Assert.That((scenario.Analog.ReadNoiseScale, scenario.Analog.Fidelity), Is.EqualTo((0.25, Fidelity.Exact)));
        Assert.That(scenario.Hints, Is.EqualTo(hints));
    }

    [TestCase("chip: { readNoise: 0.5 }\nanalog: { readNoise: 0.5 }", "small.yaml:4:1\nchip: { readNoise: 0.5 }\n^")]
    [TestCase("analog: {}\nchip: {}", "small.yaml:5:1\nchip: {}\n^")]
    public void Both_names_in_one_file_are_an_error_at_the_former_one(string text, string place)
    {
        AcsException error = Assert.Throws<AcsException>(() => ScenarioFile.Parse(Minimal + text, "small.yaml"))!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.ScenarioInvalidValue, place)));
        Assert.That(error.Remedy, Does.Contain("'analog'"));
    }

    [Test]
    public void Wrong_value_under_the_former_name_is_located_where_it_stands() =>
        Assert.That(Assert.Throws<AcsException>(() => ScenarioFile.Parse(Minimal + "chip:\n  readNoise: -1", "small.yaml"))!.Where, Does.StartWith("small.yaml:5:14\n"));

    [Test]
    public void Command_that_repeats_a_run_uses_the_present_name()
    {
        string[] overrides = ["chip.readNoise=0.5", "chip={}", "data.count=1"];
        string command = new RepeatCommand(ScenarioFile.Load(Quickstart.File, overrides), new RunOptions { ScenarioPath = Quickstart.File, Overrides = overrides }).Whole();
        Assert.That(command, Does.EndWith("--set analog.readNoise=0.5 --set 'analog={}' --set data.count=1"));
    }

    [Test]
    public void Sweep_takes_the_former_name_in_its_variants_and_from_the_command_line()
    {
        const string Variants = "variants:\n  - { name: two, set: chip.devices=two-device }\n  - { name: one, set: chip.devices=one-device }";
        SweepPlan plan = SmallSweep.Plan(Variants, overrides: ["analog.readNoise=0.5"]);
        Assert.That(plan.Points.Select(point => (point.Scenario.Analog.Scheme, point.Scenario.Analog.ReadNoiseScale)).Distinct(), Is.EqualTo(new[] { (ProgrammingScheme.TwoDevice, 0.5), (ProgrammingScheme.OneDevice, 0.5) }));
        Assert.That(plan.Hints, Is.EqualTo(new[] { $"set: {Hint}" }));
    }

    [Test]
    public void Schema_takes_the_former_name_as_deprecated_and_refuses_both()
    {
        JsonNode schema = JsonNode.Parse(ScenarioSchema.Write())!;
        Assert.That(schema["properties"]!["chip"]!.ToJsonString(), Is.EqualTo("""{"$ref":"#/properties/analog","deprecated":true,"description":"Former name of \u0027analog\u0027."}"""));
        Assert.That(schema["not"]!["required"]!.AsArray().Select(key => (string)key!), Is.EqualTo(new[] { "analog", "chip" }));
    }
}
