using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Studies;

namespace AnalogCoSim.Analog.Tests.Converters;

[TestFixture]
public sealed class AdcTests
{
    [Test]
    public void Trim_flow_leaves_about_the_published_gain_spread()
    {
        var adc = new AdcBank(new AnalogParameters { AdcTrim = AdcTrimModel.Simulated }, 0);
        double[] relative = [.. adc.Gain[0].Concat(adc.Gain[1]).Select(gain => gain / 35)];
        double mean = relative.Average();
        double sigma = Math.Sqrt(relative.Average(gain => (gain - mean) * (gain - mean)));
        Assert.That(sigma, Is.EqualTo(0.0709).Within(0.01));
        Assert.That(relative.Count(gain => Math.Abs(gain - 1) > 0.21), Is.LessThan(5));
        Assert.That(adc.Nonlinearity[0].Average(Math.Abs), Is.LessThan(5e-5));
    }

    [Test]
    public void Published_spread_is_drawn_as_published()
    {
        double[] gains = [.. Enumerable.Range(0, 16).SelectMany(core => new AdcBank(new AnalogParameters(), core).Gain[0])];
        double mean = gains.Average();
        Assert.That(mean, Is.EqualTo(35).Within(0.3));
        Assert.That(Math.Sqrt(gains.Average(gain => (gain - mean) * (gain - mean))) / 35, Is.EqualTo(0.0709).Within(0.003));
    }

    [Test]
    public void Calibration_recovers_gain_and_offset_of_linear_converters()
    {
        var parameters = new AnalogParameters { AdcOffsetSpreadMegahertz = 10 };
        var adc = new AdcBank(parameters, 2);
        var calibration = AdcCalibrator.Calibrate(parameters, adc);
        for (int c = 0; c < AnalogGeometry.Columns; c++)
        {
            Assert.That(calibration.GainP[c], Is.EqualTo(adc.Gain[0][c] / 35).Within(1e-3));
            Assert.That(calibration.GainN[c], Is.EqualTo(adc.Gain[1][c] / 35).Within(1e-3));
        }
    }

    [Test]
    public void Linear_converter_has_no_inl_and_an_untrimmed_one_has_some()
    {
        var linear = AdcTransfer.Extract(new AnalogParameters(), 0, 0, 0);
        var bent = AdcTransfer.Extract(new AnalogParameters { AdcNonlinearityPerMicroAmpere = 6.1e-4 }, 0, 0, 0);
        Assert.That(linear.Inl.Max(Math.Abs), Is.LessThan(1e-9));
        Assert.That(bent.Inl.Max(Math.Abs), Is.InRange(1, 10));
        Assert.That(linear.CurrentsMicroAmpere, Has.Length.InRange(340, 540));
    }

    [Test]
    public void Window_walk_of_a_linear_converter_equals_the_closed_form()
    {
        var weights = Stimulus.Weights(51);
        var inputs = Stimulus.Inputs(52, 8, nonNegative: true);
        var closed = new AnalogParameters { BitLineLimitMicroAmpere = 1e6 };
        var walked = closed with { AdcNonlinearityPerMicroAmpere = 1e-15 };
        var a = Stimulus.Run(AnalogMacro.Program(closed, 0, weights), inputs, Stimulus.Addresses(8), ReadMode.FourPhase);
        var b = Stimulus.Run(AnalogMacro.Program(walked, 0, weights), inputs, Stimulus.Addresses(8), ReadMode.FourPhase);
        int different = 0;
        for (int i = 0; i < a.P.Length; i++)
        {
            Assert.That((int)b.P[i], Is.EqualTo(a.P[i]).Within(1));
            different += a.P[i] != b.P[i] ? 1 : 0;
        }

        Assert.That(different, Is.LessThan(a.P.Length / 500), "only where rounding crosses a whole count");
    }

    [Test]
    public void Current_limit_lowers_counts_and_is_reported()
    {
        var weights = new CoreWeights(Enumerable.Repeat(1f, AnalogGeometry.Cells).ToArray(), 1f, 20.7f, 0.2f);
        var inputs = Enumerable.Repeat((sbyte)127, 256).ToArray();
        var macro = AnalogMacro.Program(new AnalogParameters { AdcGainSpread = 0 }, 0, weights);
        var (p, _) = Stimulus.Run(macro, inputs, Stimulus.Addresses(1), ReadMode.FourPhase);
        Assert.That(p, Has.All.EqualTo((ushort)444), "100 µA for 127 ns at 35 MHz/µA");
        Assert.That(macro.Statistics.LimitedColumns, Is.GreaterThanOrEqualTo(256));
        Assert.That(macro.PeakBitLineMicroAmpere, Is.GreaterThan(900));
    }
}
