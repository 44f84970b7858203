using AnalogCoSim.Blocks;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Cli.Commands;

/// <summary>A scenario of a block.</summary>
/// <param name="session">The invocation.</param>
/// <param name="scenario">The scenario.</param>
internal sealed class BlockRun(CliSession session, BlockScenario scenario) : IPlannedRun
{
    /// <inheritdoc />
    public string Name => scenario.Name;

    /// <inheritdoc />
    public IReadOnlyList<string> Hints => [];

    /// <inheritdoc />
    public IRunReport Run(string folder)
    {
        string file = Path.GetFullPath(scenario.Path);
        try
        {
            var options = new BlockRunOptions { Benches = ChipBenches.All, ResultFolder = folder };
            return new BlockReport(file, session.Console.WithProgress(progress => BlockRunner.Run(scenario, options, progress, session.Cancellation)), null);
        }
        catch (AcsException error)
        {
            CliConsole.Note(error.Render());
            return new BlockReport(file, null, error);
        }
    }
}
