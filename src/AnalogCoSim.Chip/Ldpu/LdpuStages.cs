namespace AnalogCoSim.Chip.Ldpu;

/// <summary>Every intermediate value of one LDPU column, for mismatch reports; FP16 values as bit patterns.</summary>
/// <param name="T">After the first multiply-add: <c>fma(i2f(N), -sN, o)</c>.</param>
/// <param name="Y">After the second: <c>fma(i2f(P), sP, t)</c>.</param>
/// <param name="V">After affine and first ReLU.</param>
/// <param name="R">After combination and second ReLU.</param>
/// <param name="Q">The INT8 result.</param>
public readonly record struct LdpuStages(ushort T, ushort Y, ushort V, ushort R, sbyte Q)
{
    /// <summary>The stages as text, FP16 in hexadecimal with their values.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"t={T:X4} ({BitConverter.UInt16BitsToHalf(T)}) y={Y:X4} ({BitConverter.UInt16BitsToHalf(Y)}) v={V:X4} ({BitConverter.UInt16BitsToHalf(V)}) r={R:X4} ({BitConverter.UInt16BitsToHalf(R)}) q={Q}");
}
