namespace AnalogCoSim.Chip.Program;

/// <summary>Average pooling on the host: <c>clamp(rne(sum * Multiplier))</c> in binary64, multiplier = scaleIn / (scaleOut * count).</summary>
public sealed record AveragePoolStep : ProgramStep
{
    /// <summary>Window, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <summary>Whether padded elements count in the divisor.</summary>
    public bool CountIncludesPadding { get; init; }
}
