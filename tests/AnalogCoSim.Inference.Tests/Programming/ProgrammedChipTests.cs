using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Numerics;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Inference.Tests.Programming;

[TestFixture]
public sealed class ProgrammedChipTests
{
    private static readonly ChipProgram Program = TestPrograms.Small();

    [TestCase(Fidelity.Exact, 1.1)]
    [TestCase(Fidelity.Quantised, 6.0)]
    public void Head_of_a_chain_gives_the_sum_of_products_in_output_steps(Fidelity fidelity, double tolerance)
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = fidelity });
        CoreSlice slice = Program.Slices.First();
        var random = new System.Random(5);
        for (int mvm = 0; mvm < 20; mvm++)
        {
            sbyte[] x = [.. Enumerable.Range(0, 256).Select(row => row < slice.RowCount ? (sbyte)random.Next(-60, 61) : (sbyte)0)];
            sbyte[] q = Mvm(chip, slice.Core, x);
            for (int c = 0; c < 4; c++)
            {
                double sum = Enumerable.Range(0, 256).Sum(row => x[row] * (double)slice.Weights[(row * 256) + c]);
                double expected = Math.Clamp((sum / slice.OutputStep) + Binary16.ToDouble(slice.Ldpu.AffineOffset[c]), -128, 127);
                Assert.That(q[c], Is.EqualTo(expected).Within(tolerance), $"mvm {mvm}, column {c}");
            }
        }
    }

    [Test]
    public void Folded_registers_equalise_the_converters_of_a_noisy_chip()
    {
        var analog = new AnalogParameters { Fidelity = Fidelity.Noisy, ProgrammingNoiseScale = 0, ReadNoiseScale = 0 };
        ProgrammedChip chip = ProgrammedChip.Create(Program, analog);
        LdpuRegisters folded = chip.Registers(0);
        AdcCalibration residues = chip.Macro(0).Calibration;
        Assert.Multiple(() =>
        {
            Assert.That(folded.ScaleP.Distinct().Count(), Is.GreaterThan(50));
            Assert.That(folded.ScaleP[5], Is.EqualTo(Binary16.FromDouble(1.0 / residues.GainP[5])));
            Assert.That(folded.ScaleN[6], Is.EqualTo(Binary16.FromDouble(1.0 / residues.GainN[6])));
            Assert.That(folded.AffineOffset, Is.EqualTo(Program.Slices.First().Ldpu.AffineOffset));
            Assert.That(Program.Slices.First().Ldpu.ScaleP, Is.All.EqualTo(Binary16.One), "the program itself must stay as it is");
        });
    }

    [Test]
    public void Column_scale_multiplies_the_affine_scale()
    {
        float[] scale = [.. Enumerable.Range(0, 256).Select(c => c == 2 ? 2f : 1f)];
        var exact = new AnalogParameters { Fidelity = Fidelity.Exact };
        LdpuRegisters plain = ProgrammedChip.Create(Program, exact).Registers(0);
        LdpuRegisters scaled = ProgrammedChip.Create(TestPrograms.WithSlice(Program, 0, slice => slice with { ColumnScale = scale }), exact).Registers(0);
        Assert.Multiple(() =>
        {
            Assert.That(Binary16.ToDouble(scaled.AffineScale[2]), Is.EqualTo(2 * Binary16.ToDouble(plain.AffineScale[2])));
            Assert.That(scaled.AffineScale[3], Is.EqualTo(plain.AffineScale[3]));
        });
    }

    [Test]
    public void Progress_counts_every_core_to_the_end()
    {
        var sink = new Sink();
        ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact }, sink);
        Assert.That(sink.Done.Order(), Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Invalid_program_or_parameters_are_refused_before_programming()
    {
        ChipProgram bad = TestPrograms.WithSlice(Program, 9, slice => slice with { Hops = [] });
        Assert.Multiple(() =>
        {
            Assert.That(CodeOf(() => ProgrammedChip.Create(bad, new AnalogParameters())), Is.EqualTo(ErrorCode.ProgramInvalid));
            Assert.That(CodeOf(() => ProgrammedChip.Create(Program, new AnalogParameters { ReadNoiseScale = -1 })), Is.EqualTo(ErrorCode.AnalogInvalidParameter));
        });
    }

    [Test]
    public void Core_that_is_not_used_has_no_macro() =>
        Assert.Throws<ArgumentException>(() => ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact }).Macro(63));

    private static sbyte[] Mvm(ProgrammedChip chip, int core, sbyte[] inputs)
    {
        var p = new ushort[256];
        var n = new ushort[256];
        var q = new sbyte[256];
        chip.Macro(core).Compute(inputs, [MvmAddress.Alone(core, 0, 0)], chip.Analog.ReadMode, p, n);
        LdpuModel.Drain(chip.Registers(core), p, n, [], q);
        return q;
    }

    private static ErrorCode CodeOf(Action action) => Assert.Throws<AcsException>(action)!.Code;

    private sealed class Sink : IProgressSink
    {
        public List<long> Done { get; } = [];

        public void Report(string work, long done, long total)
        {
            lock (Done)
            {
                Done.Add(done);
            }
        }
    }
}
