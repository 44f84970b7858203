using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>The native code of the two engines: one scheduler over 64 models of a tile, or over one of the whole chip.</summary>
public static class ChipHarness
{
    private static readonly IReadOnlyList<NativeFile> Files = NativeFile.Of(typeof(ChipHarness).Assembly);

    /// <summary>The scheduler over 64 instances of one tile model; also the loop of <c>acs measure interop</c>.</summary>
    public static NativeHarness Partitioned { get; } = new()
    {
        Name = "Partitioned",
        Files = Files,
        Sources = ["acs_engine.cpp", "acs_tile_bench.cpp"],
        Defines = ["-DACS_PARTITIONED=1"],
        SkipsFallingEdge = true,
    };

    /// <summary>The scheduler over one model of the whole chip.</summary>
    /// <remarks>One body of code for all 64 tiles; with the tiles inlined the C++ grows to tens of megabytes.</remarks>
    public static NativeHarness Flat { get; } = new()
    {
        Name = "Flat",
        Files = Files,
        Sources = ["acs_engine.cpp"],
        Defines = ["-DACS_PARTITIONED=0"],
        Control = "no_inline -module \"acs_tile\"\n",
        SkipsFallingEdge = true,
        HasShortClocks = false,
    };
}
