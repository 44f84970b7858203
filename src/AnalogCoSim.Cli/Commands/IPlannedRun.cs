namespace AnalogCoSim.Cli.Commands;

/// <summary>A scenario that was read and will run.</summary>
internal interface IPlannedRun
{
    /// <summary>Name of the scenario.</summary>
    string Name { get; }

    /// <summary>What the file should say in other words.</summary>
    IReadOnlyList<string> Hints { get; }

    /// <summary>Runs it.</summary>
    /// <param name="folder">Folder for its result.</param>
    /// <returns>What came of it; an error that stopped it has been told.</returns>
    IRunReport Run(string folder);
}
