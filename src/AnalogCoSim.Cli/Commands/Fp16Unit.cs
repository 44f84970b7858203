using AnalogCoSim.Chip.Conformance;

namespace AnalogCoSim.Cli.Commands;

/// <summary>One implementation of the FP16 functions.</summary>
/// <param name="Name">As shown: RTL or C#.</param>
/// <param name="Compute">The result for a case.</param>
internal sealed record Fp16Unit(string Name, Func<FloatFunction, FloatCase, uint> Compute);
