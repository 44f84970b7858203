namespace Verification;

public sealed class BlockTests
{
    private const int Width = 12;

    [Test]
    public void Sum_follows_the_samples()
    {
        using Block dut = AfterReset();
        (dut.Valid, dut.Sample) = (true, -3);
        dut.Clock.Run(10);

        Assert.That(dut.Sum, Is.EqualTo(-30));
        Assert.That(dut.Saturated, Is.False);
    }

    [Test]
    public void Sum_stops_at_its_limit()
    {
        using Block dut = AfterReset();
        (dut.Valid, dut.Sample) = (true, 127);

        long clocks = dut.Clock.RunUntil(() => dut.Saturated, atMost: 100);

        Assert.That((clocks, dut.Sum), Is.EqualTo((17, 2047)));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Rtl_equals_the_model_under_random_stimulus(int seed)
    {
        var random = new Random(seed);
        var model = new BlockModel(Width);
        using Block dut = AfterReset();
        for (int clock = 0; clock < 10_000; clock++)
        {
            (bool clear, bool valid, int sample) = (random.Next(200) == 0, random.Next(4) != 0, random.Next(-128, 128));
            (dut.Clear, dut.Valid, dut.Sample) = (clear, valid, (sbyte)sample);
            dut.Clock.Step();
            model.Step(clear, valid, sample);
            Assert.That((dut.Sum, dut.Saturated), Is.EqualTo(((short)model.Sum, model.Saturated)), $"seed {seed}, clock {clock}");
        }
    }

    private static Block AfterReset()
    {
        var dut = new Block();
        dut.Reset.Pulse();
        return dut;
    }
}
