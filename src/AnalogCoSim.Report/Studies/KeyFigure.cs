namespace AnalogCoSim.Report.Studies;

/// <summary>One figure at the top of a page.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value with its unit.</param>
/// <param name="Note">What it is to be compared with, or how it is defined.</param>
public sealed record KeyFigure(string Name, string Value, string Note);
