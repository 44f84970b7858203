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
        var settings = new CompilerSettings(compiler, string.Empty, specification.Flavour, specification.HasSnapshots);
        key.Add("form", "3").Add("verilator", verilator.VersionText).Add("verilator path", verilator.Path).Add("compiler", compiler.VersionText).Add("compiler path", compiler.Path).Add("cpu", Processor.Identity)
            .Add("options", string.Join('\n', VerilatorCommand.Options(specification, verilator.Version)))
            .Add("clock period", specification.ClockPicoseconds.ToString(CultureInfo.InvariantCulture)).Add("flavour", specification.Flavour.ToString()).Add("clock", specification.Clock)
            .Add("control", VerilatorCommand.ControlFile(specification)).Add("registers", specification.PublicRegisters.ToString())
            .Add("forceable", specification.ForceableRegisters.ToString()).Add("plusargs", specification.TakesPlusArgs.ToString())
            .Add("files", string.Join('\n', specification.Sources.Files)).Add("includes", string.Join('\n', specification.Sources.IncludeFolders))
            .Add("common", string.Join('\n', settings.Common)).Add("libraries", string.Join('\n', settings.Libraries))
            .Add("optimisation", $"{CompilerSettings.Hot} {CompilerSettings.Cold} {CompilerSettings.RunTime}");
        foreach (string variable in Variables)
        {
            key.Add(variable, Environment.GetEnvironmentVariable(variable) ?? string.Empty);
        }

        AddGenerators(key, specification);
        specification.Harness.AddTo(key);

        return key.ToFileName();
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
