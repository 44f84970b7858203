using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Tests.Ldpu;

[TestFixture]
public sealed class LdpuModelTests
{
    private static readonly LdpuRegisters Nominal = TestPrograms.Nominal(0, 256, 0);

    [TestCase((ushort)100, (ushort)30, (sbyte)70)]
    [TestCase((ushort)30, (ushort)100, (sbyte)-70)]
    [TestCase((ushort)4095, (ushort)0, (sbyte)127)]
    [TestCase((ushort)0, (ushort)4095, (sbyte)-128)]
    public void Column_of_nominal_registers_is_the_clamped_difference_of_counts(ushort p, ushort n, sbyte expected) =>
        Assert.That(LdpuModel.Column(Nominal, 7, p, n, 0).Q, Is.EqualTo(expected));

    [Test]
    public void Column_exposes_every_stage()
    {
        LdpuRegisters registers = With(Nominal, sP: 2, sN: 0.5, o: 3, a: 0.25, b: -20) with { Combine = true, RxScale = Binary16.FromDouble(1.5), Relu2 = true };
        LdpuStages stages = LdpuModel.Column(registers, 0, 10, 8, -4);
        Assert.Multiple(() =>
        {
            Assert.That(Binary16.ToDouble(stages.T), Is.EqualTo(-1));
            Assert.That(Binary16.ToDouble(stages.Y), Is.EqualTo(19));
            Assert.That(Binary16.ToDouble(stages.V), Is.EqualTo(-15.25));
            Assert.That(stages.R, Is.Zero);
            Assert.That(stages.Q, Is.Zero);
            Assert.That(stages.ToString(), Does.Contain("y=4CC0 (19)"));
        });
    }

    [Test]
    public void Relu_before_and_after_the_combination_are_told_apart()
    {
        LdpuRegisters combining = Nominal with { Combine = true, RxScale = Binary16.One };
        Assert.Multiple(() =>
        {
            Assert.That(LdpuModel.Column(combining with { Relu1 = true }, 0, 0, 10, 4).Q, Is.EqualTo(4));
            Assert.That(LdpuModel.Column(combining with { Relu2 = true }, 0, 0, 10, 4).Q, Is.Zero);
            Assert.That(LdpuModel.Column(combining, 0, 0, 10, 4).Q, Is.EqualTo(-6));
        });
    }

    [Test]
    public void Received_value_is_ignored_by_a_tile_that_does_not_combine() =>
        Assert.That(LdpuModel.Column(Nominal with { RxScale = Binary16.One }, 0, 5, 0, 100).Q, Is.EqualTo(5));

    [Test]
    public void Column_rounds_counts_above_2048_to_even() =>
        Assert.That(Binary16.ToDouble(LdpuModel.Column(Nominal, 0, 2051, 0, 0).Y), Is.EqualTo(2052));

    [Test]
    public void Column_without_a_number_as_result_gives_zero() =>
        Assert.That(LdpuModel.Column(With(Nominal, sP: double.PositiveInfinity, sN: double.PositiveInfinity, o: 0, a: 1, b: 0), 0, 1, 1, 0).Q, Is.Zero);

    private static LdpuRegisters With(LdpuRegisters registers, double sP, double sN, double o, double a, double b) => registers with
    {
        ScaleP = Filled(sP),
        ScaleN = Filled(sN),
        Offset = Filled(o),
        AffineScale = Filled(a),
        AffineOffset = Filled(b),
    };

    private static ushort[] Filled(double value)
    {
        var values = new ushort[256];
        Array.Fill(values, Binary16.FromDouble(value));
        return values;
    }
}
