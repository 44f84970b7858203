using System.CommandLine;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Cli.CommandLine;

namespace AnalogCoSim.Cli.Studies;

/// <summary>One study of the analog half: what its command is called, what it writes, and how it is run.</summary>
internal interface IStudy
{
    /// <summary>Name of the command and of its files.</summary>
    string Name { get; }

    /// <summary>What it does.</summary>
    string Description { get; }

    /// <summary>Options besides those that all studies have.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Arrays of the npz file.</summary>
    IReadOnlyList<StudyArray> Arrays { get; }

    /// <summary>Runs the study.</summary>
    /// <param name="session">The invocation, for the options of this study.</param>
    /// <param name="parameters">Chip parameters.</param>
    /// <returns>What it gave.</returns>
    StudyResult Run(CliSession session, AnalogParameters parameters);
}
