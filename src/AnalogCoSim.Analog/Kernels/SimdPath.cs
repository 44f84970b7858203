using System.Runtime.Intrinsics.X86;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Which instructions the kernels use; results are the same, bit for bit.</summary>
public enum SimdPath
{
    /// <summary>One value at a time; the reference.</summary>
    Scalar,

    /// <summary><c>Vector&lt;T&gt;</c>: any machine.</summary>
    Portable,

    /// <summary>256-bit x86, with VNNI where there is.</summary>
    Avx2,

    /// <summary>512-bit x86.</summary>
    Avx512,
}

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
