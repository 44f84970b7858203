namespace AnalogCoSim.Compiler.Calibration;

/// <summary>Sample inputs from which the INT8 scales and read voltages are chosen; labels are not needed.</summary>
/// <param name="Inputs">Shape [samples, channels, height, width]; host data (pixel values 0..255 for images).</param>
/// <param name="Count">Samples.</param>
public sealed record CalibrationData(float[] Inputs, int Count);
