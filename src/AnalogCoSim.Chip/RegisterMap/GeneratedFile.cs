namespace AnalogCoSim.Chip.RegisterMaps;

/// <summary>A file that is made from the register map.</summary>
/// <param name="Path">Path from the checkout, with <c>/</c>.</param>
/// <param name="Text">What it has to hold, with a line break at its end.</param>
public sealed record GeneratedFile(string Path, string Text);
