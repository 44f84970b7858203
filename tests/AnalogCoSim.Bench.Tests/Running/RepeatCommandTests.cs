using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>Commands that users are told to copy set each key once, keep what the user had set, and are taken as they stand.</summary>
[TestFixture]
public sealed class RepeatCommandTests
{
    private const string Start = "scripts/acs run testbenches/chip_inference/scenarios/quickstart.yaml --seed 7 --engine reference";

    [Test]
    public void Run_keeps_what_was_set() =>
        Assert.That(Command("data.count=3", "analog.readNoise=0.5", "seed=7", "engine=reference").Whole(), Is.EqualTo($"{Start} --set data.count=3 --set analog.readNoise=0.5"));

    [TestCase("data.count=24")]
    [TestCase(" data . count =24")]
    [TestCase("data.first=5")]
    public void Image_of_a_run_sets_its_number_once(string given)
    {
        string command = Command(given, "analog.readNoise=0.5", "seed=7", "engine=reference").Image(9);
        Assert.That(command, Is.EqualTo($"{Start} --set analog.readNoise=0.5 --set data.first=9 --set data.count=1"));
        Assert.DoesNotThrow(() => OverrideKeys.RefuseLost([.. command.Split(" --set ").Skip(1).Select(argument => (argument, argument))]));
    }

    [Test]
    public void Trace_is_recorded_of_all_images_with_what_was_set() =>
        Assert.That(
            Command("data.count=3", "threads=2", "seed=7", "engine=reference", "expect={ golden: x.npz }").Record(),
            Is.EqualTo("scripts/acs golden testbenches/chip_inference/scenarios/quickstart.yaml --set seed=7 --set 'expect={ golden: x.npz }'"));

    [TestCase("data.count=1", "data.count=2", "data.count")]
    [TestCase("data.count=1", "data . count = 1", "data.count")]
    [TestCase("data.count=1", "data={ source: synthetic }", "data")]
    [TestCase("chip.readNoise=1", "analog.readNoise=2", "analog.readNoise")]
    public void Two_settings_of_one_key_are_refused_with_both(string first, string second, string key)
    {
        var error = Assert.Throws<AcsException>(() => OverrideKeys.RefuseLost([("seed=1", "--seed 1"), (first, "--set A"), (second, "--set B")]))!;
        Assert.That((error.Code, error.Message, error.Where), Is.EqualTo((ErrorCode.CommandLine, $"Two options set '{key}'.", "--set A and --set B")));
    }

    [Test]
    public void Settings_that_add_up_are_taken() =>
        Assert.DoesNotThrow(() => OverrideKeys.RefuseLost([("expect={}", "a"), ("expect.mismatches=0", "b"), ("data.count=1", "c"), ("data.counter=1", "d"), ("data.first=1", "e")]));

    private static RepeatCommand Command(params string[] overrides)
    {
        Scenario scenario = ScenarioFile.Load(Quickstart.File, ["seed=7", "engine=reference"]);
        return new RepeatCommand(scenario, new RunOptions { ScenarioPath = Quickstart.File, Overrides = overrides });
    }
}
