using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Tests.Program;

[TestFixture]
public sealed class InputEncodingTests
{
    private static readonly TensorSpec Tensor = new("x", 2, 1, 2, 0.1f);

    [Test]
    public void Values_are_normalised_by_channel_and_clamped() =>
        Assert.That(Encoded(new InputEncoding([100, 50], [10, 20]), 101, 255, 51, 0), Is.EqualTo(new sbyte[] { 1, 127, 0, -25 }));

    [Test]
    public void Values_between_two_steps_go_to_the_even_one() =>
        Assert.That(Encoded(new InputEncoding([0, 0], [1, 1]), new TensorSpec("x", 2, 1, 2, 0.5f), 0.25f, 0.75f, -0.25f, -0.75f), Is.EqualTo(new sbyte[] { 0, 2, 0, -2 }));

    [Test]
    public void Values_that_are_no_numbers_are_0_and_infinite_ones_the_ends() =>
        Assert.That(Encoded(new InputEncoding([0, 0], [1, 1]), float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0), Is.EqualTo(new sbyte[] { 0, 127, -128, 0 }));

    [Test]
    public void Images_of_another_size_are_refused() =>
        Assert.That(() => new InputEncoding([0, 0], [1, 1]).Encode(Tensor, new float[3], new sbyte[4]), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static sbyte[] Encoded(InputEncoding encoding, params float[] values) => Encoded(encoding, Tensor, values);

    private static sbyte[] Encoded(InputEncoding encoding, TensorSpec tensor, params float[] values)
    {
        var output = new sbyte[values.Length];
        encoding.Encode(tensor, values, output);
        return output;
    }
}
