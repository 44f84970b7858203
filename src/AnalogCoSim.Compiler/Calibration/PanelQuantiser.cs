namespace AnalogCoSim.Compiler.Calibration;

/// <summary>INT8 arithmetic on panels of floats that hold integers.</summary>
internal static class PanelQuantiser
{
    public static float[] Quantise(float[] values, double scale)
    {
        float inverse = (float)(1 / scale);
        return [.. values.Select(v => Math.Clamp(MathF.Round(v * inverse), -127f, 127f))];
    }
}
