using System.Reflection;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Building;

/// <summary>Whatever a build depends on beside the files that the tools read is in its key; what they read has <see cref="StaleBuildTests"/>.</summary>
[NonParallelizable]
public sealed class BuildInputsTests
{
    private static readonly Tool Verilator = new(ToolCatalog.Verilator, "/usr/bin/verilator", new Version(5, 6), "Verilator 5.006");
    private static readonly Tool Compiler = new(ToolCatalog.Compiler, "/usr/bin/g++", new Version(12, 2), "g++ 12.2");

    private static ModelSpecification Toy => new(ToyModels.Sources(), ModelFlavour.Fast);

    private static IEnumerable<string> Variables => BuildInputs.Variables;

    [Test]
    public void Key_changes_with_version_and_place_of_both_tools()
    {
        string[] keys =
        [
            Key(Toy), BuildInputs.Key(Toy, Verilator with { VersionText = "Verilator 5.048" }, Compiler), BuildInputs.Key(Toy, Verilator with { Path = "/opt/verilator" }, Compiler),
            BuildInputs.Key(Toy, Verilator, Compiler with { VersionText = "g++ 14.2" }), BuildInputs.Key(Toy, Verilator, Compiler with { Path = "/opt/g++" }),
        ];

        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Key_changes_with_each_property_of_a_specification()
    {
        var changed = new Dictionary<string, ModelSpecification>
        {
            [nameof(ModelSpecification.Sources)] = Toy with { Sources = ToyModels.Sources("acs_endless") },
            [nameof(ModelSpecification.Flavour)] = Toy with { Flavour = ModelFlavour.Trace },
            [nameof(ModelSpecification.Harness)] = Toy with { Harness = Harness("harness") },
            [nameof(ModelSpecification.Clock)] = Toy with { Clock = "clock" },
            [nameof(ModelSpecification.ClockPicoseconds)] = Toy with { ClockPicoseconds = 2500 },
            [nameof(ModelSpecification.Parameters)] = Toy with { Parameters = new Dictionary<string, string> { ["Width"] = "3" } },
            [nameof(ModelSpecification.Defines)] = Toy with { Defines = ["A=1"] },
            [nameof(ModelSpecification.Arguments)] = Toy with { Arguments = ["-Wno-WIDTH"] },
            [nameof(ModelSpecification.TakesPlusArgs)] = Toy with { TakesPlusArgs = true },
            [nameof(ModelSpecification.PublicRegisters)] = Toy with { PublicRegisters = false },
            [nameof(ModelSpecification.ForceableRegisters)] = Toy with { ForceableRegisters = true },
            [nameof(ModelSpecification.RandomPowerUp)] = Toy with { RandomPowerUp = true },
        };

        Assert.That(changed.Keys, Is.EquivalentTo(typeof(ModelSpecification).GetProperties().Select(property => property.Name)), "a new property belongs into the key");
        Assert.That(changed.Values.Append(Toy).Select(Key), Is.Unique);
    }

    [Test]
    public void Each_flavour_has_a_key_of_its_own() =>
        Assert.That(Enum.GetValues<ModelFlavour>().Select(flavour => Key(Toy with { Flavour = flavour })), Is.Unique);

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

        Assert.That(changed.Keys, Is.EquivalentTo(typeof(NativeHarness).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Where(name => name != nameof(NativeHarness.HasShortClocks))),
            "a new property belongs into the key, unless it concerns C# alone");
        Assert.That(changed.Values.Append(usual).Select(harness => Key(Toy with { Harness = harness })), Is.Unique);
    }

    [TestCaseSource(nameof(Variables))]
    public void Key_changes_with_each_variable_that_the_tools_heed(string variable)
    {
        string before = Key(Toy);
        string? value = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value + ":/elsewhere");
        try
        {
            Assert.That(Key(Toy), Is.Not.EqualTo(before));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }

    [Test]
    public void Variables_are_those_that_the_manuals_of_the_tools_name() => Assert.That(Variables, Is.EquivalentTo((string[])
    [
        "VERILATOR_ROOT", "VERILATOR_BIN", "VERILATOR_SOLVER", "SYSTEMC_INCLUDE",
        "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH", "LD_LIBRARY_PATH", "GCC_EXEC_PREFIX", "COMPILER_PATH", "SOURCE_DATE_EPOCH",
    ]));

    // What no specification changes, but another machine or another version of this program does.
    [TestCase(ModelFlavour.Fast, "cpu common libraries optimisation")]
    [TestCase(ModelFlavour.Trace, "cpu common libraries optimisation")]
    public void Parts_of_the_key_are_the_processor_and_the_flags_of_the_compiler_as_they_are_used(ModelFlavour flavour, string names)
    {
        ILookup<string, string> parts = BuildInputs.Parts(Toy with { Flavour = flavour }, Verilator, Compiler).ToLookup(part => part.Name, part => part.Value);
        var settings = new CompilerSettings(Compiler, string.Empty, flavour, flavour == ModelFlavour.Trace);

        Assert.That(names.Split(' ').Select(name => parts[name].Single()), Is.EqualTo((string[])
            [Processor.Identity, string.Join('\n', settings.Common), string.Join('\n', settings.Libraries), $"{CompilerSettings.Hot} {CompilerSettings.Cold} {CompilerSettings.RunTime}"]));
        Assert.That(parts.Select(part => part.Key), Is.Unique);
        Assert.That(Processor.Identity, Is.Not.Empty);
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
