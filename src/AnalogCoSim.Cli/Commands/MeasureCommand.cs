using System.CommandLine;
using AnalogCoSim.Cli.Benchmarks;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs measure</c>: measures how fast the parts of this program are on this machine.</summary>
internal static class MeasureCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("measure", "Measures speed on this machine.")
        {
            AnalogSpeed.Create(),
            InferenceBenchmark.Create(),
            InteropBenchmarkCommand.Create(),
            EngineBenchmarkCommand.Create(),
            ChipBenchmarkCommand.Create(),
            ChipFigures.Create(),
        };
        // Its name in earlier versions.
        command.Aliases.Add("bench");
        return command;
    }
}
