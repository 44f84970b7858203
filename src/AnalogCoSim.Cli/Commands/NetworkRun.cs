using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Cli.Commands;

/// <summary>A scenario of a network on the chip.</summary>
/// <param name="session">The invocation.</param>
/// <param name="file">Its file.</param>
/// <param name="scenario">The scenario.</param>
/// <param name="overrides">Arguments that changed it.</param>
/// <param name="several">Whether other scenarios run too, so that what is told has to name this one.</param>
internal sealed class NetworkRun(CliSession session, string file, Scenario scenario, IReadOnlyList<string> overrides, bool several) : IPlannedRun
{
    /// <inheritdoc />
    public string Name => scenario.Name;

    /// <inheritdoc />
    public IReadOnlyList<string> Hints => scenario.Hints;

    /// <inheritdoc />
    public IRunReport Run(string folder)
    {
        string name = several ? scenario.Name + ": " : string.Empty;
        RunOptions options = ScenarioOptions.RunOptions(session, file, overrides, folder) with { Tell = text => session.Console.Tell(name + text) };
        try
        {
            return new RunReport(options.ScenarioPath, session.Console.WithProgress(progress => ScenarioRunner.Run(scenario, options, progress, session.Cancellation)), null);
        }
        catch (AcsException error)
        {
            CliConsole.Note(error.Render());
            return new RunReport(options.ScenarioPath, null, error);
        }
    }
}
