using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Core.Tests.Random;

[TestFixture]
public sealed class PhiloxTests
{
    [Test]
    public void Block_of_zeros_equals_the_published_answer() =>
        Assert.That(Philox4x32.Block(0, 0, 0, 0, 0, 0), Is.EqualTo((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)));

    [Test]
    public void Block_of_ones_equals_the_published_answer()
    {
        const uint Ones = 0xFFFFFFFF;
        Assert.That(Philox4x32.Block(Ones, Ones, Ones, Ones, Ones, Ones), Is.EqualTo((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)));
    }

    [Test]
    public void Block_of_the_digits_of_pi_equals_the_published_answer() =>
        Assert.That(
            Philox4x32.Block(0xa4093822, 0x299f31d0, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344),
            Is.EqualTo((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)));

    [Test]
    public void Words_of_two_purposes_or_seeds_differ()
    {
        var noise = new KeyedRandom(1, NoisePurpose.ReadNoise).Words(1, 2, 3, 4);
        Assert.Multiple(() =>
        {
            Assert.That(new KeyedRandom(1, NoisePurpose.Programming).Words(1, 2, 3, 4), Is.Not.EqualTo(noise));
            Assert.That(new KeyedRandom(2, NoisePurpose.ReadNoise).Words(1, 2, 3, 4), Is.Not.EqualTo(noise));
            Assert.That(new KeyedRandom(1UL << 32 | 1, NoisePurpose.ReadNoise).Words(1, 2, 3, 4), Is.Not.EqualTo(noise));
            Assert.That(new KeyedRandom(1, NoisePurpose.ReadNoise).Words(1, 2, 3, 4), Is.EqualTo(noise));
        });
    }

    [Test]
    public void Normal_numbers_have_mean_zero_and_variance_one()
    {
        var random = new KeyedRandom(7, NoisePurpose.Stimulus);
        const int Count = 100_000;
        double sum = 0;
        double squares = 0;
        for (uint k = 0; k < Count; k++)
        {
            double z = random.Normal(k);
            sum += z;
            squares += z * z;
        }

        Assert.Multiple(() =>
        {
            Assert.That(sum / Count, Is.Zero.Within(0.015));
            Assert.That(squares / Count, Is.EqualTo(1).Within(0.02));
        });
    }
}
