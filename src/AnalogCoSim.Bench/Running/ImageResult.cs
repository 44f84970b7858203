namespace AnalogCoSim.Bench.Running;

/// <summary>What one image gave; one line of <c>results.jsonl</c>.</summary>
/// <param name="Image">Image number.</param>
/// <param name="Label">Right class.</param>
/// <param name="Prediction">Class of the chip.</param>
/// <param name="FloatPrediction">Class of the float32 network; null where there is none.</param>
/// <param name="Cycles">Clocks of the chip; 0 without an RTL engine.</param>
/// <param name="Mvms">MVMs.</param>
/// <param name="Digest">Digest of the output tensor, hexadecimal.</param>
/// <param name="Output">INT8 output.</param>
public sealed record ImageResult(int Image, int Label, int Prediction, int? FloatPrediction, ulong Cycles, long Mvms, string Digest, IReadOnlyList<int> Output);
