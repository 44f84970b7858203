using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Studies;

namespace AnalogCoSim.Analog.Tests.Devices;

[TestFixture]
public sealed class DriftAimTests
{
    private const double Hour = 3600;
    private const double Day = 24 * Hour;

    private static readonly DevicePreset[] Presets = [DevicePreset.Hermes, DevicePreset.Joshi2020];

    [Test]
    public void Weights_themselves_are_programmed_unless_an_aim_is_set([Values(null, 0.0)] double? seconds)
    {
        var aim = new DriftAim(new AnalogParameters { AimSeconds = seconds }, 20);
        Assert.Multiple(() =>
        {
            Assert.That(aim.IsOn, Is.False);
            Assert.That(aim.Target(7.25), Is.EqualTo(7.25));
        });
    }

    [Test]
    public void Mean_conductances_stand_to_each_other_as_the_weights_at_the_aim(
        [ValueSource(nameof(Presets))] DevicePreset preset, [Values] ProgrammingScheme scheme, [Values(60, Hour, Day, 365 * Day)] double seconds, [Values(0.6, 1.0)] double share)
    {
        var statistics = DeviceStatistics.For(preset, scheme);
        double gmax = share * statistics.GmaxMicroSiemens;
        var aim = new DriftAim(new AnalogParameters { Preset = preset, Scheme = scheme, AimSeconds = seconds }, gmax);
        double last = 0;
        for (double ratio = 0.02; ratio <= 1; ratio += 0.02)
        {
            double target = aim.Target(ratio * gmax);
            double left = target * statistics.MeanDriftFactor(target, seconds);
            Assert.That(left / (gmax * statistics.MeanDriftFactor(gmax, seconds)), Is.EqualTo(ratio).Within(0.004), $"at {ratio:F2} of Gmax");
            Assert.That(target, Is.GreaterThan(last).And.LessThanOrEqualTo(gmax * (1 + 1e-12)));
            last = target;
        }

        Assert.That(aim.Target(0), Is.Zero);
        Assert.That(aim.Target(gmax), Is.EqualTo(gmax).Within(1e-9));
    }

    [Test]
    public void Mean_drift_factor_is_that_of_many_devices([Values(0.05, 0.3, 0.8)] double ratio)
    {
        var parameters = new AnalogParameters { ProgrammingNoiseScale = 0, ReadNoiseScale = 0 };
        var statistics = DeviceStatistics.HermesTwoDevice;
        double g = ratio * statistics.GmaxMicroSiemens;
        var weights = new float[AnalogGeometry.Cells];
        Array.Fill(weights, (float)ratio);
        var array = new WeightLevelArray(parameters, 3, new CoreWeights(weights, 1f, (float)statistics.GmaxMicroSiemens, 0.2f));
        double mean = array.At(Day).Plus.Average(value => (double)value);
        Assert.That(mean / g, Is.EqualTo(statistics.MeanDriftFactor(g, Day)).Within(0.002));
    }

    [Test]
    public void Aim_at_a_day_leaves_less_error_after_a_day_and_more_before([Values] ProgrammingScheme scheme)
    {
        var plain = new AnalogParameters { Scheme = scheme };
        AnalogParameters aimed = plain with { AimSeconds = Day };
        var weights = Stimulus.Weights(31, gmax: (float)plain.PresetGmaxMicroSiemens);
        Assert.Multiple(() =>
        {
            Assert.That(Error(aimed, Day), Is.LessThan(Error(plain, Day) - 0.015));
            Assert.That(Error(aimed, 0), Is.GreaterThan(Error(plain, 0) + 0.005));
        });

        double Error(AnalogParameters parameters, double seconds) =>
            WeightErrorStudy.Relative(parameters with { DriftTimeSeconds = seconds }, 4, weights);
    }

    [TestCase(DeviceModel.DeviceLevel)]
    [TestCase(DeviceModel.TotalWeight)]
    public void Aim_is_refused_where_mean_drift_is_not_known(DeviceModel model)
    {
        var error = Assert.Throws<AcsException>(new AnalogParameters { AimSeconds = Day, DeviceModel = model }.Validate)!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
    }

    [Test]
    public void Compensation_brings_raised_targets_back_to_the_scale_of_the_weights()
    {
        var weights = Stimulus.Weights(5, gmax: (float)DeviceStatistics.HermesTwoDevice.GmaxMicroSiemens);
        var raised = AnalogMacro.Program(new AnalogParameters { AimSeconds = Day, ProgrammingNoiseScale = 0, ReadNoiseScale = 0 }, 0, weights);
        Assert.That(raised.DriftFactors, Has.All.InRange(0.7f, 0.95f));
        var bare = AnalogMacro.Program(new AnalogParameters { AimSeconds = Day, Compensation = DriftCompensation.None }, 0, weights);
        Assert.That(bare.DriftFactors, Has.All.EqualTo(1f));
    }
}
