using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Inference.Fitting;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Inference.Tests.Fitting;

[TestFixture]
public sealed class ColumnFitTests
{
    private const int Images = 24;

    private static readonly ChipProgram Program = TestPrograms.Small();
    private static readonly AnalogParameters Month = new() { DriftTimeSeconds = 30 * 86400, Compensation = DriftCompensation.Affine };

    [Test]
    public void Fitted_columns_bring_a_drifted_chip_nearer_to_its_target_weights()
    {
        sbyte[] inputs = TestPrograms.Images(Program, 2 * Images);
        sbyte[] scored = inputs[(Images * 72)..];
        ProgrammedChip drifted = ProgrammedChip.Create(Program, Month);
        ProgrammedChip fitted = drifted.FitColumns(inputs.AsMemory(0, Images * 72));
        sbyte[][] wanted = Outputs(ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact }), scored);
        double before = Error(Outputs(drifted, scored), wanted);
        double after = Error(Outputs(fitted, scored), wanted);
        Assert.That(after, Is.LessThan(0.9 * before), $"squared error {before:F1} before, {after:F1} after");
    }

    [Test]
    public void Fit_of_a_chip_without_device_errors_takes_out_the_bias_of_counting_down()
    {
        var ideal = new AnalogParameters { ProgrammingNoiseScale = 0, ReadNoiseScale = 0, Compensation = DriftCompensation.Affine };
        sbyte[] inputs = TestPrograms.Images(Program, Images);
        sbyte[][] wanted = Outputs(ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact }), inputs);
        ProgrammedChip chip = ProgrammedChip.Create(Program, ideal);
        Assert.That(Error(Outputs(chip.FitColumns(inputs), inputs), wanted), Is.LessThan(Error(Outputs(chip, inputs), wanted)));
    }

    [Test]
    public void Fit_gives_the_same_registers_every_time()
    {
        sbyte[] inputs = TestPrograms.Images(Program, Images);
        ProgrammedChip chip = ProgrammedChip.Create(Program, Month);
        ProgrammedChip first = chip.FitColumns(inputs);
        ProgrammedChip second = chip.FitColumns(inputs);
        foreach (CoreSlice slice in Program.Slices)
        {
            Assert.That(second.Registers(slice.Core).AffineScale, Is.EqualTo(first.Registers(slice.Core).AffineScale));
            Assert.That(second.Registers(slice.Core).AffineOffset, Is.EqualTo(first.Registers(slice.Core).AffineOffset));
        }
    }

    private static sbyte[][] Outputs(ProgrammedChip chip, sbyte[] inputs)
    {
        using var engine = new ReferenceEngine(chip);
        return [.. engine.Run([.. Enumerable.Range(0, inputs.Length / 72)], inputs).Select(result => result.Output)];
    }

    private static double Error(sbyte[][] given, sbyte[][] wanted) =>
        given.SelectMany(output => output).Zip(wanted.SelectMany(output => output), (a, b) => Math.Pow(a - b, 2)).Average();
}
