namespace AnalogCoSim.Chip.Program;

/// <summary>Max pooling on the host, on INT8 (exact); padding never wins.</summary>
public sealed record MaxPoolStep : ProgramStep
{
    /// <summary>Window, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }
}
