namespace AnalogCoSim.Chip.Program;

/// <summary>Host ReLU and/or change of scale: <c>clamp(rne(x*si/so))</c>.</summary>
public sealed record RescaleStep : ProgramStep
{
    /// <summary>Whether negative results become 0.</summary>
    public bool Relu { get; init; }
}
