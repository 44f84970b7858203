using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Tests;

[TestFixture]
public sealed class SignalChainTests
{
    [TestCase(6.1e-4, 1e6)]
    [TestCase(0, 30)]
    [TestCase(6.1e-4, 30)]
    public void Counts_of_a_bent_or_limited_converter_equal_a_walk_over_every_slice(double nonlinearity, double limit)
    {
        var parameters = new AnalogParameters
        {
            ReadNoiseScale = 0,
            AdcNonlinearityPerMicroAmpere = nonlinearity,
            BitLineLimitMicroAmpere = limit,
            AdcOffsetSpreadMegahertz = 5,
        };
        var macro = AnalogMacro.Program(parameters, 1, Stimulus.Weights(91));
        var inputs = Stimulus.Inputs(92, 2);
        var (p, n) = Stimulus.Run(macro, inputs, Stimulus.Addresses(2), ReadMode.FourPhase);
        var adc = new AdcBank(parameters, 1);
        int different = 0;
        for (int i = 0; i < p.Length; i++)
        {
            var input = inputs.AsSpan(i / 256 * 256, 256);
            int up = Walk(macro, adc, input, 0, 1, 0, i % 256) + Walk(macro, adc, input, 1, -1, 0, i % 256);
            int down = Walk(macro, adc, input, 0, -1, 1, i % 256) + Walk(macro, adc, input, 1, 1, 1, i % 256);
            Assert.That((int)p[i], Is.EqualTo(up).Within(1));
            Assert.That((int)n[i], Is.EqualTo(down).Within(1));
            different += p[i] != up || n[i] != down ? 1 : 0;
        }

        Assert.That(different, Is.LessThan(p.Length / 40), "conductances are 16-bit and sums single precision, so few floors may differ");
    }

    [TestCase(0, 1e6, 0, 2)]
    [TestCase(6.1e-4, 1e6, 0, 1)]
    [TestCase(0, 15, 0, 1)]
    [TestCase(6.1e-4, 15, 0.05, 1)]
    public void One_phase_counts_differ_by_the_walk_of_every_instant_as_the_chip_counts(double nonlinearity, double limit, double asymmetry, int tolerance)
    {
        var parameters = new AnalogParameters
        {
            ReadNoiseScale = 0,
            AdcNonlinearityPerMicroAmpere = nonlinearity,
            BitLineLimitMicroAmpere = limit,
            PolarityAsymmetryMean = asymmetry,
            PolarityAsymmetrySpread = 0,
        };
        var macro = AnalogMacro.Program(parameters, 1, Stimulus.Weights(91, gmax: 8));
        var inputs = Stimulus.Inputs(92, 2);
        var (p, n) = Stimulus.Run(macro, inputs, Stimulus.Addresses(2), ReadMode.OnePhase);
        var adc = new AdcBank(parameters, 1);
        for (int i = 0; i < p.Length; i++)
        {
            var (up, down) = Instants(macro, adc, inputs.AsSpan(i / 256 * 256, 256), i % 256);
            double p0 = p[i] / adc.Gain[0][i % 256];
            double n0 = n[i] / adc.Gain[1][i % 256];
            double expected = (up / adc.Gain[0][i % 256]) - (down / adc.Gain[1][i % 256]);
            Assert.That((p0 - n0) * 35, Is.EqualTo(expected * 35).Within(tolerance * 1.3));
        }
    }

    [Test]
    public void Read_noise_of_the_counts_is_the_sum_of_the_device_variances()
    {
        var parameters = new AnalogParameters { DriftTimeSeconds = 3600, AdcGainSpread = 0 };
        var macro = AnalogMacro.Program(parameters, 0, Stimulus.Weights(93, gmax: 12f));
        const int Batch = 4000;
        var one = Stimulus.Inputs(94, 1, nonNegative: true);
        var inputs = Enumerable.Repeat(one, Batch).SelectMany(x => x).ToArray();
        var (p, _) = Stimulus.Run(macro, inputs, Stimulus.Addresses(Batch), ReadMode.FourPhase);
        double ratio = 0;
        for (int c = 0; c < 256; c++)
        {
            double mean = 0, square = 0, expected = 0;
            for (int i = 0; i < Batch; i++)
            {
                mean += p[(i * 256) + c] / (double)Batch;
                square += p[(i * 256) + c] * (double)p[(i * 256) + c] / Batch;
            }

            for (int r = 0; r < 256; r++)
            {
                expected += macro.Conductances.PlusVariance[(r * 256) + c] * one[r] * one[r];
            }

            expected = (expected * Math.Pow(0.2 * 35e-3, 2)) + (1.0 / 12);
            ratio += Math.Sqrt((square - (mean * mean)) / expected) / 256;
        }

        Assert.That(ratio, Is.EqualTo(1).Within(0.01));
    }

