namespace AnalogCoSim.Chip.Program;

/// <summary>One step of a chip program.</summary>
public abstract record ProgramStep
{
    /// <summary>Name of the network node (or the last of a fused group) it stands for.</summary>
    public required string Name { get; init; }

    /// <summary>Index of the input tensor.</summary>
    public required int Input { get; init; }

    /// <summary>Index of the output tensor.</summary>
    public required int Output { get; init; }
}
