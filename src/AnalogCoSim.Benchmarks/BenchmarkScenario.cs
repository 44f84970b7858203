using System.Globalization;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Benchmarks;

/// <summary>The network that benchmarks run: ResNet-9, or the quick start's where CIFAR-10 is missing.</summary>
/// <param name="Name">resnet9 or quickstart.</param>
/// <param name="Path">Scenario file.</param>
/// <param name="Note">Why it is not ResNet-9; empty when it is.</param>
public sealed record BenchmarkScenario(string Name, string Path, string Note)
{
    /// <summary>Chooses by what is there.</summary>
    /// <param name="roots">Where data and networks lie.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="AcsException">DataNotFound outside the repository.</exception>
    public static BenchmarkScenario Choose(DataRoots roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        string folder = System.IO.Path.Combine(Checkout.Root ?? throw NoRepository(), "testbenches", "chip_inference", "scenarios");
        string resnet9 = System.IO.Path.Combine(folder, "resnet9-cifar10-tdp.yaml");
        try
        {
            _ = DataRoots.Existing(roots.Resolve($"{DataRoots.DataWord}/cifar10", folder), "CIFAR-10 data");
            return new BenchmarkScenario("resnet9", resnet9, string.Empty);
        }
        catch (AcsException missing) when (missing.Code == ErrorCode.DataNotFound)
        {
            return new BenchmarkScenario("quickstart", System.IO.Path.Combine(folder, "quickstart.yaml"), "CIFAR-10 is missing: measured with the quick start's network");
        }
    }

    /// <summary>Runs it on an engine.</summary>
    /// <param name="engine">Engine.</param>
    /// <param name="threads">Engines at once.</param>
    /// <param name="images">Images.</param>
    /// <param name="roots">Where data and networks lie.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <param name="more">Further overrides.</param>
    /// <returns>The result.</returns>
    public ScenarioResult Run(string engine, int threads, int images, DataRoots roots, CancellationToken cancellation, params IEnumerable<string> more)
    {
        string[] overrides = [.. more, $"engine={engine}", Number("threads", threads), Number("data.count", images), Number("batch", Math.Max(1, Math.Min(4, images / threads)))];
        var options = new RunOptions { ScenarioPath = Path, Overrides = overrides, Roots = roots, CheckGolden = false };
        ScenarioResult result = ScenarioRunner.Run(ScenarioFile.Load(Path, overrides), options, NoProgress.Instance, cancellation);
        return result.Failure is { } failure ? throw failure : result;
    }

    /// <summary>Prepares its chip with ideal devices, for measuring the digital half alone.</summary>
    /// <param name="roots">Where data and networks lie.</param>
    /// <param name="cancellation">Stops between stages.</param>
    /// <returns>The chip and an image.</returns>
    internal PreparedRun Prepare(DataRoots roots, CancellationToken cancellation)
    {
        string[] overrides = ["analog.fidelity=quantised", "data.count=1"];
        var options = new RunOptions { ScenarioPath = Path, Overrides = overrides, Roots = roots, CheckGolden = false };
        return new RunPreparation(ScenarioFile.Load(Path, overrides), options, new RunClock(), NoProgress.Instance).Prepare(cancellation);
    }

    private static string Number(string key, int value) => string.Create(CultureInfo.InvariantCulture, $"{key}={value}");

    private static AcsException NoRepository() => new(
        ErrorCode.DataNotFound,
        "The scenarios of the benchmarks are not found.",
        where: AppContext.BaseDirectory,
        expected: "testbenches/ of the repository",
        remedy: "run from inside the repository");
}
