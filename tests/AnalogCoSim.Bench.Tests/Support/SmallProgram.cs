using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Core;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>The quick start's network as a compiled program with one weight of the test's choice.</summary>
internal static class SmallProgram
{
    /// <summary>Compiles and writes the program.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="weight">The first weight, in 64ths.</param>
    public static void Write(string folder, float weight)
    {
        Scenario scenario = ScenarioFile.Load(Quickstart.File, ["data.count=1"]);
        PreparedRun prepared = new RunPreparation(scenario, new RunOptions { ScenarioPath = Quickstart.File }, new RunClock(), NoProgress.Instance).Prepare(CancellationToken.None);
        prepared.Chip.Program.Slices.First().Weights[0] = weight / 64;
        ChipProgramFile.Save(prepared.Chip.Program, folder);
    }
}
