using System.Runtime.Intrinsics.X86;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Which paths this machine has.</summary>
public static class SimdPaths
{
    /// <summary>The fastest path of this machine.</summary>
    public static SimdPath Best { get; } =
        Avx512BW.IsSupported && Avx512F.IsSupported ? SimdPath.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? SimdPath.Avx2
        : SimdPath.Portable;

    /// <summary>The paths that this machine can run, slowest first.</summary>
    public static IReadOnlyList<SimdPath> Available { get; } =
        [.. Enum.GetValues<SimdPath>().Where(path => path <= Best)];
}
