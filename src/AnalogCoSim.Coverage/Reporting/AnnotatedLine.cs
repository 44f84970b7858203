namespace AnalogCoSim.Coverage.Reporting;

/// <summary>One line of a source with its counts.</summary>
/// <param name="Number">Number, from 1 on.</param>
/// <param name="Text">The line.</param>
/// <param name="Count">How often it ran; null where it is no code that runs.</param>
/// <param name="IsHole">Whether something of it is neither covered nor waived.</param>
/// <param name="Waiver">Reason of the first waiver of what is not covered; null for none.</param>
/// <param name="Notes">What of it is not covered, and why.</param>
public sealed record AnnotatedLine(int Number, string Text, long? Count, bool IsHole, string? Waiver, IReadOnlyList<string> Notes);
