using System.CommandLine;
using AnalogCoSim.Cli.Benchmarks;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs bench</c>: measures how fast the parts of this program are on this machine.</summary>
internal static class BenchCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create() => new("bench", "Measures speed on this machine.")
    {
        AnalogSpeed.Create(),
        InferenceBenchmark.Create(),
        InteropBenchmarkCommand.Create(),
        EngineBenchmarkCommand.Create(),
        ChipBenchmarkCommand.Create(),
        ChipFigures.Create(),
    };
}
