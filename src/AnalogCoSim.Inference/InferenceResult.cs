
namespace AnalogCoSim.Inference;

/// <summary>What one image gave.</summary>
/// <param name="Image">Image number.</param>
/// <param name="Output">INT8 output tensor of the last step.</param>
/// <param name="Prediction">Index of the largest element, the first of equals.</param>
/// <param name="Cycles">Clocks of the chip from the first load to the last packet; 0 in the reference engine.</param>
/// <param name="StepCycles">Clocks per program step (0 for host steps); empty in the reference engine.</param>
public sealed record InferenceResult(int Image, sbyte[] Output, int Prediction, ulong Cycles, IReadOnlyList<ulong> StepCycles);
