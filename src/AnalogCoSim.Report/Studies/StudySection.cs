using AnalogCoSim.Report.Plots;

namespace AnalogCoSim.Report.Studies;

/// <summary>One section of a page: plots, then tables.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Text">What the reader sees below.</param>
/// <param name="Plots">Plots.</param>
/// <param name="Tables">Tables.</param>
public sealed record StudySection(string Title, string Text, IReadOnlyList<Plot> Plots, IReadOnlyList<StudyTable> Tables);
