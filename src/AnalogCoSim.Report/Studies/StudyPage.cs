namespace AnalogCoSim.Report.Studies;

/// <summary>What stands on the page of a study.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Lead">What was done, in one or two sentences.</param>
/// <param name="Meta">Settings in one line.</param>
/// <param name="Repeat">Command line that gives the same again.</param>
/// <param name="Figures">Key figures.</param>
/// <param name="Sections">Sections.</param>
public sealed record StudyPage(string Title, string Lead, string Meta, string Repeat, IReadOnlyList<KeyFigure> Figures, IReadOnlyList<StudySection> Sections);
