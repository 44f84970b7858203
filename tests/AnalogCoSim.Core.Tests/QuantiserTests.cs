using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Core.Tests;

[TestFixture]
public sealed class QuantiserTests
{
    [TestCase(0.5, 0)]
    [TestCase(1.5, 2)]
    [TestCase(-0.5, 0)]
    [TestCase(-1.5, -2)]
    [TestCase(126.5, 126)]
    [TestCase(127.49, 127)]
    [TestCase(1e300, 127)]
    [TestCase(-128.5, -128)]
    [TestCase(-1e300, -128)]
    [TestCase(double.PositiveInfinity, 127)]
    [TestCase(double.NegativeInfinity, -128)]
    [TestCase(double.NaN, 0)]
    [TestCase(-0.0, 0)]
    public void Numbers_round_to_even_clamp_and_NaN_is_0(double value, sbyte expected) => Assert.That(Quantiser.ToInt8(value), Is.EqualTo(expected));
}
