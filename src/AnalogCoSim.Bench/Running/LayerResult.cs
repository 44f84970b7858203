namespace AnalogCoSim.Bench.Running;

/// <summary>What one step of the program did.</summary>
/// <param name="Step">Index in the program.</param>
/// <param name="Name">Name of the layer.</param>
/// <param name="Kind">crossbar, max-pool, average-pool, reshape, add, rescale or slice-pad.</param>
/// <param name="Cores">Cores of a crossbar step, chain by chain.</param>
/// <param name="Mvms">MVMs, all images.</param>
/// <param name="CyclesPerImage">Clocks of the chip, mean over images; null without an RTL engine.</param>
/// <param name="CountsSaturated">ADC counts that were held at their largest value.</param>
/// <param name="Mismatches">Values that differed from the reference; null without lockstep.</param>
public sealed record LayerResult(
    int Step,
    string Name,
    string Kind,
    IReadOnlyList<int> Cores,
    long Mvms,
    double? CyclesPerImage,
    long CountsSaturated,
    long? Mismatches)
{
    /// <summary>Share of the crossbar cells of these cores that hold weights of the network, %; null for steps of the host.</summary>
    public double? UtilisationPercent { get; init; }

    /// <summary>Modelled energy for one image, uJ, static power of all cores in use included; null without an RTL engine and for steps of the host.</summary>
    public double? MicrojoulePerImage { get; init; }
}
