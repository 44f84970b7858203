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
