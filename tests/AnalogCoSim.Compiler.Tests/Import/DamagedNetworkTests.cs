using System.Diagnostics;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Tests.Support;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Tests.Import;

/// <summary>Numbers of a network file that no network has are refused with code and place, before anything is allocated for them.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class DamagedNetworkTests
{
    private const long OneAfterAll = (1L << 32) + 1;

    private static readonly long[] Huge = [30_000, 30_000];

    private static IEnumerable<TestCaseData> Convolutions()
    {
        yield return new TestCaseData("group", OneAfterAll).SetArgDisplayNames("a_group_that_is_1_in_32_bits");
        yield return new TestCaseData("group", 0L).SetArgDisplayNames("no_group");
        yield return new TestCaseData("strides", (long[])[OneAfterAll, 1]).SetArgDisplayNames("a_stride_that_is_1_in_32_bits");
        yield return new TestCaseData("strides", (long[])[0, 1]).SetArgDisplayNames("a_stride_of_0");
        yield return new TestCaseData("strides", (long[])[1]).SetArgDisplayNames("one_stride");
        yield return new TestCaseData("dilations", (long[])[0, 1]).SetArgDisplayNames("a_dilation_of_0");
        yield return new TestCaseData("dilations", (long[])[1]).SetArgDisplayNames("one_dilation");
        yield return new TestCaseData("dilations", (long[])[OneAfterAll, 1]).SetArgDisplayNames("a_dilation_that_is_1_in_32_bits");
        yield return new TestCaseData("dilations", (long[])[1L << 20, 1L << 20]).SetArgDisplayNames("a_dilation_beyond_any_image");
        yield return new TestCaseData("kernel_shape", (long[])[3, 3]).SetArgDisplayNames("a_kernel_shape_against_the_weights");
        yield return new TestCaseData("kernel_shape", (long[])[2]).SetArgDisplayNames("half_a_kernel_shape");
        yield return new TestCaseData("pads", (long[])[OneAfterAll, 0, 0, 0]).SetArgDisplayNames("a_pad_that_is_1_in_32_bits");
        yield return new TestCaseData("pads", (long[])[1 << 19, 1 << 19, 1 << 19, 1 << 19]).SetArgDisplayNames("pads_that_make_a_tensor_of_10_to_the_12");
        yield return new TestCaseData("pads", (long[])[0, 0]).SetArgDisplayNames("two_pads");
    }

    [TestCaseSource(nameof(Convolutions))]
    public void A_convolution_is_refused_with(string attribute, object value) =>
        Refused(Image().Floats("w", [1, 1, 2, 2], 1, 1, 1, 1).Node("Conv", ["x", "w"], "y", (attribute, value)));

    private static IEnumerable<TestCaseData> Others()
    {
        OnnxBuilder Convolved() => Image().Floats("w", [1, 1, 2, 2], 1, 1, 1, 1).Node("Conv", ["x", "w"], "h");
        yield return Case("a_batch_norm_of_a_constant", Image().Floats("c", [1], 1).Node("BatchNormalization", ["c", "c", "c", "c", "c"], "y"));
        yield return Case("a_pool_of_a_constant", Image().Floats("c", [1, 1, 2, 2], 1, 1, 1, 1).Node("MaxPool", ["c"], "p", ("kernel_shape", (long[])[1, 1])).Node("Add", ["x", "p"], "y"));
        yield return Case("a_pool_of_two_to_the_32", Convolved().Node("MaxPool", ["h"], "y", ("kernel_shape", (long[])[OneAfterAll, 1])));
        yield return Case("a_constant_of_900_million", Image().Longs("s", Huge).Node("ConstantOfShape", ["s"], "c").Node("Add", ["x", "c"], "y"));
        yield return Case("an_expansion_to_900_million", Image().Floats("one", [1], 1).Longs("s", Huge).Node("Expand", ["one", "s"], "c").Node("Add", ["x", "c"], "y"));
        yield return Case("a_sum_of_900_million", Image().Floats("row", [1, 30_000], new float[30_000]).Floats("column", [30_000, 1], new float[30_000]).Node("Add", ["row", "column"], "c").Node("Add", ["x", "c"], "y"));
        yield return Case("a_constant_of_negative_extent", Image().Longs("s", -3, -3).Node("ConstantOfShape", ["s"], "c").Node("Add", ["x", "c"], "y"));
        yield return Case("a_constant_whose_extents_overflow", Image().Longs("s", 1L << 40, 1L << 40).Node("ConstantOfShape", ["s"], "c").Node("Add", ["x", "c"], "y"));
        yield return Case("a_matrix_of_negative_extents", Image().Longs("s", 1, -1).Node("Reshape", ["x", "s"], "f").Floats("w", [-16, -1], new float[16]).Node("MatMul", ["f", "w"], "y"));
        yield return Case("a_shape_that_overflows", Image().Floats("w", [1L << 62, 4, 1], new float[16]).Node("Add", ["x", "w"], "y"));
        yield return Case("an_input_of_negative_extents", new OnnxBuilder().Input("x", 1, -3, -32, 32).Output("y").Node("Relu", ["x"], "y"));
        yield return Case("an_input_of_two_billion", new OnnxBuilder().Input("x", 1, 2_000_000_000).Output("y").Node("Relu", ["x"], "y"));
        yield return Case("a_weight_of_NaN", Image().Floats("w", [1, 1, 2, 2], 1, float.NaN, 1, 1).Node("Conv", ["x", "w"], "y"));
        yield return Case("an_infinite_weight", Image().Floats("w", [1, 1, 2, 2], 1, float.PositiveInfinity, 1, 1).Node("Conv", ["x", "w"], "y"));
        yield return Case("a_weight_beyond_float32", Image().Typed("w", [1, 1, 1, 1], (double[])[1e300]).Node("Conv", ["x", "w"], "y"));
        yield return Case("a_division_by_0", Image().Floats("z", [1], 0).Node("Div", ["x", "z"], "y"));
        yield return Case("a_value_that_is_written_twice", Image().Node("Relu", ["x"], "h").Node("Relu", ["x"], "h").Node("Relu", ["h"], "y"));
        yield return Case("axes_that_stand_twice", Convolved().Longs("a", 0, 0).Node("Unsqueeze", ["h", "a"], "y"));
        yield return Case("a_flatten_beyond_the_rank", Image().Floats("c", [1], 1).Node("Flatten", ["c"], "f", ("axis", 9)).Node("Add", ["x", "f"], "y"));
        yield return Case("a_permutation_that_is_none", Image().Floats("c", [1, 1], 1).Node("Transpose", ["c"], "f", ("perm", (long[])[0, 7])).Node("Add", ["x", "f"], "y"));
        yield return Case("an_index_out_of_range", Image().Floats("c", [1], 1).Longs("i", 5).Node("Gather", ["c", "i"], "f").Node("Add", ["x", "f"], "y"));
        yield return Case("a_shape_of_fractions", Image().Floats("s", [2], 1, 15.5f).Node("Reshape", ["x", "s"], "y"));
        yield return Case("starts_without_ends", Image().Longs("s", 0, 0).Longs("e", 1).Node("Slice", ["x", "s", "e"], "y"));
        yield return Case("parts_that_overflow", Image().Longs("n", long.MaxValue, long.MaxValue, 3).Node("Split", ["x", "n"], ["a", "b", "y"], ("axis", 2)));
    }

    [TestCaseSource(nameof(Others))]
    public void A_network_is_refused_with(object builder) => Refused((OnnxBuilder)builder);

    [Test]
    public void Windows_in_the_padding_beyond_the_image_are_refused_before_calibration() =>
        Refused(Image().Floats("w", [1, 1, 1, 1], 1).Node("Conv", ["x", "w"], "y", ("pads", (long[])[0, 0, 900, 900]), ("strides", (long[])[9, 9])));

    [Test]
    public void A_pool_over_a_million_pixels_of_padding_is_refused_before_calibration() =>
        Refused(Image().Floats("w", [1, 1, 1, 1], 1).Node("Conv", ["x", "w"], "h").Node("AveragePool", ["h"], "y", ("kernel_shape", (long[])[1 << 20, 1 << 20]), ("pads", (long[])[1 << 19, 1 << 19, 1 << 19, 1 << 19])));

    [Test]
    public void A_window_far_out_in_the_padding_is_refused_before_its_frame_is_made() =>
        Refused(Image().Floats("w", [1, 1, 1, 1], 1).Node("Conv", ["x", "w"], "y", ("pads", (long[])[1 << 19, 1 << 19, 0, 0]), ("strides", (long[])[1 << 20, 1 << 20])));

    [Test]
    public void Activations_that_cannot_be_scaled_are_refused() =>
        Refused(Image().Floats("w", [1, 1, 1, 1], 3e38f).Node("Conv", ["x", "w"], "h").Floats("v", [1, 1, 1, 1], 3e38f).Node("Conv", ["h", "v"], "y"));

    private static OnnxBuilder Image() => new OnnxBuilder().Input("x", "N", 1, 4, 4).Output("y");

    private static TestCaseData Case(string name, OnnxBuilder builder) => new TestCaseData(builder).SetArgDisplayNames(name);

    private static void Refused(OnnxBuilder builder)
    {
        byte[] bytes = builder.Build();
        float[] ramp = [.. Enumerable.Range(0, 64).Select(i => i - 32f)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        AcsException error = Assert.Throws<AcsException>(() => NetworkCompiler.Compile(OnnxImporter.Import(bytes, "test.onnx"), new CalibrationData(ramp, 4)))!;
        Assert.Multiple(() =>
        {
            Assert.That((int)error.Code / 100, Is.EqualTo(2), error.Render());
            Assert.That(error.Where, Does.Contain("test.onnx"));
            Assert.That(error.InnerException, Is.Null, "no check has thought of it");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(256L << 20), "bytes allocated");
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
        });
    }
}
