namespace SarAdc.Tests;

/// <summary>The controller alone: handshake, sampling, reset. A perfect comparator is a line of this class.</summary>
public sealed class ControllerTests : AdcFixture
{
    [Test]
    public void Conversion_samples_then_tries_every_bit_and_is_done_in_its_clock()
    {
        const int code = 0b10_0110_1101;
        Rtl.Start = true;
        Step(code);
        Rtl.Start = false;
        for (int clock = 0; clock < SampleClocks; clock++)
        {
            Assert.That((Rtl.Busy, Rtl.Sample, Rtl.Dac, Rtl.Done), Is.EqualTo((true, true, 0, false)), $"clock {clock} of sampling");
            Step(code);
        }

        for (int bit = Bits - 1; bit >= 0; bit--)
        {
            int kept = code >> (bit + 1) << (bit + 1);
            Assert.That((Rtl.Busy, Rtl.Sample, Rtl.Dac, Rtl.Done), Is.EqualTo((true, false, kept | (1 << bit), false)), $"bit {bit}");
            Step(code);
        }

        Assert.That((Rtl.Busy, Rtl.Sample, Rtl.Dac, Rtl.Done, Rtl.Result), Is.EqualTo((false, false, 0, true, code)));
        Step(code);
        Assert.That((Rtl.Busy, Rtl.Sample, Rtl.Dac, Rtl.Done, Rtl.Result), Is.EqualTo((false, false, 0, false, code)));
    }

    [Test]
    public void Every_code_comes_back()
    {
        Rtl.Start = true;
        for (int code = 0; code < Codes; code++)
        {
            Assert.That((Finish(code), Rtl.Result), Is.EqualTo((SampleClocks + Bits + 1, code)));
        }
    }

    [Test]
    public void Start_within_a_conversion_is_not_taken()
    {
        Rtl.Start = true;
        Assert.That(Finish(777), Is.EqualTo(SampleClocks + Bits + 1));
        Rtl.Start = false;
        for (int clock = 0; clock < 3 * Bits; clock++)
        {
            Step(0);
            Assert.That((Rtl.Busy, Rtl.Done, Rtl.Result), Is.EqualTo((false, false, 777)), "nothing begins, and the result stays");
        }
    }

    [Test]
    public void Reset_at_any_time_clears_all_and_the_next_conversion_is_whole([Range(0, SampleClocks + Bits)] int clocks)
    {
        Rtl.Start = true;
        Finish(Codes - 1);
        for (int clock = 0; clock <= clocks; clock++)
        {
            Step(Codes - 1);
        }

        Rtl.Reset.Assert();
        Rtl.Evaluate();
        Assert.That((Rtl.Busy, Rtl.Sample, Rtl.Dac, Rtl.Done, Rtl.Result), Is.EqualTo((false, false, 0, false, 0)), "without a clock");
        Rtl.Clock.Run(2);
        Rtl.Reset.Release();

        Assert.That((Finish(0b0101_0101_01), Rtl.Result), Is.EqualTo((SampleClocks + Bits + 1, 0b0101_0101_01)));
    }

    // Clocks until done comes, this one included.
    private int Finish(int code)
    {
        for (int clock = 1; clock < 100; clock++)
        {
            Step(code);
            if (Rtl.Done)
            {
                return clock;
            }
        }

        throw new TimeoutException("no done");
    }

    private void Step(int code)
    {
        Rtl.Comparator = code >= Rtl.Dac;
        Rtl.Clock.Step();
    }
}
