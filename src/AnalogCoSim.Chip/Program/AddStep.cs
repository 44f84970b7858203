namespace AnalogCoSim.Chip.Program;

/// <summary>Element-wise host addition: <c>clamp(rne(a*sa/so + b*sb/so))</c>, then optional ReLU; for adds that no crossbar step can absorb.</summary>
public sealed record AddStep : ProgramStep
{
    /// <summary>Index of the second input tensor.</summary>
    public required int Second { get; init; }

    /// <summary>Whether negative results become 0.</summary>
    public bool Relu { get; init; }
}
