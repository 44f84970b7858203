using SarAdc.Measurements;
using SarAdc.Models;

namespace SarAdc.Tests;

/// <summary>Noise, offset and parasitic capacitance do what theory says.</summary>
public sealed class NoiseTests : AdcFixture
{
    [Test]
    public void Sampling_noise_of_one_picofarad_is_64_microvolts()
    {
        ArrayParameters parameters = Ideal with { UnitFarads = 1e-12 / Codes, Kelvin = 300 };

        Assert.That(1e6 * new CapacitorArray(parameters).SamplingNoiseVolts, Is.EqualTo(64.36).Within(0.01));

        // Capacitance that does not sample adds charge noise but no signal.
        Assert.That(1e6 * new CapacitorArray(parameters with { ParasiticUnits = Codes }).SamplingNoiseVolts, Is.EqualTo(64.36 * Math.Sqrt(2)).Within(0.01));
    }

    [TestCase(1e-17, 0)]
    [TestCase(1e-17, 1024)]
    [TestCase(3e-18, 0)]
    public void Sampling_noise_costs_the_bits_that_its_power_predicts(double unitFarads, double parasiticUnits)
    {
        ArrayParameters parameters = Ideal with { UnitFarads = unitFarads, ParasiticUnits = parasiticUnits, Kelvin = 300 };
        double sigma = Math.Sqrt(1.380649e-23 * 300 * (Codes + parasiticUnits) / unitFarads) / Codes / parameters.LsbVolts; // LSB

        // Quantisation has 1/12 LSB squared, and noise comes on top.
        Assert.That(SineTest.EffectiveBits(Adc(parameters), parameters), Is.EqualTo(Bits - (0.5 * Math.Log2(1 + (12 * sigma * sigma)))).Within(0.03));
    }

    [Test]
    public void Sampling_noise_is_drawn_once_for_each_sample()
    {
        ArrayParameters parameters = Ideal with { UnitFarads = 1e-17, Kelvin = 300 };
        var array = new CapacitorArray(parameters);
        array.Follow(0.5);
        double first = array.Hold(0);
        Assert.That(array.Hold(0), Is.EqualTo(first), "held");
        array.Follow(0.5);
        Assert.That(array.Hold(0), Is.Not.EqualTo(first), "another sample");
    }

    [TestCase(0, -3, 3.0)]
    [TestCase(0, 3, -3.0)]
    [TestCase(Codes, -3, 6.0)]
    [TestCase(Codes / 2, 3, -4.5)]
    public void Offset_of_the_comparator_counts_more_where_parasitic_capacitance_divides_the_signal(double parasiticUnits, double offsetLsb, double shiftLsb)
    {
        ArrayParameters parameters = Ideal with { ParasiticUnits = parasiticUnits };

        TransferCurve curve = RampTest.Run(Adc(parameters, new Comparator(offsetVolts: offsetLsb * parameters.LsbVolts)), parameters);

        Assert.That(curve.Transitions, Is.EqualTo(Enumerable.Range(1, Codes - 1).Select(code => code + shiftLsb)));
        Assert.That(curve.Dnl.ToArray(), Has.All.Zero, "and nothing else");
    }

    [TestCase(511.7)]
    [TestCase(300.4)]
    public void Noise_of_the_comparator_spreads_codes_as_its_decisions_predict(double lsb)
    {
        const double sigma = 0.8; // LSB
        const int conversions = 20_000;
        Converter adc = Adc(Ideal, new Comparator(noiseVolts: sigma * Ideal.LsbVolts));
        int[] counts = new int[Codes];
        for (int k = 0; k < conversions; k++)
        {
            counts[adc.Convert(lsb * Ideal.LsbVolts)]++;
        }

        double chiSquare = 0;
        int bins = 0;
        for (int code = 0; code < Codes; code++)
        {
            double expected = conversions * Probability(code, lsb, sigma);
            (chiSquare, bins) = expected >= 5 ? (chiSquare + ((counts[code] - expected) * (counts[code] - expected) / expected), bins + 1) : (chiSquare, bins);
        }

        // Mean and spread of the distribution: bins - 1 and its double.
        Assert.That(bins, Is.GreaterThanOrEqualTo(4));
        Assert.That(chiSquare, Is.LessThan(bins - 1 + (4 * Math.Sqrt(2.0 * (bins - 1)))));
    }

    [Test]
    public void Same_seed_gives_the_same_codes_and_another_one_others()
    {
        ArrayParameters parameters = Ideal with { Mismatch = 0.02, UnitFarads = 1e-17, Kelvin = 300 };
        int[] Codes(ulong seed)
        {
            Rtl.Reset.Pulse();
            Converter adc = Adc(parameters with { Seed = seed }, new Comparator(noiseVolts: parameters.LsbVolts, seed: seed));
            return [.. Enumerable.Range(0, 200).Select(k => adc.Convert(k * 0.005))];
        }

        Assert.That(Codes(1), Is.EqualTo(Codes(1)).And.Not.EqualTo(Codes(2)));
    }

    // Every bit is one noisy decision: the product over the way to the code.
    private static double Probability(int code, double lsb, double sigma)
    {
        double product = 1;
        for (int bit = Bits - 1; bit >= 0; bit--)
        {
            int tried = (code >> (bit + 1) << (bit + 1)) | (1 << bit);
            double kept = Normal((lsb - tried) / sigma);
            product *= (code >> bit & 1) != 0 ? kept : 1 - kept;
        }

        return product;
    }

    // Cumulative normal distribution, to 1e-7: Abramowitz and Stegun, 26.2.17.
    private static double Normal(double x)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        double tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * t
            * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x >= 0 ? 1 - tail : tail;
    }
}
