using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>The key of a run changes with every single thing that its result depends on, and with nothing else.</summary>
[TestFixture]
public sealed class RunIdentityTests
{
    private const int Core = 12;

    // Ingredient and change; each begins with a run of its own.
    private static readonly Dictionary<string, Func<Ingredients, Ingredients>> Changes = new()
    {
        ["engine build"] = run => run with { Engine = "RTL 2" },
        ["engine"] = run => run with { Scenario = run.Scenario with { Engine = EngineKind.Rtl } },
        ["assertions"] = run => run with { Scenario = run.Scenario with { Assertions = false } },
        ["seed"] = run => run with { Scenario = run.Scenario with { Seed = 2 } },
        ["analog parameter"] = run => run with { Scenario = run.Scenario with { Analog = run.Scenario.Analog with { Compensation = DriftCompensation.None } } },
        ["host"] = run => run with { Scenario = run.Scenario with { Host = run.Scenario.Host with { ExtraClocks = 1 } } },
        ["trace"] = run => run with { Scenario = run.Scenario with { Record = run.Scenario.Record with { Trace = TraceKind.Full } } },
        ["name of the network"] = run => run with { Scenario = run.Scenario with { Network = run.Scenario.Network with { Onnx = "other.onnx" } } },
        ["data section"] = run => run with { Scenario = run.Scenario with { Data = run.Scenario.Data with { First = 1 } } },
        ["calibration"] = run => run with { Scenario = run.Scenario with { Calibration = run.Scenario.Data with { Count = 17 } } },
        ["pixel of the last image"] = run => run.Changed(() => run.Images.Values[^1]++),
        ["label of the last image"] = run => run.Changed(() => run.Images.Labels[^1]++),
        ["number of the last image"] = run => run.Changed(() => run.Images.Numbers[^1]++),
        ["order of the channels"] = run => run with { Images = run.Images with { Channels = 6, Width = 2 } },
        ["one image fewer"] = run => run with { Images = run.Images with { Numbers = run.Images.Numbers[..^1] } },
        ["class of the float network for the last image"] = run => run.Changed(() => run.Floats[^1]++),
        ["float network"] = run => run with { Floats = [] },
        ["weight"] = run => run.Changed(() => run.Chip.Program.Slices.Last().Weights[^1] += 1f / 64),
        ["fitted scale of P"] = run => run.Register(registers => registers.ScaleP),
        ["fitted scale of N"] = run => run.Register(registers => registers.ScaleN),
        ["fitted offset"] = run => run.Register(registers => registers.Offset),
        ["fitted affine scale"] = run => run.Register(registers => registers.AffineScale),
        ["fitted affine offset"] = run => run.Register(registers => registers.AffineOffset),
    };

    // What a user may change between two runs of which the second goes on with the first.
    private static readonly Dictionary<string, Func<Scenario, Scenario>> Words = new()
    {
        ["description"] = scenario => scenario with { Description = "other words" },
        ["tags"] = scenario => scenario with { Tags = ["a tag"] },
        ["threads"] = scenario => scenario with { Threads = 7 },
        ["batch"] = scenario => scenario with { Batch = 3 },
        ["replay"] = scenario => scenario with { Record = scenario.Record with { Replay = !scenario.Record.Replay } },
        ["expectations"] = scenario => scenario with { Expect = new ExpectSection { Mismatches = 3 } },
        ["folder of the data"] = scenario => scenario with { Data = scenario.Data with { Root = "/elsewhere" } },
    };

    private static IEnumerable<string> Named => Changes.Keys;

    private static IEnumerable<string> Spoken => Words.Keys;

    [TestCaseSource(nameof(Named))]
    public void Changed_ingredient_changes_the_key(string ingredient)
    {
        Ingredients run = Ingredients.Make();
        string before = run.Key();
        Assert.That(Ingredients.Make().Key(), Is.EqualTo(before), "the same run");
        Assert.That(Changes[ingredient](run).Key(), Is.Not.EqualTo(before));
    }

    [TestCaseSource(nameof(Spoken))]
    public void Setting_that_changes_no_number_leaves_the_key(string setting)
    {
        Ingredients run = Ingredients.Make();
        Assert.That((run with { Scenario = Words[setting](run.Scenario) }).Key(), Is.EqualTo(run.Key()));
    }

    [Test]
    public void Every_register_of_a_core_is_in_the_key()
    {
        string[] arrays = [.. typeof(LdpuRegisters).GetProperties().Where(property => property.PropertyType == typeof(ushort[])).Select(property => property.Name)];
        Assert.That(arrays, Has.Length.EqualTo(Changes.Keys.Count(name => name.StartsWith("fitted ", StringComparison.Ordinal))), "an array that is new needs a line in the table");
        Assert.That(new LdpuRegisters { ScaleP = [], ScaleN = [], Offset = [], AffineScale = [], AffineOffset = [], RxScale = 4711 }.ToString(), Does.Contain("4711"), "all others are in the words of the record");
    }

    private sealed record Ingredients(Scenario Scenario, ImageSet Images, ProgrammedChip Chip, int[] Floats, string Engine)
    {
        public static Ingredients Make()
        {
            ChipProgram program = TestPrograms.Small();
            TensorSpec input = program.Tensors[0];
            var images = new ImageSet("drawn", input.Channels, input.Height, input.Width, [0, 1, 2, 3], [4, 3, 2, 1], [.. Enumerable.Range(0, 4 * input.Length).Select(i => (float)i)]);
            ProgrammedChip chip = ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Exact });
            return new Ingredients(ScenarioFile.Load(Quickstart.File, ["data.count=4"]), images, chip, [1, 2, 3, 4], "RTL 1");
        }

        public string Key() => RunIdentity.Of(Scenario, new PreparedRun(Images, Chip, Floats, "small", []), Engine);

        public Ingredients Changed(Action change)
        {
            change();
            return this;
        }

        public Ingredients Register(Func<LdpuRegisters, ushort[]> values) => Changed(() => values(Chip.Registers(Core))[^1] ^= 1);
    }
}
