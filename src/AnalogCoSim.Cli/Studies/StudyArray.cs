namespace AnalogCoSim.Cli.Studies;

/// <summary>An array that a study writes, as its help names it.</summary>
/// <param name="Name">Name in the npz file.</param>
/// <param name="Meaning">Shape and unit.</param>
internal sealed record StudyArray(string Name, string Meaning);
