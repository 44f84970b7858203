using System.Globalization;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>The part of a model's key that is known before any tool runs; what the tools read is added to it afterwards.</summary>
internal static class BuildInputs
{
    /// <summary>How much of a group's key stands in the names of its entries.</summary>
    public const int GroupLength = 20;

    private const int ReadLength = 24;

    /// <summary>Environment variables that change what the tools do.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    [
        "VERILATOR_ROOT", "VERILATOR_BIN", "VERILATOR_SOLVER", "SYSTEMC_INCLUDE", "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH", "LD_LIBRARY_PATH",
        "GCC_EXEC_PREFIX", "COMPILER_PATH", "SOURCE_DATE_EPOCH",
    ];

    /// <summary>Hashes flags, tools, environment, processor, file names and our own sources and generators.</summary>
    /// <param name="specification">What to build.</param>
    /// <param name="verilator">Verilator.</param>
    /// <param name="compiler">C++ compiler.</param>
    /// <returns>The key.</returns>
    public static string Key(ModelSpecification specification, Tool verilator, Tool compiler)
    {
        using var key = new BuildKey();
        foreach ((string name, string value) in Parts(specification, verilator, compiler))
        {
            key.Add(name, value);
        }

        AddGenerators(key, specification);
        specification.Harness.AddTo(key);

        return key.ToFileName();
    }

    /// <summary>Flags, tools, environment, processor and file names, each with a name of its own.</summary>
    /// <param name="specification">What to build.</param>
    /// <param name="verilator">Verilator.</param>
    /// <param name="compiler">C++ compiler.</param>
    /// <returns>The parts, in the order in which they are hashed.</returns>
    internal static IReadOnlyList<(string Name, string Value)> Parts(ModelSpecification specification, Tool verilator, Tool compiler)
    {
        var settings = new CompilerSettings(compiler, string.Empty, specification.Flavour, specification.HasSnapshots);
        return
        [
            ("form", "3"), ("verilator", verilator.VersionText), ("verilator path", verilator.Path), ("compiler", compiler.VersionText), ("compiler path", compiler.Path), ("cpu", Processor.Identity),
            ("options", string.Join('\n', VerilatorCommand.Options(specification, verilator.Version))),
            ("clock period", specification.ClockPicoseconds.ToString(CultureInfo.InvariantCulture)), ("flavour", specification.Flavour.ToString()), ("clock", specification.Clock),
            ("control", VerilatorCommand.ControlFile(specification)), ("registers", specification.PublicRegisters.ToString()),
            ("forceable", specification.ForceableRegisters.ToString()), ("plusargs", specification.TakesPlusArgs.ToString()),
            ("files", string.Join('\n', specification.Sources.Files)), ("includes", string.Join('\n', specification.Sources.IncludeFolders)),
            ("common", string.Join('\n', settings.Common)), ("libraries", string.Join('\n', settings.Libraries)),
            ("optimisation", $"{CompilerSettings.Hot} {CompilerSettings.Cold} {CompilerSettings.RunTime}"),
            .. Variables.Select(variable => (variable, Environment.GetEnvironmentVariable(variable) ?? string.Empty)),
        ];
    }

    /// <summary>The key of a finished build.</summary>
    /// <param name="group">From the other overload.</param>
    /// <param name="dependencies">What the tools have read.</param>
    /// <returns>The key, which begins with the group's.</returns>
    public static string Key(string group, Dependencies dependencies)
    {
        using var key = new BuildKey();
        dependencies.AddTo(key);
        return string.Create(CultureInfo.InvariantCulture, $"{group[..GroupLength]}-{key.ToFileName()[..ReadLength]}");
    }

    // Our generators, as what they make of an example.
    private static void AddGenerators(BuildKey key, ModelSpecification specification)
    {
        PortTable ports = PortTable.FromHeader("VL_IN8(&clk_i,0,0);\nVL_IN8(&data_i,7,0);\nVL_OUT8(&data_o,7,0);\n");
        key.Add("edge", EdgeGenerator.Generate(specification, EdgeGenerator.Example, DirectEvaluation.Example, ModelSpecification.UsualClock))
            .Add("state", PlainState.Generate(PlainState.Example, [])).Add("shim", ShimGenerator.Generate("top", ports, ModelSpecification.UsualClock))
            .Add("counters", CoverageCounters.Generate(CoverageCounters.Example, ports))
            .Add("unit", $"{NativeCompiler.UnitBegin} {NativeCompiler.UnitBytes}").Add("memory", GeneratedCalls.Header(["example"]));
    }
}
