using System.CommandLine;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Cli.CommandLine;

namespace AnalogCoSim.Cli.Benchmarks;

/// <summary>Options that several benchmarks share.</summary>
internal static class BenchmarkOptions
{
    /// <summary><c>--data</c>.</summary>
    public static Option<string?> Data { get; } = new("--data") { Description = "Folder of the data sets (default: $ACS_DATA).", HelpName = "DIR" };

    /// <summary><c>--models</c>.</summary>
    public static Option<string?> Models { get; } = new("--models") { Description = "Folder of the networks (default: $ACS_MODELS).", HelpName = "DIR" };

    /// <summary><c>--repetitions</c>.</summary>
    public static Option<int> Repetitions { get; } = new Option<int>("--repetitions") { Description = "Repetitions, the best of which counts.", HelpName = "N", DefaultValueFactory = _ => 3 }.Within(1);

    /// <summary>The roots that the options name.</summary>
    /// <param name="session">The running command.</param>
    /// <returns>The roots.</returns>
    public static DataRoots Roots(CliSession session) => new(session.Get(Data), session.Get(Models));
}
