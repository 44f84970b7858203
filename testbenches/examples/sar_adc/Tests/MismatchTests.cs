using SarAdc.Measurements;
using SarAdc.Models;

namespace SarAdc.Tests;

/// <summary>Converters with capacitors that are known: the loop measures what their weights predict.</summary>
public sealed class MismatchTests : AdcFixture
{
    [Test]
    public void Largest_capacitor_three_units_too_small_costs_three_codes()
    {
        TransferCurve curve = Ramp(largest: 509);

        // All codes from 512 on come 3 units early; the line through the ends has 1019 units in 1022 codes.
        const double lsb = 1019.0 / 1022;
        Assert.That(curve.MissingCodes, Is.EqualTo([509, 510, 511]));
        Assert.That(Dnl(curve, 509, 510, 511), Has.All.EqualTo(-1));
        Assert.That(Inl(curve, 508), Is.EqualTo((507 / lsb) - 507).Within(Resolution)); // 1.49
        Assert.That(Inl(curve, 512), Is.EqualTo((508 / lsb) - 511).Within(Resolution)); // -1.5
    }

    [Test]
    public void Largest_capacitor_three_units_too_large_makes_the_code_below_it_wide()
    {
        TransferCurve curve = Ramp(largest: 515);

        Assert.That(curve.MissingCodes, Is.Empty);
        Assert.That(Dnl(curve, 511)[0], Is.EqualTo((4 / (1025.0 / 1022)) - 1).Within(Resolution)); // 2.99
        Assert.That(Dnl(curve, 510, 512), Has.All.EqualTo((1 / (1025.0 / 1022)) - 1).Within(Resolution));
    }

    [TestCase(1UL, 0.01)]
    [TestCase(2UL, 0.03)]
    [TestCase(3UL, 0.10)]
    public void Codes_dnl_and_inl_are_those_that_the_weights_predict(ulong seed, double mismatch)
    {
        ArrayParameters parameters = Ideal with { Mismatch = mismatch, Seed = seed, ParasiticUnits = 200 };
        var array = new CapacitorArray(parameters);
        var predicted = new PredictedTransfer(array.Weights, array.TotalUnits);
        List<double> inputs = [];
        List<int> codes = [];

        TransferCurve measured = RampTest.Run(Adc(array), parameters, seen: (volts, code) =>
        {
            inputs.Add(volts / parameters.LsbVolts);
            codes.Add(code);
        });

        Assert.That(codes, Is.EqualTo(predicted.CodesOf(inputs)));
        Assert.That(measured.Dnl.ToArray(), Is.EqualTo(predicted.Curve.Dnl.ToArray()).Within(Resolution));
        Assert.That(measured.Inl.ToArray(), Is.EqualTo(predicted.Curve.Inl.ToArray()).Within(Resolution));
        Assert.That(measured.MissingCodes.Count, mismatch > 0.05 ? Is.GreaterThan(0) : Is.Zero);
    }

    [Test]
    public void Units_are_drawn_alone_so_large_capacitors_match_better()
    {
        const double mismatch = 0.02;
        double[][] weights = [.. Enumerable.Range(1, 400).Select(seed => new CapacitorArray(Ideal with { Mismatch = mismatch, Seed = (ulong)seed }).Weights.ToArray())];
        for (int bit = 0; bit < Bits; bit++)
        {
            double units = 1 << bit;
            double[] errors = [.. weights.Select(one => one[bit] - units)];
            Assert.That(Math.Sqrt(errors.Average(error => error * error)) / (mismatch * Math.Sqrt(units)), Is.EqualTo(1).Within(0.12), $"bit {bit}");
            Assert.That(errors.Average() / (mismatch * Math.Sqrt(units / weights.Length)), Is.EqualTo(0).Within(3.5), $"bit {bit}");
        }
    }

    // Transitions are found to one step of the ramp; a difference of two of them and the line have a little more.
    private const double Resolution = 2.5 / 64;

    private static double[] Dnl(TransferCurve curve, params int[] codes) => [.. codes.Select(code => curve.Dnl[code - 1])];

    private static double Inl(TransferCurve curve, int code) => curve.Inl[code - 1];

    private TransferCurve Ramp(double largest)
    {
        double[] weights = IdealWeights;
        weights[Bits - 1] = largest;
        return RampTest.Run(Adc(new CapacitorArray(Ideal, weights)), Ideal);
    }
}
