using AnalogCoSim.Bench.Data;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Running;

/// <summary>What all workers of a run share: images, the programmed chip and the float network's answers.</summary>
/// <param name="Images">The images.</param>
/// <param name="Chip">The programmed chip.</param>
/// <param name="FloatPredictions">Class of the float32 network for each image; empty for chip programs.</param>
/// <param name="Network">Name of the network's file.</param>
/// <param name="Notices">What a reader of the result has to know, a sentence each.</param>
internal sealed record PreparedRun(ImageSet Images, ProgrammedChip Chip, IReadOnlyList<int> FloatPredictions, string Network, IReadOnlyList<string> Notices);
