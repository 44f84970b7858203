using System.Runtime.CompilerServices;

namespace AnalogCoSim.Core.Numerics;

/// <summary>How a real number becomes an INT8, everywhere on the chip and on its host.</summary>
public static class Quantiser
{
    /// <summary>Rounds to nearest, ties to even, then clamps to [-128, 127]; infinities clamp, NaN gives 0.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>INT8.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte ToInt8(double value) =>
        double.IsNaN(value) ? (sbyte)0 : (sbyte)Math.Clamp(Math.Round(value, MidpointRounding.ToEven), -128.0, 127.0);
}
