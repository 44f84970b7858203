using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Tests.Devices;

[TestFixture]
public sealed class DeviceLevelArrayTests
{
    [TestCase(ProgrammingScheme.OneDevice, 0.25, 5.9)]
    [TestCase(ProgrammingScheme.OneDevice, 0.5, 8.4)]
    [TestCase(ProgrammingScheme.OneDevice, 0.9, 9.7)]
    [TestCase(ProgrammingScheme.TwoDevice, 0.25, 4.3)]
    [TestCase(ProgrammingScheme.TwoDevice, 0.75, 4.4)]
    public void Spread_after_program_and_verify_is_near_the_published(ProgrammingScheme scheme, double ratio, double percent)
    {
        var array = Program(new AnalogParameters { Scheme = scheme, StuckSetProbability = 0, StuckResetProbability = 0 }, ratio, out double gmax);
        var map = array.At(null);
        double mean = map.Plus.Average(g => (double)g);
        double sigma = Math.Sqrt(map.Plus.Average(g => (g - mean) * (g - mean)));
        TestContext.Out.WriteLine($"{scheme} {ratio}: mean {mean / gmax:F4}, sigma {100 * sigma / gmax:F2} %, pulses {array.Writes[0].Average(w => w.Pulses):F1}, converged {array.Writes[0].Average(w => w.Converged ? 1 : 0):F4}");
        Assert.That(100 * sigma / gmax, Is.EqualTo(percent).Within(0.6));
        Assert.That(mean / gmax, Is.EqualTo(ratio).Within(0.02));
    }

    [Test]
    public void Almost_all_devices_converge_within_thirty_pulses()
    {
        var array = Program(new AnalogParameters { StuckSetProbability = 0, StuckResetProbability = 0 }, 0.3, out _);
        var iterated = array.Writes[0].Concat(array.Writes[1]).Where(write => write.Pulses > 0).ToArray();
        Assert.That(iterated.Average(write => write.Converged ? 1.0 : 0.0), Is.GreaterThan(0.98));
        Assert.That(iterated.Max(write => write.Pulses), Is.LessThanOrEqualTo(30));
    }

    [Test]
    public void Max_set_fill_holds_the_higher_device_at_set_above_both()
    {
        var array = Program(new AnalogParameters { StuckSetProbability = 0, StuckResetProbability = 0 }, 0.9, out _);
        for (int cell = 0; cell < 1000; cell++)
        {
            var first = array.Writes[0][cell];
            var second = array.Writes[1][cell];
            Assert.That(Math.Min(first.Pulses, second.Pulses), Is.Zero);
            Assert.That(first.TargetMicroSiemens + second.TargetMicroSiemens, Is.EqualTo(0.9 * 20.7).Within(1e-4));
        }
    }

    [Test]
    public void Stuck_devices_appear_with_their_probability()
    {
        var array = Program(new AnalogParameters { StuckSetProbability = 0.01, StuckResetProbability = 0.02, Scheme = ProgrammingScheme.OneDevice }, 0.5, out _);
        double dead = array.Writes[0].Average(write => write.ConductanceMicroSiemens == 0 ? 1.0 : 0.0);
        Assert.That(dead, Is.EqualTo(0.02).Within(0.002));
    }

    [Test]
    public void Devices_drift_apart_by_their_own_exponents()
    {
        var array = Program(new AnalogParameters(), 0.4, out _);
        float[] now = array.At(null).Plus;
        float[] later = array.At(86400).Plus;
        double mean = later.Sum(g => (double)g) / now.Sum(g => (double)g);
        Assert.That(mean, Is.InRange(0.6, 0.9));
        Assert.That(later[0] / now[0], Is.Not.EqualTo(later[1] / now[1]).Within(1e-6));
    }

    private static DeviceLevelArray Program(AnalogParameters parameters, double ratio, out double gmax)
    {
        gmax = parameters.PresetGmaxMicroSiemens;
        var weights = Enumerable.Repeat((float)ratio, AnalogGeometry.Cells).ToArray();
        return new DeviceLevelArray(parameters with { DeviceModel = DeviceModel.DeviceLevel }, 0, new CoreWeights(weights, 1f, (float)gmax, 0.2f));
    }
}
