using AnalogCoSim.Analog.Studies;

namespace AnalogCoSim.Analog.Tests;

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
}
