using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Inference.Fitting;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Inference.Tests.Reference;

/// <summary>A chain of cores that two steps use: the same weights and inputs twice.</summary>
[Category("Smoke")]
public sealed class SharedCoreTests
{
    private static readonly AnalogParameters ReadNoiseAlone = new() { ProgrammingNoiseScale = 0, Seed = 9 };

    [TestCase(0)]
    [TestCase(2)]
    public void Two_steps_draw_other_noise_on_the_same_cores_and_on_cores_of_their_own(int secondCore)
    {
        Counts seen = Run(TestPrograms.TwoSteps(secondCore), ReadNoiseAlone);

        for (int position = 0; position < 36; position++)
        {
            Assert.That(seen.Of(1, secondCore, position), Is.Not.EqualTo(seen.Of(0, 0, position)), $"position {position}");
            Assert.That(seen.Inputs(1, secondCore, position), Is.EqualTo(seen.Inputs(0, 0, position)));
        }
    }

    [Test]
    public void Two_steps_on_the_same_cores_give_equal_counts_without_read_noise()
    {
        Counts seen = Run(TestPrograms.TwoSteps(), new AnalogParameters { ReadNoiseScale = 0, Seed = 9 });

        Assert.That(Enumerable.Range(0, 36).Select(position => seen.Of(1, 1, position)), Is.EqualTo(Enumerable.Range(0, 36).Select(position => seen.Of(0, 1, position))));
    }

    [Test]
    public void Output_equals_that_of_one_mvm_after_the_other()
    {
        ChipProgram program = TestPrograms.TwoSteps();
        ProgrammedChip chip = ProgrammedChip.Create(program, new AnalogParameters { Seed = 9 });
        sbyte[] images = TestPrograms.Images(program, 3);
        using var engine = new ReferenceEngine(chip);
        IReadOnlyList<InferenceResult> results = engine.Run([4, 5, 6], images);

        var naive = new NaiveEngine(chip);
        int length = program.Tensors[0].Length;
        Assert.That(results.Select(result => result.Output), Is.EqualTo(Enumerable.Range(0, 3).Select(k => naive.Run(4 + k, images.AsSpan(k * length, length))[^1])));
    }

    [Test]
    public void Columns_of_shared_cores_are_fitted_to_the_mvms_of_all_their_steps()
    {
        var drifted = new AnalogParameters { DriftTimeSeconds = 30 * 86400, ReadNoiseScale = 0, Compensation = DriftCompensation.Affine, Seed = 9 };
        ChipProgram twice = TestPrograms.TwoSteps();
        ChipProgram once = twice with { Steps = [twice.Steps[0]], Tensors = [.. twice.Tensors.Take(2)] };
        sbyte[] images = TestPrograms.Images(twice, 8);

        ProgrammedChip fitted = ProgrammedChip.Create(twice, drifted).FitColumns(images);
        ProgrammedChip single = ProgrammedChip.Create(once, drifted).FitColumns(images);

        Assert.That(fitted.Registers(0).AffineScale, Is.Not.EqualTo(ProgrammedChip.Create(twice, drifted).Registers(0).AffineScale));
        foreach (int core in (int[])[0, 1])
        {
            Assert.That(fitted.Registers(core).AffineScale, Is.EqualTo(single.Registers(core).AffineScale), $"core {core}: the same MVMs twice give the same lines");
        }
    }

    private static Counts Run(ChipProgram program, AnalogParameters analog)
    {
        using var engine = new ReferenceEngine(ProgrammedChip.Create(program, analog));
        var seen = new Counts();
        engine.Run([4], TestPrograms.Images(program, 1), seen);
        return seen;
    }

    private sealed class Counts : IMvmObserver
    {
        private readonly Dictionary<(int Step, int Core, int Position), (sbyte[] Inputs, ushort[] P, ushort[] N)> _mvms = [];

        // Of the columns that hold weights.
        public ushort[] Of(int step, int core, int position) => [.. _mvms[(step, core, position)].P.Take(4), .. _mvms[(step, core, position)].N.Take(4)];

        public sbyte[] Inputs(int step, int core, int position) => _mvms[(step, core, position)].Inputs;

        public bool OnMvm(in MvmRecord record)
        {
            _mvms.Add((record.Address.Step, record.Address.Core, record.Address.Position), (record.Inputs.ToArray(), record.CountsP.ToArray(), record.CountsN.ToArray()));
            return true;
        }
    }
}
