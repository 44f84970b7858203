using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Blocks.Tests.Support;

/// <summary>Stimulus of scenarios, without running them.</summary>
internal static class StimulusOf
{
    /// <summary>Digest of all transactions of a scenario.</summary>
    /// <param name="path">Scenario.</param>
    /// <returns>As results have it.</returns>
    public static string Digest(string path)
    {
        BlockScenario scenario = Families.Load(path);
        return BlockRunner.StimulusDigest(scenario, new BlockRunOptions { Benches = ChipBenches.All });
    }
}
