using System.CommandLine;

namespace AnalogCoSim.Cli.Commands;

/// <summary>All commands, in the order the help lists them.</summary>
internal static class CommandCatalogue
{
    /// <summary>Creates the commands.</summary>
    /// <returns>The commands.</returns>
    public static IEnumerable<Command> All() =>
    [
        RunCommand.Create(),
        SweepCommand.Create(),
        GoldenCommand.Create(),
        CompileCommand.Create(),
        BuildCommand.Create(),
        AnalogCommand.Create(),
        PublishedCommand.Create(),
        MeasureCommand.Create(),
        DoctorCommand.Create(),
        ConformanceCommand.Create(),
        LintCommand.Create(),
        GenerateCommand.Create(),
        CoverageCommand.Create(),
        TestplanCommand.Create(),
        ResultsCommand.Create(),
        SchemaCommand.Create(),
        VersionCommand.Create(),
    ];
}
