using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Studies.Tests;

[TestFixture]
public sealed class ProgrammingPassesTests
{
    private const double CountsAtGmax = 80;
    private const double Margin = 5;

    private static readonly AnalogParameters Clean = new() { StuckSetProbability = 0, StuckResetProbability = 0 };

    [Test]
    public void Passes_leave_the_deviation_of_draws_that_a_noisy_reading_keeps_or_repeats(
        [Values] ProgrammingScheme scheme,
        [Values(0.2531, 0.503)] double ratio,
        [Values(1, 2, 3, 8)] int passes)
    {
        AnalogParameters parameters = Clean with { Scheme = scheme, ProgrammingPasses = passes, DriftScale = 0 };
        DeviceStatistics statistics = DeviceStatistics.For(parameters.Preset, scheme);
        double sigma = statistics.ProgrammingSigma(ratio * statistics.GmaxMicroSiemens);
        float[] held = Weights(parameters, ratio).At(null).Plus;
        double found = Math.Sqrt(held.Average(g => Math.Pow(g - (ratio * statistics.GmaxMicroSiemens), 2)));
        double count = 10.35 / CountsAtGmax;
        double expected = count * Deviation(ratio * statistics.GmaxMicroSiemens / count, sigma / count, passes);
        TestContext.Out.WriteLine($"{sigma / count:F2} counts became {found / count:F2}, expected {expected / count:F2}");
        Assert.That(found, Is.EqualTo(expected).Within(1).Percent);
    }

    [Test]
    public void Device_level_narrows_as_well_and_counts_the_pulses_of_all_passes([Values] ProgrammingScheme scheme)
    {
        AnalogParameters parameters = Clean with { DeviceModel = DeviceModel.DeviceLevel, Scheme = scheme };
        ProgrammingRow once = ProgrammingStudy.Run(parameters, [0.5]).Single();
        ProgrammingRow thrice = ProgrammingStudy.Run(parameters with { ProgrammingPasses = 3 }, [0.5]).Single();
        Assert.Multiple(() =>
        {
            Assert.That(thrice.SigmaRatio, Is.LessThan(0.8 * once.SigmaRatio));
            Assert.That(thrice.MeanPulses, Is.GreaterThan(1.2 * once.MeanPulses));
            Assert.That(thrice.PulseHistogram, Has.Length.EqualTo(91));
            Assert.That(once.PulseHistogram, Has.Length.EqualTo(31));
        });
    }

    [Test]
    public void Cells_that_a_pass_leaves_alone_have_aged_and_the_others_are_new()
    {
        const double Ratio = 0.6;
        var once = Weights(Clean, Ratio);
        var twice = Weights(Clean with { ProgrammingPasses = 2 }, Ratio);
        float[] now = twice.At(null).Plus;
        double target = Ratio * Clean.PresetGmaxMicroSiemens;
        double count = 10.35 / CountsAtGmax;
        int left = 0;
        for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            double off = Math.Abs(once.Programmed[0][cell] - target) / count;
            bool same = twice.Programmed[0][cell] == once.Programmed[0][cell] && twice.Nu[0][cell] == once.Nu[0][cell];
            double age = same ? Math.Pow(2, -once.Nu[0][cell]) : 1;
            Assert.That(now[cell], Is.EqualTo(twice.Programmed[0][cell] * age).Within(1e-5), $"cell {cell}");

            // Half a count of rounding and more than five deviations of the reading on either side.
            if (Math.Abs(off - Margin) > 4)
            {
                Assert.That(same, Is.EqualTo(off < Margin), $"cell {cell} was off by {off} counts");
            }

            left += same ? 1 : 0;
        }

        Assert.That(left, Is.InRange(1000, AnalogGeometry.Cells - 1000));
    }

    [Test]
    public void A_target_of_zero_is_rarely_out_of_the_margin([Values(DeviceModel.WeightLevel, DeviceModel.DeviceLevel)] DeviceModel model)
    {
        AnalogParameters parameters = Clean with { DeviceModel = model, DriftScale = 0 };
        float[] once = Held(parameters).Plus;
        float[] often = Held(parameters with { ProgrammingPasses = 4 }).Plus;

        // The margin is four deviations of a RESET device; at device level two of them make a polarity.
        Assert.That(often.Zip(once).Count(pair => pair.First != pair.Second), Is.InRange(1, AnalogGeometry.Cells / 50));

        static ConductanceMap Held(AnalogParameters parameters) =>
            ProgrammedArray.Program(parameters, 2, new CoreWeights(new float[AnalogGeometry.Cells], 1f, 20.7f, 0.2f)).At(null);
    }

    [Test]
    public void A_planted_stuck_device_ends_all_passes_unconverged()
    {
        AnalogParameters parameters = Clean with { DeviceModel = DeviceModel.DeviceLevel, StuckResetProbability = 1, ProgrammingPasses = 3 };
        var array = (DeviceLevelArray)ProgrammedArray.Program(parameters, 0, Uniform(0.5, parameters));
        Assert.That(array.Writes[0], Has.All.Matches<DeviceWrite>(write => write is { ConductanceMicroSiemens: 0, Converged: false }));
    }

    [TestCase(0)]
    [TestCase(17)]
    public void Number_of_passes_has_a_range(int passes)
    {
        var error = Assert.Throws<AcsException>((Clean with { ProgrammingPasses = passes }).Validate)!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
    }

    [Test]
    public void Total_weight_model_knows_no_passes()
    {
        var error = Assert.Throws<AcsException>((Clean with { ProgrammingPasses = 2, DeviceModel = DeviceModel.TotalWeight }).Validate)!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
    }

    private static WeightLevelArray Weights(AnalogParameters parameters, double ratio) => new(parameters, 0, Uniform(ratio, parameters));

    private static CoreWeights Uniform(double ratio, AnalogParameters parameters) =>
        new(Enumerable.Repeat((float)ratio, AnalogGeometry.Cells).ToArray(), 1f, (float)parameters.PresetGmaxMicroSiemens, 0.2f);

    /// <summary>Deviation, in counts, after passes that keep a normal draw while its reading, rounded and with 0.6 counts of noise, is within the margin of the target.</summary>
    private static double Deviation(double target, double sigma, int passes)
    {
        const double Step = 0.02;
        int steps = (int)Math.Ceiling(6 * sigma / Step);
        double[] error = [.. Enumerable.Range(-steps, (2 * steps) + 1).Select(i => i * Step)];
        double[] drawn = [.. error.Select(e => Math.Exp(-0.5 * e * e / (sigma * sigma)) / Math.Sqrt(2 * Math.PI) / sigma * Step)];
        double lowest = Math.Floor(target - Margin) + 1;
        double highest = Math.Ceiling(target + Margin) - 1;
        double[] kept = [.. error.Select(e => Normal((highest + 0.5 - target - e) / 0.6) - Normal((lowest - 0.5 - target - e) / 0.6))];
        double[] now = [.. drawn];
        for (int pass = 1; pass < passes; pass++)
        {
            double again = now.Zip(kept, (mass, keep) => mass * (1 - keep)).Sum();
            now = [.. now.Select((mass, i) => (mass * kept[i]) + (again * drawn[i]))];
        }

        return Math.Sqrt(now.Zip(error, (mass, e) => mass * e * e).Sum());
    }

    private static double Normal(double z) => 1 / (1 + Math.Exp(-z * (1.5976 + (0.070566 * z * z))));
}
