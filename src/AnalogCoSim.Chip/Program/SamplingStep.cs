namespace AnalogCoSim.Chip.Program;

/// <summary>Slices, sub-sampling, shuffling and zero-extension of channels on the host (parameter-free shortcuts, splits).</summary>
public sealed record SamplingStep : ProgramStep
{
    /// <summary>Which elements go where.</summary>
    public required Sampling Sampling { get; init; }
}
