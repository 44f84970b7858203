namespace AnalogCoSim.Report.Studies;

/// <summary>One table of a page.</summary>
/// <param name="Caption">Caption.</param>
/// <param name="Headers">Headers; one that begins with '#' is of numbers.</param>
/// <param name="Rows">Cells, row by row.</param>
public sealed record StudyTable(string Caption, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
