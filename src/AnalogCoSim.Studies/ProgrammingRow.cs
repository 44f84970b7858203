
namespace AnalogCoSim.Studies;

/// <summary>Programming statistics at one target.</summary>
/// <param name="TargetRatio">Target over Gmax.</param>
/// <param name="MeanRatio">Mean conductance at the first reading over Gmax.</param>
/// <param name="SigmaRatio">Standard deviation at the first reading over Gmax.</param>
/// <param name="PublishedSigmaRatio">The polynomial of the preset over Gmax.</param>
/// <param name="MeanPulses">Pulses for each iterated device; 0 at weight level.</param>
/// <param name="Converged">Share of iterated devices within the margin; 1 at weight level.</param>
/// <param name="PulseHistogram">Iterated devices by pulses, shape [MaxPulses x ProgrammingPasses + 1]; empty at weight level.</param>
public sealed record ProgrammingRow(
    double TargetRatio,
    double MeanRatio,
    double SigmaRatio,
    double PublishedSigmaRatio,
    double MeanPulses,
    double Converged,
    int[] PulseHistogram);
