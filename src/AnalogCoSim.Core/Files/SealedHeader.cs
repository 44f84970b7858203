namespace AnalogCoSim.Core.Files;

/// <summary>The first line of <see cref="SealedLines"/>.</summary>
/// <param name="Kind">What the lines are.</param>
/// <param name="Format">Version of their format.</param>
/// <param name="Key">Key of all that they were computed with.</param>
public sealed record SealedHeader(string Kind, int Format, string Key);
