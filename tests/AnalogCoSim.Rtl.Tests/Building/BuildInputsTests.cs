using System.Reflection;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Building;

/// <summary>Whatever a build depends on beside the files that the tools read is in its key; what they read has <see cref="StaleBuildTests"/>.</summary>
[NonParallelizable]
public sealed class BuildInputsTests
{
    private static readonly Tool Verilator = new(ToolCatalog.Verilator, "/usr/bin/verilator", new Version(5, 6), "Verilator 5.006");
    private static readonly Tool Compiler = new(ToolCatalog.Compiler, "/usr/bin/g++", new Version(12, 2), "g++ 12.2");

    private static ModelSpecification Tile => new(RtlTree.SourcesOf("acs_tile"), ModelFlavour.Fast);

    private static IEnumerable<string> Variables => BuildInputs.Variables;

    [Test]
    public void Key_changes_with_version_and_place_of_both_tools()
    {
        string[] keys =
        [
            Key(Tile), BuildInputs.Key(Tile, Verilator with { VersionText = "Verilator 5.048" }, Compiler), BuildInputs.Key(Tile, Verilator with { Path = "/opt/verilator" }, Compiler),
            BuildInputs.Key(Tile, Verilator, Compiler with { VersionText = "g++ 14.2" }), BuildInputs.Key(Tile, Verilator, Compiler with { Path = "/opt/g++" }),
        ];

        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Key_changes_with_each_property_of_a_specification()
    {
        var changed = new Dictionary<string, ModelSpecification>
        {
            [nameof(ModelSpecification.Sources)] = Tile with { Sources = RtlTree.SourcesOf("acs_fp16_unit") },
            [nameof(ModelSpecification.Flavour)] = Tile with { Flavour = ModelFlavour.Trace },
            [nameof(ModelSpecification.Harness)] = Tile with { Harness = ChipHarness.Partitioned },
            [nameof(ModelSpecification.Clock)] = Tile with { Clock = "clock" },
            [nameof(ModelSpecification.ClockPicoseconds)] = Tile with { ClockPicoseconds = 2500 },
            [nameof(ModelSpecification.Parameters)] = Tile with { Parameters = new Dictionary<string, string> { ["Width"] = "3" } },
            [nameof(ModelSpecification.PublicRegisters)] = Tile with { PublicRegisters = false },
            [nameof(ModelSpecification.RandomPowerUp)] = Tile with { RandomPowerUp = true },
        };

        Assert.That(changed.Keys, Is.EquivalentTo(typeof(ModelSpecification).GetProperties().Select(property => property.Name)), "a new property belongs into the key");
        Assert.That(changed.Values.Append(Tile).Select(Key), Is.Unique);
    }

    [Test]
    public void Each_flavour_has_a_key_of_its_own() =>
        Assert.That(Enum.GetValues<ModelFlavour>().Select(flavour => Key(Tile with { Flavour = flavour })), Is.Unique);

    [Test]
    public void Key_changes_with_each_property_of_a_harness()
    {
        NativeHarness usual = Harness("harness");
        var changed = new Dictionary<string, NativeHarness>
        {
            [nameof(NativeHarness.Name)] = Harness("other"),
            [nameof(NativeHarness.Files)] = Harness("harness", "int x;\n"),
            [nameof(NativeHarness.Sources)] = Harness("harness", sources: []),
            [nameof(NativeHarness.Defines)] = Harness("harness", defines: "-DX=2"),
            [nameof(NativeHarness.Control)] = Harness("harness", control: "no_inline -module \"x\"\n"),
            [nameof(NativeHarness.SkipsFallingEdge)] = Harness("harness", skips: true),
        };

        Assert.That(changed.Keys, Is.EquivalentTo(typeof(NativeHarness).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Where(name => name != nameof(NativeHarness.HasShortClocks))), "a new property belongs into the key, unless it concerns C# alone");
        Assert.That(changed.Values.Append(usual).Select(harness => Key(Tile with { Harness = harness })), Is.Unique);
    }

    [TestCaseSource(nameof(Variables))]
    public void Key_changes_with_each_variable_that_the_tools_heed(string variable)
    {
        string before = Key(Tile);
        string? value = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value + ":/elsewhere");
        try
        {
            Assert.That(Key(Tile), Is.Not.EqualTo(before));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }

    [Test]
    public void Key_changes_with_each_file_of_our_native_code()
    {
        IReadOnlyList<NativeFile> files = ChipHarness.Partitioned.Files;
        Assert.That(files, Has.Count.GreaterThan(10));

        IEnumerable<string> keys = files.Select((_, changed) => Key(Tile with
        {
            Harness = new NativeHarness { Name = "Partitioned", Files = [.. files.Select((file, i) => i == changed ? file with { Text = file.Text + "\n" } : file)] },
        }));

        Assert.That(keys, Is.Unique);
    }

    private static NativeHarness Harness(string name, string text = "\n", string[]? sources = null, string defines = "-DX=1", string control = "", bool skips = false) => new()
    {
        Name = name,
        Files = [new NativeFile("x.cpp", text)],
        Sources = sources ?? ["x.cpp"],
        Defines = [defines],
        Control = control,
        SkipsFallingEdge = skips,
    };

    private static string Key(ModelSpecification specification) => BuildInputs.Key(specification, Verilator, Compiler);
}
