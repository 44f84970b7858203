namespace AnalogCoSim.Testbench.Running;

/// <summary>A failure reduced to its core.</summary>
/// <param name="File">Scenario that repeats it; null for a run without files.</param>
/// <param name="Transactions">Its transactions, as YAML flow mappings.</param>
/// <param name="Of">Transactions of the run up to the failure.</param>
/// <param name="Trials">Lists that were tried.</param>
/// <param name="Complete">Whether nothing simpler was left to try.</param>
/// <param name="Repeat">Command that repeats it; null for a run without files.</param>
public sealed record ShrunkFailure(string? File, IReadOnlyList<string> Transactions, int Of, int Trials, bool Complete, string? Repeat);
