using AnalogCoSim.Toolchain.Tools;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Flags of the C++ compiler for a model.</summary>
/// <param name="Compiler">The compiler.</param>
/// <param name="VerilatorRoot">Verilator's folder with <c>include</c>.</param>
/// <param name="Flavour">Which build.</param>
/// <param name="HasSnapshots">Whether it can be saved and restored.</param>
internal sealed record CompilerSettings(Tool Compiler, string VerilatorRoot, ModelFlavour Flavour, bool HasSnapshots)
{
    /// <summary>Optimisation of code that runs every clock. Verilator's own default is -Os, three times slower.</summary>
    public const string Hot = "-O3";

    /// <summary>Optimisation of constructors and tables.</summary>
    public const string Cold = "-O0";

    /// <summary>Optimisation of Verilator's run time.</summary>
    public const string RunTime = "-O2";

    /// <summary>Verilator's include folder.</summary>
    public string Include => Path.Combine(VerilatorRoot, "include");

    /// <summary>Flags of every source file.</summary>
    public IReadOnlyList<string> Common =>
    [
        "-std=c++17", "-march=native", "-fPIC", "-fvisibility=hidden", "-fno-gnu-unique", "-faligned-new", "-pthread", "-w",
        "-DVM_SC=0", "-DVM_TRACE_VCD=0",
        $"-DVM_COVERAGE={Bit(ModelFlavour.Cover)}", $"-DVM_TRACE={Bit(ModelFlavour.Trace)}", $"-DVM_TRACE_FST={Bit(ModelFlavour.Trace)}",
        $"-DACS_SAVABLE={(HasSnapshots ? 1 : 0)}",
        "-DVL_USER_STOP", "-DVL_USER_FATAL", "-DVL_USER_FINISH", "-DVL_USER_WARN", "-DVL_PRINTF=acs_vl_printf",
    ];

    /// <summary>Include folders.</summary>
    public IReadOnlyList<string> Includes => [$"-I{Include}", $"-I{Path.Combine(Include, "vltstd")}"];

    /// <summary>Libraries to link with; waves are compressed with zlib, nothing else needs it.</summary>
    public IReadOnlyList<string> Libraries => Flavour == ModelFlavour.Trace ? ["-latomic", "-lz", "-ldl"] : ["-latomic", "-ldl"];

    private int Bit(ModelFlavour flavour) => Flavour == flavour ? 1 : 0;
}
