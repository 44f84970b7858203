using AnalogCoSim.NUnit.Fixtures;

namespace Verification;

/// <summary>Each test has a AcsBlock of its own, as new; a test that fails attaches seed, command and log to its result.</summary>
[RtlFixture]
public sealed class AcsBlockTests
{
    private const int Width = 12;

    public AcsBlock Dut { get; set; } = null!;

    [SetUp]
    public void Reset() => Dut.Reset.Pulse();

    [Test]
    public void Sum_follows_the_samples()
    {
        (Dut.Valid, Dut.Sample) = (true, -3);
        Dut.Clock.Run(10);

        Assert.That(Dut.Sum, Is.EqualTo(-30));
        Assert.That(Dut.Saturated, Is.False);
    }

    [Test]
    public void Sum_stops_at_its_limit()
    {
        (Dut.Valid, Dut.Sample) = (true, 127);

        long clocks = Dut.Clock.RunUntil(() => Dut.Saturated, atMost: 100);

        Assert.That((clocks, Dut.Sum), Is.EqualTo((17, 2047)));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Rtl_equals_the_model_under_random_stimulus(int seed)
    {
        var random = new Random(seed);
        var model = new AcsBlockModel(Width);
        for (int clock = 0; clock < 10_000; clock++)
        {
            (bool clear, bool valid, int sample) = (random.Next(200) == 0, random.Next(4) != 0, random.Next(-128, 128));
            (Dut.Clear, Dut.Valid, Dut.Sample) = (clear, valid, (sbyte)sample);
            Dut.Clock.Step();
            model.Step(clear, valid, sample);
            Assert.That((Dut.Sum, Dut.Saturated), Is.EqualTo(((short)model.Sum, model.Saturated)), $"seed {seed}, clock {clock}");
        }
    }
}
