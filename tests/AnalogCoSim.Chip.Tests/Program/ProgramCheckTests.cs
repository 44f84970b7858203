using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Chip.Tests.Program;

[TestFixture]
public sealed class ProgramCheckTests
{
    /// <summary>A bug planted in a good program, and what the check must say about it.</summary>
    private static IEnumerable<TestCaseData> PlantedBugs()
    {
        ChipProgram good = TestPrograms.Small();
        ChipProgram Slice(int core, Func<CoreSlice, CoreSlice> change) => TestPrograms.WithSlice(good, core, change);
        yield return Case("Hop_is_missing", Slice(9, s => s with { Hops = [] }), "must reach core 12 alone, but reach nobody");
        yield return Case("Hop_takes_the_wrong_turn", Slice(9, s => s with { Hops = [s.Hops[0] with { ForwardMask = 1 << (int)LinkPort.S1 }] }), "but reach nobody");
        yield return Case("Receiver_listens_to_the_wrong_port", Slice(1, s => s with { Ldpu = s.Ldpu with { RxMask = 1 << (int)LinkPort.N1 } }), "core 0 must reach core 1");
        yield return Case("Receiver_expects_another_path", Slice(1, s => s with { Ldpu = s.Ldpu with { RxPath = 77 } }), "expects path 77");
        yield return Case("Sending_is_off", Slice(1, s => s with { Ldpu = s.Ldpu with { TxEnable = false } }), "sending is off");
        yield return Case("Hop_is_not_on_the_chip", Slice(9, s => s with { Hops = [s.Hops[0] with { Tile = 64 }] }), "does not exist");
        yield return Case("Too_few_columns_are_sent", Slice(1, s => s with { Ldpu = s.Ldpu with { TxLast = 2 } }), "its channels end with column 3, but it sends up to column 2");
        yield return Case("Head_combines_without_residual", Slice(0, s => s with { Ldpu = s.Ldpu with { Combine = true, RxMask = 0x40 } }), "has a residual");
        yield return Case("Head_does_not_combine_its_residual", Slice(9, s => s with { Ldpu = s.Ldpu with { Combine = false } }), "has a residual");
        yield return Case("Core_is_used_twice", Slice(41, s => s with { Core = 40 }), "Step 'dense' uses core 40, which step 'dense' uses otherwise");
        yield return Case("Shared_core_has_other_weights", Second(s => s with { Weights = [0.25f, .. s.Weights.Skip(1)] }), "Step 'second' uses core 0, which step 'first' uses otherwise");
        yield return Case("Shared_core_has_another_register", Second(s => s with { Ldpu = s.Ldpu with { Relu1 = true } }), "Step 'second' uses core 0");
        yield return Case("Shared_core_has_another_column_register", Second(s => s with { Ldpu = s.Ldpu with { AffineOffset = [1, .. s.Ldpu.AffineOffset.Skip(1)] } }), "Step 'second' uses core 0");
        yield return Case("Shared_core_has_another_column_scale", Second(s => s with { ColumnScale = [.. Enumerable.Repeat(2f, 256)] }), "Step 'second' uses core 0");
        yield return Case("Shared_core_stands_elsewhere_in_its_chain", Second(s => s with { Core = 2 }), "Step 'second' uses core 1");
        yield return Case("Core_is_not_on_the_chip", Slice(41, s => s with { Core = 64 }), "Core 64 does not exist");
        yield return Case("Rows_have_a_gap", Slice(1, s => s with { FirstRow = 11 }), "slices must follow each other");
        yield return Case("Rows_are_not_all_covered", Slice(1, s => s with { RowCount = 7 }), "covers 17 of 18 rows");
        yield return Case("Weights_are_too_few", Slice(1, s => s with { Weights = new float[10] }), "256 x 256 weights");
        yield return Case("Output_step_is_zero", Slice(1, s => s with { OutputStep = 0 }), "positive");
        yield return Case("Path_is_used_twice_in_a_tile", Slice(9, s => s with { Hops = [.. s.Hops, s.Hops[0]] }), "two routes for one path");
        yield return Case("Step_reads_a_tensor_before_it_is_written", WithStep(good, 2, s => s with { Input = 5 }), "reads tensor 5");
        yield return Case("Tensor_is_written_twice", WithStep(good, 2, s => s with { Output = 2 }), "written already");
        yield return Case("Pool_shape_differs_from_its_tensor", WithStep(good, 2, s => ((MaxPoolStep)s) with { Geometry = new ConvolutionGeometry(2, 2, 2, 2, 0, 0, 2, 2) }), "disagree");
        yield return Case("Stride_overflows_to_a_pixel_of_the_image", Window(good, g => g with { StrideX = 858_993_460 }), "strides from 1 to");
        yield return Case("Stride_and_output_overflow", Window(good, g => g with { StrideY = 1 << 20 }), "beyond its input");
        yield return Case("Rows_of_a_pool_overflow_to_its_first_one", Pool(good, g => g with { StrideY = 1 << 20, OutputHeight = (1 << 12) + 1 }), "beyond its input");
        yield return Case("Columns_of_a_pool_overflow_to_its_first_one", Pool(good, g => g with { StrideX = 1 << 20, OutputWidth = (1 << 12) + 1 }), "beyond its input");
        yield return Case("Padding_is_absurd", Window(good, g => g with { PadTop = int.MaxValue }), "padding from 0");
        yield return Case("Padded_input_overflows", WithStep(good, 0, s => ((CrossbarStep)s) with { Geometry = new ConvolutionGeometry(3, 3, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 6, 6) }), "padded input");
        yield return Case("Kernel_is_absurd", WithStep(good, 2, s => ((MaxPoolStep)s) with { Geometry = new ConvolutionGeometry(1 << 20, 1 << 20, 2, 2, 0, 0, 3, 3) }), "elements for one image");
        yield return Case("Rows_of_the_kernel_overflow", Window(good, g => g with { KernelHeight = 1 << 16, KernelWidth = 1 << 16 }), "rows");
        yield return Case("Tensor_overflows_31_bits", good with { Tensors = [good.Tensors[0] with { Height = 1 << 20, Width = 1 << 12 }, .. good.Tensors.Skip(1)] }, "of at most");
        yield return Case("Tensors_overflow_memory", good with { Tensors = [.. good.Tensors, .. Enumerable.Repeat(new TensorSpec("t", 1, 1 << 11, 1 << 11, 1), 100)] }, "Its tensors have");
        yield return Case("Weight_is_not_a_number", Slice(1, s => s with { Weights = [float.NaN, .. s.Weights.Skip(1)] }), "not finite");
        yield return Case("Column_scale_is_not_a_number", Slice(1, s => s with { ColumnScale = [float.NaN, .. Enumerable.Repeat(1f, 255)] }), "not finite");
        yield return Case("Gmax_is_infinite", Slice(1, s => s with { GmaxMicroSiemens = float.PositiveInfinity }), "positive");
        yield return Case("Deviation_is_zero", good with { Input = good.Input with { Std = [0, 1] } }, "positive standard deviations");
        yield return Case("Add_has_tensors_of_two_lengths", WithStep(good, 7, s => ((AddStep)s) with { Second = 5 }), "equal length");
        yield return Case("Sampling_stands_still", WithStep(good, 5, s => ((SamplingStep)s) with { Sampling = new Sampling { Rows = new SampledAxis(0, 0) } }), "positive steps");
        yield return Case("Sampling_takes_nothing", WithStep(good, 5, s => ((SamplingStep)s) with { Sampling = new Sampling { Channels = new SampledAxis(4, 1) } }), "takes nothing");
        yield return Case("Groups_do_not_divide_the_channels", WithStep(good, 5, s => ((SamplingStep)s) with { Sampling = new Sampling { Groups = 3 } }), "groups that divide");
        yield return Case("Scale_is_negative", good with { Tensors = [.. good.Tensors.Select(t => t with { Scale = -1 })] }, "positive scale");
        yield return Case("Encoding_misses_a_channel", good with { Input = new InputEncoding([0], [1]) }, "one mean");
        yield return Case("Program_is_empty", good with { Steps = [] }, "no steps");
    }

