using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Inference.Tests.Reference;

[TestFixture]
public sealed class ReferenceEngineTests
{
    private static readonly ChipProgram Program = TestPrograms.Small();

    [TestCase(Fidelity.Exact)]
    [TestCase(Fidelity.Quantised)]
    [TestCase(Fidelity.Noisy)]
    public void Output_equals_the_naive_engine(Fidelity fidelity)
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = fidelity, Seed = 3 });
        int[] images = [4, 17, 5];
        sbyte[] inputs = TestPrograms.Images(Program, images.Length);
        using var engine = new ReferenceEngine(chip, new ReferenceOptions { MvmsPerBatch = 50 });
        IReadOnlyList<InferenceResult> results = engine.Run(images, inputs);
        for (int k = 0; k < images.Length; k++)
        {
            sbyte[][] expected = new NaiveEngine(chip).Run(images[k], inputs.AsSpan(k * 72, 72));
            Assert.That(results[k].Output, Is.EqualTo(expected[^1]));
            Assert.That(results[k].Image, Is.EqualTo(images[k]));
        }
    }

    [Test]
    public void Every_column_group_has_the_residual_and_the_place_of_its_own_channels()
    {
        ChipProgram program = TestPrograms.ResidualInTwoGroups();
        ProgrammedChip chip = ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Exact });
        sbyte[] inputs = TestPrograms.Images(program, 1);
        using var engine = new ReferenceEngine(chip);

        Assert.That(engine.Run([0], inputs)[0].Output, Is.EqualTo(new NaiveEngine(chip).Run(0, inputs)[^1]));
    }

    [Test]
    public void Results_do_not_depend_on_threads_blocks_and_batches()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Noisy });
        int[] images = [.. Enumerable.Range(100, 23)];
        sbyte[] inputs = TestPrograms.Images(Program, images.Length);
        sbyte[][] expected = Outputs(chip, images, inputs, new ReferenceOptions { Threads = 1, ImagesPerBlock = 1, MvmsPerBatch = 1 });
        Assert.Multiple(() =>
        {
            Assert.That(Outputs(chip, images, inputs, new ReferenceOptions { Threads = 1 }), Is.EqualTo(expected));
            Assert.That(Outputs(chip, images, inputs, new ReferenceOptions { Threads = 3, ImagesPerBlock = 4, MvmsPerBatch = 7 }), Is.EqualTo(expected));
            Assert.That(Outputs(chip, images[5..6], inputs[(5 * 72)..(6 * 72)], new ReferenceOptions()), Is.EqualTo(expected[5..6]));
        });
    }

    [Test]
    public void Images_of_both_read_modes_in_one_batch_are_read_each_in_its_own()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Noisy, AlternateReadModes = true });
        int[] images = [.. Enumerable.Range(0, 8)];
        sbyte[] inputs = TestPrograms.Images(Program, images.Length);
        sbyte[][] expected = Outputs(chip, images, inputs, new ReferenceOptions { Threads = 1, ImagesPerBlock = 1 });
        Assert.That(Outputs(chip, images, inputs, new ReferenceOptions { Threads = 1, ImagesPerBlock = 8 }), Is.EqualTo(expected));
    }

    [Test]
    public void Counts_that_were_held_are_summed_over_runs_and_threads()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact, ExactCountsPerUnitWeight = 1000 });
        int[] images = [.. Enumerable.Range(0, 12)];
        sbyte[] inputs = TestPrograms.Images(Program, images.Length);
        using var whole = new ReferenceEngine(chip, new ReferenceOptions { Threads = 1 });
        using var parts = new ReferenceEngine(chip, new ReferenceOptions { Threads = 3, ImagesPerBlock = 1 });
        whole.Run(images, inputs);
        parts.Run(images.AsSpan(0, 7), inputs.AsSpan(0, 7 * 72));
        parts.Run(images.AsSpan(7), inputs.AsSpan(7 * 72));
        Assert.That(whole.Saturated.Sum(), Is.Positive);
        Assert.That(parts.Saturated, Is.EqualTo(whole.Saturated));
    }

    [Test]
    public void Other_weights_planted_in_one_core_change_the_output()
    {
        ChipProgram planted = TestPrograms.WithSlice(Program, 12, slice => slice with { Weights = [.. slice.Weights.Select((w, k) => k == 3 ? -w - 0.3f : w)] });
        var exact = new AnalogParameters { Fidelity = Fidelity.Exact };
        sbyte[] inputs = TestPrograms.Images(Program, 20);
        int[] images = [.. Enumerable.Range(0, 20)];
        sbyte[][] good = Outputs(ProgrammedChip.Create(Program, exact), images, inputs, new ReferenceOptions());
        sbyte[][] bad = Outputs(ProgrammedChip.Create(planted, exact), images, inputs, new ReferenceOptions());
        Assert.That(bad, Is.Not.EqualTo(good));
    }

    [Test]
    public void Observer_sees_every_mvm_once_in_order_and_does_not_change_results()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Noisy });
        sbyte[] inputs = TestPrograms.Images(Program, 2);
        using var engine = new ReferenceEngine(chip);
        var recorder = new Recorder(int.MaxValue);
        IReadOnlyList<InferenceResult> observed = engine.Run([8, 9], inputs, recorder);
        sbyte[][] expected = Outputs(chip, [8, 9], inputs, new ReferenceOptions());
        const int PerImage = (2 * 36) + (2 * 36) + 2;
        Assert.Multiple(() =>
        {
            Assert.That(observed.Select(result => result.Output), Is.EqualTo(expected));
            Assert.That(recorder.Seen, Has.Count.EqualTo(2 * PerImage));
            Assert.That(recorder.Seen.Distinct().Count(), Is.EqualTo(2 * PerImage));
            Assert.That(recorder.Seen[0], Is.EqualTo((8, 0, 0, 0)));
            Assert.That(recorder.Seen[37], Is.EqualTo((8, 0, 1, 1)));
            Assert.That(recorder.Seen[PerImage - 1], Is.EqualTo((8, 8, 41, 0)));
            Assert.That(recorder.Seen.Select(seen => seen.Image), Is.Ordered);
            Assert.That(engine.Budget.Mvms, Is.EqualTo(2 * PerImage));
            Assert.That(engine.Budget.Images, Is.EqualTo(2));
        });
    }

    [Test]
    public void Observer_that_says_stop_ends_the_run_with_the_whole_images_before()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact });
        using var engine = new ReferenceEngine(chip);
        var recorder = new Recorder(200);
        IReadOnlyList<InferenceResult> results = engine.Run([0, 1, 2], TestPrograms.Images(Program, 3), recorder);
        Assert.Multiple(() =>
        {
            Assert.That(results, Has.Count.EqualTo(1));
            Assert.That(recorder.Seen, Has.Count.EqualTo(200));
        });
    }

    [Test]
    public void Run_with_inputs_of_wrong_length_or_cancelled_is_refused()
    {
        using var engine = new ReferenceEngine(ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact }));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentException>(() => engine.Run([1], new sbyte[71]));
            Assert.Throws<OperationCanceledException>(() => engine.Run([1, 2, 3], new sbyte[216], null, cancelled.Token));
        });
    }

    [Test]
    [Explicit("A measurement.")]
    public void Time_for_an_image_of_the_ResNet9_shape()
    {
        const int Images = 8;
        ChipProgram program = TestPrograms.Resnet9Shape();
        using var engine = new ReferenceEngine(ProgrammedChip.Create(program, new AnalogParameters()), new ReferenceOptions { Threads = 1 });
        sbyte[] inputs = TestPrograms.Images(program, Images);
        engine.Run([.. Enumerable.Range(0, Images)], inputs);
        TimeBudget before = engine.Budget;
        engine.Run([.. Enumerable.Range(0, Images)], inputs);
        TimeBudget spent = engine.Budget;
        Assert.That(spent.Mvms, Is.EqualTo(2 * Images * 2689));
        TestContext.Out.WriteLine(
            $"an image on one thread: analog {(spent.Analog - before.Analog).TotalMilliseconds / Images:F2} ms, LDPU {(spent.Ldpu - before.Ldpu).TotalMilliseconds / Images:F2} ms, "
            + $"host {(spent.Host - before.Host).TotalMilliseconds / Images:F2} ms");
    }

    private static sbyte[][] Outputs(ProgrammedChip chip, int[] images, sbyte[] inputs, ReferenceOptions options)
    {
        using var engine = new ReferenceEngine(chip, options);
        return [.. engine.Run(images, inputs).Select(result => result.Output)];
    }

    private sealed class Recorder(int most) : IMvmObserver
    {
        public List<(int Image, int Step, int Core, int Position)> Seen { get; } = [];

        public bool OnMvm(in MvmRecord record)
        {
            Seen.Add((record.Address.Image, record.Address.Step, record.Address.Core, record.Address.Position));
            return Seen.Count < most;
        }
    }
}
