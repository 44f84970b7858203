namespace AnalogCoSim.Chip.Conformance;

/// <summary>One test vector.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand; 0 where the function has one.</param>
/// <param name="C">Third operand; 0 where the function has fewer.</param>
/// <param name="Expected">Expected result.</param>
/// <param name="Flags">IEEE exceptions: 01 inexact, 02 underflow, 04 overflow, 08 division by zero, 10 invalid.</param>
public readonly record struct FloatCase(int Line, uint A, uint B, uint C, uint Expected, byte Flags);
