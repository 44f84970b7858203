using AnalogCoSim.Analog;
using AnalogCoSim.Analog.Faults;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Analog.Tests;

namespace AnalogCoSim.Studies.Tests;

[TestFixture]
public sealed class MvmErrorStudyTests
{
    [Test]
    public void Exact_reads_have_almost_no_error()
    {
        var macro = AnalogMacro.Program(new AnalogParameters { Fidelity = Fidelity.Exact }, 0, Stimulus.Weights(41));
        var report = MvmErrorStudy.Run(macro, ReadMode.FourPhase, 600, int8Outputs: false);
        Assert.That(report.Total, Is.LessThan(0.003));
    }

    [Test]
    public void Linear_and_residual_errors_add_up_to_the_total()
    {
        var macro = AnalogMacro.Program(new AnalogParameters(), 0, Stimulus.Weights(42, gmax: 8f));
        var report = MvmErrorStudy.Run(macro, ReadMode.FourPhase, 1024);
        TestContext.Out.WriteLine(report);
        Assert.That(Math.Sqrt((report.Linear * report.Linear) + (report.Residual * report.Residual)), Is.EqualTo(report.Total).Within(20).Percent);
        Assert.That(report.EffectiveWeightBits, Is.InRange(2.3, 4.0));
    }

    [TestCase(ProgrammingScheme.OneDevice, 10.35f, 2.6, 3.3)]
    [TestCase(ProgrammingScheme.TwoDevice, 20.7f, 3.0, 4.0)]
    public void Whole_chain_has_the_published_effective_weight_precision(ProgrammingScheme scheme, float gmax, double low, double high)
    {
        var macro = AnalogMacro.Program(new AnalogParameters { Scheme = scheme }, 0, Stimulus.Weights(44, gmax: gmax));
        var report = MvmErrorStudy.Run(macro, ReadMode.FourPhase);
        TestContext.Out.WriteLine($"{scheme}: {report}");
        Assert.That(report.EffectiveWeightBits, Is.InRange(low, high));
    }

    [Test]
    public void Planted_dead_column_raises_the_error()
    {
        var weights = Stimulus.Weights(45);
        var quiet = new AnalogParameters { Fidelity = Fidelity.Exact };
        var planted = AnalogMacro.Program(quiet, 0, weights, new FaultSet([new AnalogFault.DeadAdc(3)]));
        Assert.That(MvmErrorStudy.Run(planted, ReadMode.FourPhase, 600).Total, Is.GreaterThan(0.03));
    }
}
