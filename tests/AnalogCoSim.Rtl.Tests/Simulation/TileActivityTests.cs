using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Inference;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Simulation;

[Category("Smoke")]
public sealed class TileActivityTests
{
    private const int Clocks = (5 * 258) + 17;

    // Few bins: they are merged several times.
    [TestCase(100, 64)]
    [TestCase(1, 64)]
    [TestCase(7, 2)]
    public void Bins_add_up_to_the_tile_evaluations(int binClocks, int bins)
    {
        var (activity, evaluations, plain) = Run(9, binClocks, bins);

        Assert.That(activity.Evaluations.Sum(count => (long)count), Is.EqualTo((long)evaluations));
        Assert.That(evaluations, Is.EqualTo(plain), "counting changes nothing");
        Assert.That((activity.Clocks, activity.Bins), Is.EqualTo(((ulong)Clocks, (int)Math.Ceiling(Clocks / (double)activity.BinClocks))));
        Assert.That(activity.Bins, Is.LessThanOrEqualTo(bins));
        Assert.That(Enumerable.Range(0, activity.Bins).Sum(bin => (double)activity.ClocksOf(bin)), Is.EqualTo(Clocks));
    }

    [Test]
    public void Merged_bins_equal_bins_of_that_width()
    {
        TileActivity merged = Run(9, 25, 16).Activity;
        TileActivity wide = Run(9, 100, 16).Activity;

        Assert.That(merged.BinClocks, Is.EqualTo(wide.BinClocks));
        Assert.That(merged.Evaluations, Is.EqualTo(wide.Evaluations));
    }

    [Test]
    public void Working_tiles_are_awake_and_the_others_asleep()
    {
        TileActivity activity = Run(9, 100, 64).Activity;

        for (int tile = 0; tile < TileActivity.Tiles; tile++)
        {
            Assert.That(activity.Share(tile, activity.Bins / 2), tile < 9 ? Is.EqualTo(1) : Is.Zero, $"tile {tile}");
        }

        Assert.That(activity.WakeFraction(activity.Bins / 2), Is.EqualTo(9 / 64.0));
    }

    [Test]
    public void Leapt_clocks_are_bins_of_zeros()
    {
        TileActivity activity = Run(0, 100, 64).Activity;

        Assert.That(activity.Clocks, Is.EqualTo((ulong)Clocks));
        Assert.That(activity.WakeFraction(activity.Bins / 2), Is.Zero);
    }

    [Test]
    public void Nothing_is_counted_unless_asked_for()
    {
        using RtlChip chip = new StreamingWorkload(1).Configured(new RtlChipOptions { Flavour = ModelFlavour.Check });

        Assert.That(chip.Activity(), Is.Null);
    }

    private static (TileActivity Activity, ulong Evaluations, ulong Plain) Run(int cores, int binClocks, int bins) =>
        (Run(cores, binClocks, bins, out ulong counted)!, counted, Run(cores, 1, 0, out ulong plain) is null ? plain : 0);

    private static TileActivity? Run(int cores, int binClocks, int bins, out ulong evaluations)
    {
        var workload = new StreamingWorkload(cores);
        using RtlChip chip = workload.Configured(new RtlChipOptions { Flavour = ModelFlavour.Check });
        ulong before = chip.Statistics.TileEvaluations;
        ulong end = chip.Cycle + Clocks;
        chip.CountActivity(binClocks, bins);
        chip.Run(cores == 0 ? StreamingWorkload.Idle(chip.Cycle, end) : workload.Busy(chip.Cycle, end), workload.Data(), end);
        evaluations = chip.Statistics.TileEvaluations - before;
        return chip.Activity();
    }
}
