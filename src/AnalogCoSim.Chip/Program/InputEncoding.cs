namespace AnalogCoSim.Chip.Program;

/// <summary>How host data becomes the INT8 input tensor: <c>q = clamp(rne((x - mean[c]) / std[c] / scale), -128, 127)</c>.</summary>
/// <param name="Mean">Per channel, in units of the host data (pixel values 0..255 for images).</param>
/// <param name="Std">Per channel, same units.</param>
public sealed record InputEncoding(IReadOnlyList<float> Mean, IReadOnlyList<float> Std);
