using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Report.Studies;

namespace AnalogCoSim.Cli.Studies;

/// <summary>What a study gave.</summary>
/// <param name="Table">Rows of the CSV file and of the terminal, numbers unrounded.</param>
/// <param name="Arrays">Raw arrays by name.</param>
/// <param name="Figures">Key figures by their name in JSON.</param>
/// <param name="Cards">Key figures as the page shows them.</param>
/// <param name="Sections">Sections of the page.</param>
internal sealed record StudyResult(
    NumberTable Table,
    IReadOnlyDictionary<string, NpyArray> Arrays,
    IReadOnlyDictionary<string, object?> Figures,
    IReadOnlyList<KeyFigure> Cards,
    IReadOnlyList<StudySection> Sections);
