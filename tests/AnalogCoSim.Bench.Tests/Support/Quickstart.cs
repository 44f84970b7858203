using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Core;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>The quickstart network on a few images, with engines of the test's choice.</summary>
internal static class Quickstart
{
    public static string File => Repository.PathOf("testbenches", "chip_inference", "scenarios", "quickstart.yaml");

    public static ScenarioResult Run(IEngineFactory engines, params string[] overrides) => RunInto(null, engines, overrides);

    // A name of its own: as an overload it would take the first override for its folder.
    public static ScenarioResult RunInto(string? folder, IEngineFactory engines, params string[] overrides)
    {
        string[] all = ["data.count=2", "threads=1", "expect={}", .. overrides];
        var options = new RunOptions { ScenarioPath = File, Overrides = all, Engines = engines, ResultFolder = folder };
        return ScenarioRunner.Run(ScenarioFile.Load(File, all), options, NoProgress.Instance);
    }
}
