using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Models;

/// <summary>Measurements, in processor time so that a busy machine does not matter; run by name only: <c>dotnet test --filter ModelBenchmarks</c>.</summary>
[Explicit("measures, does not judge")]
[Category("Benchmark")]
public sealed class ModelBenchmarks
{
    [Test]
    public void Native_calls_from_managed_code()
    {
        using var model = new VerilatedModel(ToyModels.Build(ModelFlavour.Fast));
        model.Set("rst_ni", 1);
        const int Cycles = 3_000_000;
        model.Run(100_000);
        double inside = Time(() => model.Run(Cycles)) / Cycles;
        double each = Time(() =>
        {
            for (int i = 0; i < Cycles; i++)
            {
                model.Run();
            }
        }) / Cycles;
        TestContext.Out.WriteLine($"toy: {inside:0.0} ns per clock in native code, {each:0.0} ns with one call per clock");
    }

    private static double Time(Action work)
    {
        TimeSpan used = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - used).TotalNanoseconds;
    }
}
