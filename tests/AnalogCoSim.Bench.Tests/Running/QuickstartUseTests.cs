using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
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
        ChipProgram program = Compiled();
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

    private static bool Live(CoreSlice slice, int column) => Enumerable.Range(0, slice.RowCount).Any(row => slice.Weights[(row * 256) + column] != 0);

    private static ChipProgram Compiled()
    {
        Scenario scenario = ScenarioFile.Load(Quickstart.File, ["data.count=1"]);
        return new RunPreparation(scenario, new RunOptions { ScenarioPath = Quickstart.File }, new RunClock(), NoProgress.Instance).Prepare(CancellationToken.None).Chip.Program;
    }
}
