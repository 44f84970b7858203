using AnalogCoSim.Analog.Faults;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Tests.Faults;

[TestFixture]
public sealed class FaultSetTests
{
    private static readonly CoreWeights Weights = Stimulus.Weights(71, gmax: 10f);

    private static IEnumerable<TestCaseData> ColumnFaults()
    {
        yield return Case(new AnalogFault.StuckCell(3, 40, false, 10), 40);
        yield return Case(new AnalogFault.StuckCell(3, 40, true, 10), 40);
        yield return Case(new AnalogFault.OpenColumn(40), 40);
        yield return Case(new AnalogFault.ShortedColumns(40), 40, 41);
        yield return Case(new AnalogFault.DeadAdc(40), 40);
        yield return Case(new AnalogFault.AdcGainDrift(40, 1.2), 40);
        yield return Case(new AnalogFault.AdcOffsetDrift(40, 50), 40);
        yield return Case(new AnalogFault.StuckCounterBit(40, false, 11, true), 40);
        yield return Case(new AnalogFault.StuckCounterBit(40, true, 0, true), 40);
    }

    private static TestCaseData Case(AnalogFault fault, params int[] columns) => new TestCaseData(fault, columns).SetArgDisplayNames(fault.ToString());

    [TestCaseSource(nameof(ColumnFaults))]
    public void A_column_fault_changes_its_columns_and_no_other(AnalogFault fault, int[] columns)
    {
        var (healthy, broken) = Compare(fault);
        for (int c = 0; c < 256; c++)
        {
            bool differs = Enumerable.Range(0, 8).Any(i => healthy.P[(i * 256) + c] != broken.P[(i * 256) + c] || healthy.N[(i * 256) + c] != broken.N[(i * 256) + c]);
            Assert.That(differs, Is.EqualTo(columns.Contains(c)), $"column {c}");
        }
    }

    [Test]
    public void A_row_fault_changes_most_columns([Values(true, false)] bool open)
    {
        var (healthy, broken) = Compare(open ? new AnalogFault.OpenRow(7) : new AnalogFault.StuckPwm(7, 127));
        int differing = Enumerable.Range(0, 256 * 8).Count(i => healthy.P[i] != broken.P[i] || healthy.N[i] != broken.N[i]);
        Assert.That(differing, Is.GreaterThan(256));
    }

    [Test]
    public void A_dead_adc_counts_nothing()
    {
        var (_, broken) = Compare(new AnalogFault.DeadAdc(9));
        Assert.That(broken.P[9] | broken.N[9], Is.Zero);
    }

    [Test]
    public void A_fault_outside_the_core_is_refused_with_its_code()
    {
        var error = Assert.Throws<AcsException>(() => _ = new FaultSet([new AnalogFault.ShortedColumns(255)]));
        Assert.That(error!.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
    }

    private static ((ushort[] P, ushort[] N) Healthy, (ushort[] P, ushort[] N) Broken) Compare(AnalogFault fault)
    {
        var parameters = new AnalogParameters();
        var inputs = Stimulus.Inputs(72, 8);
        var healthy = Stimulus.Run(AnalogMacro.Program(parameters, 0, Weights), inputs, Stimulus.Addresses(8), ReadMode.FourPhase);
        var broken = Stimulus.Run(AnalogMacro.Program(parameters, 0, Weights, new FaultSet([fault])), inputs, Stimulus.Addresses(8), ReadMode.FourPhase);
        return (healthy, broken);
    }
}
