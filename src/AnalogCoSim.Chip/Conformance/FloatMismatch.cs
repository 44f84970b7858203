namespace AnalogCoSim.Chip.Conformance;

/// <summary>A test vector that was not met.</summary>
/// <param name="Case">The vector.</param>
/// <param name="Actual">Result under test.</param>
public readonly record struct FloatMismatch(FloatCase Case, uint Actual);
