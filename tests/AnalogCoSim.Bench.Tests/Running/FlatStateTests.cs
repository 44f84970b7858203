using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Bench.Tests.Running;

[TestFixture]
[Category("Nightly")]
public sealed class FlatStateTests
{
    private const int ClocksBetweenDigests = 1000;

    [Test]
    public void Flat_and_partitioned_chips_are_in_the_same_state_every_thousand_clocks_of_an_image()
    {
        string path = Path.Combine(Checkout.Root!, "testbenches", "chip_inference", "scenarios", "quickstart.yaml");
        Scenario scenario = ScenarioFile.Load(path, ["data.count=1"]);
        PreparedRun run = new RunPreparation(scenario, new RunOptions { ScenarioPath = path }, new RunClock(), NoProgress.Instance).Prepare(CancellationToken.None);

        var partitioned = Digests(run, flat: false);
        var flat = Digests(run, flat: true);

        Assert.That(partitioned.Intervals, Is.Not.EqualTo(default(StateDigest)));
        Assert.That(flat, Is.EqualTo(partitioned));
    }

    private static (StateDigest Events, StateDigest Intervals, StateDigest Registers, ulong Cycle) Digests(PreparedRun run, bool flat)
    {
        using var engine = new RtlEngine(run.Chip, new RtlChipOptions { Flat = flat, DigestInterval = ClocksBetweenDigests });
        engine.Run(run.Images.Numbers.AsSpan(0, 1), InputQuantiser.Encode(run.Chip.Program, run.Images, 0, 1));
        return (engine.Rtl.EventDigest, engine.Rtl.IntervalDigest, engine.Rtl.RegisterDigest(), engine.Rtl.Cycle);
    }
}
