using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>What a first run puts to use, so that a fault in it cannot pass unseen.</summary>
[TestFixture]
public sealed class QuickstartUseTests
{
    [Test]
    public void Quickstart_forwards_over_two_hops_fills_256_columns_and_selects_parts()
    {
        ChipProgram program = Compiled(Quickstart.File);
        ColumnGroup[] chains = [.. program.Steps.OfType<CrossbarStep>().SelectMany(step => step.Groups).Where(group => group.Chain.Count > 1)];
        CoreSlice[] slices = [.. program.Slices];
        Assert.Multiple(() =>
        {
            Assert.That(chains, Has.Length.EqualTo(3));
            Assert.That(chains.SelectMany(chain => chain.Chain.SkipLast(1)), Has.All.Property(nameof(CoreSlice.Hops)).Count.AtLeast(2));
            Assert.That(slices.Count(slice => Enumerable.Range(0, 256).All(column => Live(slice, column))), Is.EqualTo(2), "cores with 256 live columns");
            Assert.That(slices.Count(slice => slice.RowCount == 256), Is.EqualTo(1), "cores with 256 rows");
            Assert.That(slices.Where(slice => slice.Ldpu.TxFirst > 0), Is.Not.Empty);
            Assert.That(slices.Where(slice => slice.Ldpu.TxLast is > 0 and < 255), Is.Not.Empty);
            Assert.That(slices.Where(slice => slice.Ldpu.Combine && slice.Ldpu.RxFirst > 0), Is.Not.Empty);
            Assert.That(slices.Where(slice => slice.Ldpu.Combine && slice.Ldpu.RxLast is > 0 and < 255), Is.Not.Empty);
        });
    }

    [TestCase("all-cores")]
    [TestCase("all-cores-one-phase")]
    public void Network_of_all_cores_uses_every_tile_and_every_kind_of_link(string name)
    {
        ChipProgram program = Compiled(Repository.PathOf("testbenches", "chip_inference", "scenarios", name + ".yaml"));
        CoreSlice[] slices = [.. program.Slices];
        int ports = slices.SelectMany(slice => slice.Hops).Aggregate(0, (mask, hop) => mask | hop.ForwardMask);
        int received = slices.SelectMany(slice => slice.Hops).Aggregate(0, (mask, hop) => mask | hop.RxMask);
        Assert.Multiple(() =>
        {
            Assert.That(slices.Select(slice => slice.Core).Distinct().Count(), Is.EqualTo(64));
            Assert.That(slices.Max(slice => slice.Hops.Count), Is.AtLeast(4), "hops of one packet");
            Assert.That((ports, received), Is.EqualTo((0x3F, 0x3F)), "ports of forwarded packets");
            Assert.That(slices.Count(slice => Enumerable.Range(0, 256).All(column => Live(slice, column))), Is.EqualTo(26), "cores with 256 live columns");
            Assert.That(slices.Count(slice => slice.Ldpu.Combine && slice.Ldpu.RxFirst > 0), Is.AtLeast(5));
        });
    }

    [Test]
    public void Network_of_CIFAR_10_in_lockstep_forwards_over_many_hops()
    {
        string[] data = ["source=synthetic", "first=0", "count=1"];
        ChipProgram program = Compiled(
            Repository.PathOf("testbenches", "chip_inference", "scenarios", "resnet9-cifar10-lockstep.yaml"),
            [.. data.Select(one => "data." + one), .. data.Select(one => "calibration." + one)]);
        CoreSlice[] slices = [.. program.Slices];
        Assert.Multiple(() =>
        {
            Assert.That(slices.Count(slice => slice.Hops.Count >= 3), Is.AtLeast(10), "senders whose packets two other tiles pass on");
            Assert.That(slices.SelectMany(slice => slice.Hops).Aggregate(0, (mask, hop) => mask | hop.ForwardMask), Is.EqualTo(0x3F), "ports of forwarded packets");
        });
    }

    [Test]
    [CancelAfter(120_000)]
    public void Restless_host_uses_other_intervals_mode_changes_register_writes_and_resets_in_mid_run_and_finds_no_difference()
    {
        string file = Repository.PathOf("testbenches", "chip_inference", "scenarios", "quickstart-restless.yaml");
        var options = new RunOptions { ScenarioPath = file, Overrides = ["data.count=2", "threads=1"] };

        ScenarioResult result = ScenarioRunner.Run(ScenarioFile.Load(file, options.Overrides), options, NoProgress.Instance);

        long Count(string name) => result.Exercised.Items.Single(item => item.Name == name).Count;
        Assert.Multiple(() =>
        {
            Assert.That(result.Mismatches, Is.Zero);
            Assert.That(Count("MVM intervals other than 258 clocks"), Is.AtLeast(result.Mvms / 2));
            Assert.That((Count("4-phase reads"), Count("1-phase reads")), Is.EqualTo((result.Mvms / 2, result.Mvms / 2)));
            Assert.That(Count("read mode changes"), Is.EqualTo(9), "each core once, from the first image to the second");
            Assert.That(Count("register writes in mid-run"), Is.AtLeast(2 * 2 * 772), "two times all registers of a core in each layer");
            Assert.That(Count("resets in mid-run"), Is.EqualTo(2));
        });
    }

    private static bool Live(CoreSlice slice, int column) => Enumerable.Range(0, slice.RowCount).Any(row => slice.Weights[(row * 256) + column] != 0);

    private static ChipProgram Compiled(string file, params string[] overrides)
    {
        Scenario scenario = ScenarioFile.Load(file, ["data.count=1", .. overrides]);
        return new RunPreparation(scenario, new RunOptions { ScenarioPath = file }, new RunClock(), NoProgress.Instance).Prepare(CancellationToken.None).Chip.Program;
    }
}