    [Test]
    public void Noise_that_is_switched_off_leaves_equal_counts()
    {
        var macro = AnalogMacro.Program(new AnalogParameters { ReadNoiseScale = 0 }, 0, Stimulus.Weights(95));
        var inputs = Stimulus.Inputs(96, 1);
        var a = Stimulus.Run(macro, inputs, [MvmAddress.Alone(0, 0, 0)], ReadMode.FourPhase);
        var b = Stimulus.Run(macro, inputs, [MvmAddress.Alone(0, 9, 7)], ReadMode.FourPhase);
        Assert.That(a.P, Is.EqualTo(b.P));
    }

    [Test]
    public void Polarity_asymmetry_changes_one_phase_reads_and_not_four_phase_reads()
    {
        var weights = Stimulus.Weights(97, gmax: 8f);
        var even = new AnalogParameters { ReadNoiseScale = 0, PolarityAsymmetryMean = 0, PolarityAsymmetrySpread = 0 };
        var odd = even with { PolarityAsymmetryMean = 0.05 };
        var inputs = Stimulus.Inputs(98, 4);
        foreach (var mode in Enum.GetValues<ReadMode>())
        {
            var a = Stimulus.Run(AnalogMacro.Program(even, 0, weights), inputs, Stimulus.Addresses(4), mode);
            var b = Stimulus.Run(AnalogMacro.Program(odd, 0, weights), inputs, Stimulus.Addresses(4), mode);
            Assert.That(a.P.SequenceEqual(b.P), Is.EqualTo(mode == ReadMode.FourPhase), $"{mode}");
        }
    }

    [Test]
    public void Exact_scale_that_is_too_large_saturates_and_says_so()
    {
        var parameters = new AnalogParameters { Fidelity = Fidelity.Exact, ExactCountsPerUnitWeight = 100 };
        var macro = AnalogMacro.Program(parameters, 0, Stimulus.Weights(99));
        var (p, _) = Stimulus.Run(macro, Stimulus.Inputs(1, 2), Stimulus.Addresses(2), ReadMode.FourPhase);
        Assert.That(p.Max(), Is.EqualTo(4095));
        Assert.That(macro.Statistics.SaturatedCounts, Is.Positive);
        Assert.That(macro.Statistics.Mvms, Is.EqualTo(2));
    }

    private static (double Up, double Down) Instants(AnalogMacro macro, AdcBank adc, ReadOnlySpan<sbyte> input, int column)
    {
        double up = 0;
        double down = 0;
        double loss = 1 - macro.Parameters.PolarityAsymmetryMean;
        for (int slice = 0; slice < 127; slice++)
        {
            double current = 0;
            for (int r = 0; r < 256; r++)
            {
                double plus = 0.2 * macro.Conductances.Plus[(r * 256) + column];
                double minus = 0.2 * macro.Conductances.Minus[(r * 256) + column];
                int x = Math.Max(-127, (int)input[r]);
                current += x > slice ? plus - (loss * minus) : -x > slice ? minus - (loss * plus) : 0;
            }

            double held = Math.Min(Math.Abs(current), macro.Parameters.BitLineLimitMicroAmpere);
            up += current >= 0 ? adc.FrequencyMegahertz(0, column, held) * 1e-3 : 0;
            down += current < 0 ? adc.FrequencyMegahertz(1, column, held) * 1e-3 : 0;
        }

        return (up, down);
    }

    private static int Walk(AnalogMacro macro, AdcBank adc, ReadOnlySpan<sbyte> input, int polarity, int sign, int path, int column)
    {
        float[] map = polarity == 0 ? macro.Conductances.Plus : macro.Conductances.Minus;
        double cycles = 0;
        for (int slice = 0; slice < 127; slice++)
        {
            double current = 0;
            for (int r = 0; r < 256; r++)
            {
                current += Math.Max(-127, (int)input[r]) * sign > slice ? 0.2 * map[(r * 256) + column] : 0;
            }

            cycles += adc.FrequencyMegahertz(path, column, Math.Min(current, macro.Parameters.BitLineLimitMicroAmpere)) * 1e-3;
        }

        return (int)cycles;
    }
}
