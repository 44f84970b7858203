namespace AnalogCoSim.Chip.Program;

/// <summary>Reinterpretation of the shape; the elements stay as they are.</summary>
public sealed record ReshapeStep : ProgramStep;
