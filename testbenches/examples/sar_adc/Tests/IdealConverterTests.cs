using SarAdc.Measurements;
using SarAdc.Models;

namespace SarAdc.Tests;

/// <summary>Without mismatch and noise the converter is exact.</summary>
public sealed class IdealConverterTests : AdcFixture
{
    [Test]
    public void Code_is_the_floor_of_the_input()
    {
        Converter adc = Adc(Ideal);
        var random = new Random(1);
        for (int k = 0; k < 20_000; k++)
        {
            double lsb = random.NextDouble() * Codes;
            Assert.That(adc.Convert(lsb * Ideal.LsbVolts), Is.EqualTo((int)lsb), $"input {lsb} LSB");
        }
    }

    [Test]
    public void Code_changes_at_the_transition_and_not_before()
    {
        Converter adc = Adc(Ideal);
        for (int code = 1; code < Codes; code++)
        {
            double transition = code * Ideal.LsbVolts;
            Assert.That((adc.Convert(Math.BitDecrement(transition)), adc.Convert(transition)), Is.EqualTo((code - 1, code)));
        }
    }

    [TestCase(-0.1, 0)]
    [TestCase(0, 0)]
    [TestCase(1, Codes - 1)]
    [TestCase(1.5, Codes - 1)]
    public void Input_outside_of_the_range_gives_the_code_at_its_end(double volts, int code) => Assert.That(Adc(Ideal).Convert(volts), Is.EqualTo(code));

    [Test]
    public void Input_is_that_of_the_last_clock_of_sampling()
    {
        Converter adc = Adc(Ideal);
        long begin = Rtl.Clock.Count;

        // One clock takes start, then come those of sampling; the input rises by 8 LSB in each and never stops.
        int code = adc.Convert(clock => (100.5 + (8 * (clock - begin))) * Ideal.LsbVolts);

        Assert.That(code, Is.EqualTo(100 + (8 * SampleClocks)));
    }

    [Test]
    public void Ramp_shows_neither_dnl_nor_inl()
    {
        TransferCurve curve = RampTest.Run(Adc(Ideal), Ideal);

        Assert.That(curve.Transitions, Is.EqualTo(Enumerable.Range(1, Codes - 1)));
        Assert.That(curve.Dnl.ToArray(), Has.All.Zero);
        Assert.That(curve.Inl.ToArray(), Has.All.Zero);
        Assert.That(curve.MissingCodes, Is.Empty);
    }

    [Test]
    public void Sine_gives_all_bits() => Assert.That(SineTest.EffectiveBits(Adc(Ideal), Ideal), Is.EqualTo(Bits).Within(0.02));
}