    [Test]
    public void Good_program_has_no_contradictions() => Assert.That(ProgramCheck.Find(TestPrograms.Small()), Is.Empty);

    [TestCase(0)]
    [TestCase(2)]
    public void Steps_may_share_a_chain(int secondCore) => Assert.That(ProgramCheck.Find(TestPrograms.TwoSteps(secondCore)), Is.Empty);

    [TestCaseSource(nameof(PlantedBugs))]
    public void Planted_bug_is_found(ChipProgram program, string says)
    {
        AcsException error = Assert.Throws<AcsException>(() => ProgramCheck.Validate(program))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ProgramInvalid));
            Assert.That(error.Actual, Does.Contain(says));
        });
    }

    [Test]
    public void Two_streams_of_one_step_on_one_port_are_found()
    {
        ChipProgram good = TestPrograms.Small();
        ChipProgram bad = TestPrograms.WithSlice(good, 12, s => s with { Hops = [new HopRoute(9, 99, 1, 1 << (int)LinkPort.E1)] });
        Assert.That(ProgramCheck.Find(bad), Has.Some.Contains("output port E1 of tile 9 carries 2 streams"));
    }

    // A program of two steps on the same cores, with the head of the second step's chain changed.
    private static ChipProgram Second(Func<CoreSlice, CoreSlice> change)
    {
        ChipProgram good = TestPrograms.TwoSteps();
        var step = (CrossbarStep)good.Steps[1];
        ColumnGroup group = step.Groups[0];
        return good with { Steps = [good.Steps[0], step with { Groups = [group with { Chain = [change(group.Chain[0]), group.Chain[1]] }] }, good.Steps[2]] };
    }

    private static TestCaseData Case(string name, ChipProgram program, string says) => new TestCaseData(program, says).SetArgDisplayNames(name);

    // The first convolution: 3 x 3 on 6 x 6 pixels, padded.
    private static ChipProgram Window(ChipProgram program, Func<ConvolutionGeometry, ConvolutionGeometry> change) =>
        WithStep(program, 0, s => ((CrossbarStep)s) with { Geometry = change(((CrossbarStep)s).Geometry) });

    // The pool behind it, with an output tensor of the shape that it claims.
    private static ChipProgram Pool(ChipProgram program, Func<ConvolutionGeometry, ConvolutionGeometry> change)
    {
        var pool = (MaxPoolStep)program.Steps[2];
        ConvolutionGeometry geometry = change(pool.Geometry);
        TensorSpec shaped = program.Tensors[pool.Output] with { Height = geometry.OutputHeight, Width = geometry.OutputWidth };
        return WithStep(program, 2, _ => pool with { Geometry = geometry }) with { Tensors = [.. program.Tensors.Select((tensor, i) => i == pool.Output ? shaped : tensor)] };
    }

    private static ChipProgram WithStep(ChipProgram program, int index, Func<ProgramStep, ProgramStep> change) =>
        program with { Steps = [.. program.Steps.Select((step, k) => k == index ? change(step) : step)] };
}
