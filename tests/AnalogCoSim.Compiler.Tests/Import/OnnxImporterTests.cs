using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Tests.Support;
using Google.Protobuf;
using static AnalogCoSim.Compiler.Tests.Support.SmallNetworks;

namespace AnalogCoSim.Compiler.Tests.Import;

/// <summary>Every operator on a network of a few numbers, before and after the passes.</summary>
[TestFixture]
public sealed class OnnxImporterTests
{
    private static readonly float[] Ramp = [.. Enumerable.Range(0, 16).Select(i => (float)i)];

    [TestCase(9L)]
    [TestCase(13L)]
    [TestCase(21L)]
    public void Gemm_with_alpha_beta_and_transposed_matrix(long opset) =>
        Check(Flat(2, opset).Floats("w", [3, 2], 1, 2, 3, 4, 5, 6).Floats("b", [3], 10, 20, 30)
            .Node("Gemm", ["x", "w", "b"], "y", ("transB", 1), ("alpha", 2f), ("beta", 0.5f)), [1, -1], [5 - 2, 10 - 2, 15 - 2]);

    [Test]
    public void MatMul_and_Add_make_one_layer_with_a_bias()
    {
        NetworkGraph graph = Check(Flat(2).Floats("w", [2, 2], 1, 2, 3, 4).Floats("b", [2], 5, 6).Node("MatMul", ["x", "w"], "h").Node("Add", ["h", "b"], "y"), [1, 10], [36, 48]);
        Assert.That(graph.Layers, Has.Count.EqualTo(1));
    }

    [Test]
    public void Conv_with_stride_and_one_sided_padding() =>
        Check(Image(1, 3, 3).Floats("w", [1, 1, 2, 2], 1, 10, 100, 1000).Node("Conv", ["x", "w"], "y", ("strides", (long[])[2, 2]), ("pads", (long[])[0, 0, 1, 1])), Ramp[..9], [4310, 502, 76, 8]);

    [Test]
    public void Conv_with_same_padding_above_puts_the_odd_row_below() =>
        Check(Image(1, 3, 3).Floats("w", [1, 1, 2, 2], 1, 10, 100, 1000).Node("Conv", ["x", "w"], "y", ("strides", (long[])[2, 2]), ("auto_pad", "SAME_UPPER")), Ramp[..9], [4310, 502, 76, 8]);

    [Test]
    public void Conv_with_same_padding_below_puts_the_odd_row_above() =>
        Check(Image(1, 3, 3).Floats("w", [1, 1, 2, 2], 1, 10, 100, 1000).Node("Conv", ["x", "w"], "y", ("strides", (long[])[2, 2]), ("auto_pad", "SAME_LOWER")), Ramp[..9], [0, 2100, 6030, 8754]);

    [Test]
    public void Conv_with_groups_fills_other_groups_with_zeros() =>
        Check(Image(2, 1, 2).Floats("w", [2, 1, 1, 1], 3, 5).Floats("b", [2], 0, 1).Node("Conv", ["x", "w", "b"], "y", ("group", 2)), [1, 2, 3, 4], [3, 6, 16, 21]);

    [Test]
    public void Conv_with_dilation_skips_pixels() =>
        Check(Image(1, 1, 4).Floats("w", [1, 1, 1, 2], 1, 10).Node("Conv", ["x", "w"], "y", ("dilations", (long[])[1, 2])), [1, 2, 3, 4], [31, 42]);

    [Test]
    public void Conv_sums_over_channels_in_im2col_order() =>
        Check(Image(2, 1, 2).Floats("w", [1, 2, 1, 2], 1, 10, 100, 1000).Node("Conv", ["x", "w"], "y"), [1, 2, 3, 4], [4321]);

    [Test]
    public void Concat_of_branches_puts_channels_one_behind_the_other() =>
        Check(
            Image(1, 1, 2).Floats("a", [1, 1, 1, 1], 3).Floats("b", [2, 1, 1, 1], 5, 7).Floats("w", [1, 4, 1, 1], 1, 10, 100, 1000)
                .Node("Conv", ["x", "a"], "p").Node("Conv", ["x", "b"], "q").Node("Concat", ["p", "x", "q"], "c", ("axis", 1)).Node("Conv", ["c", "w"], "y"),
            [1, 2],
            [3 + 10 + 500 + 7000, 2 * (3 + 10 + 500 + 7000)]);

    [Test]
    public void Concat_of_flat_tensors_counts_its_axis_from_the_end() =>
        Check(Flat(2).Floats("w", [2, 1], 1, 2).Node("MatMul", ["x", "w"], "h").Node("Concat", ["h", "x"], "y", ("axis", -1)), [3, 4], [11, 3, 4]);

    [Test]
    public void Concat_with_zeros_only_extends_the_channels()
    {
        NetworkGraph graph = Check(
            Image(1, 1, 2).Floats("w", [1, 1, 1, 1], 2).Floats("z", [1, 1, 1, 2], 0, 0).Node("Conv", ["x", "w"], "h").Node("Concat", ["z", "h", "z"], "y", ("axis", 1)),
            [1, 2],
            [0, 0, 2, 4, 0, 0]);
        Assert.That(graph.Layers.Select(layer => layer.GetType()), Is.EqualTo((Type[])[typeof(LinearLayer), typeof(SamplingLayer)]));
    }

    [Test]
    public void BatchNormalization_folds_into_the_convolution_before_it()
    {
        OnnxBuilder builder = Image(1, 1, 2).Floats("w", [2, 1, 1, 1], 1, 2).Floats("g", [2], 2, 4).Floats("b", [2], 1, -1).Floats("m", [2], 3, 5).Floats("v", [2], 4, 16)
            .Node("Conv", ["x", "w"], "h").Node("BatchNormalization", ["h", "g", "b", "m", "v"], "n", ("epsilon", 0f)).Node("Relu", ["n"], "y");
        NetworkGraph graph = Check(builder, [1, 6], [0, 4, 0, 6]);
        Assert.That(graph.Layers.Single(), Is.TypeOf<LinearLayer>().With.Property("Relu").True);
        Assert.That(((LinearLayer)graph.Layers[0]).Weights, Is.EqualTo(new float[] { 1, 2 }), "the weights stay as trained");
    }

    [Test]
    public void BatchNormalization_before_a_convolution_without_padding_folds_forward() =>
        Check(
            Image(1, 1, 2).Floats("o", [1, 1, 1, 1], 1).Floats("w", [1, 1, 1, 2], 1, 10).Floats("g", [1], 2).Floats("b", [1], 1).Floats("m", [1], 0).Floats("v", [1], 1)
                .Node("Conv", ["x", "o"], "c").Node("Relu", ["c"], "r").Node("BatchNormalization", ["r", "g", "b", "m", "v"], "n", ("epsilon", 0f)).Node("Conv", ["n", "w"], "y"),
            [1, 2],
            [53]);

    [Test]
    public void Arithmetic_with_constants_at_the_input_becomes_its_encoding()
    {
        OnnxBuilder builder = Image(2, 1, 1).Floats("mean", [1, 2, 1, 1], 10, 20).Floats("std", [2, 1, 1], 2, 4).Floats("half", [], 0.5f).Floats("w", [1, 2, 1, 1], 1, 100)
            .Node("Sub", ["x", "mean"], "a").Node("Div", ["a", "std"], "b").Node("Mul", ["b", "half"], "c").Node("Conv", ["c", "w"], "y");
        NetworkGraph graph = Check(builder, [14, 28], [101]);
        Assert.That(graph.Encoding.Mean, Is.EqualTo(new float[] { 10, 20 }));
        Assert.That(graph.Encoding.Std, Is.EqualTo(new float[] { 4, 8 }));
    }

    [Test]
    public void Clip_from_0_is_a_ReLU_with_a_ceiling() =>
        Check(Flat(3).Floats("w", [3, 3], 1, 0, 0, 0, 1, 0, 0, 0, 1).Floats("lo", [], 0).Floats("hi", [], 6).Node("MatMul", ["x", "w"], "h").Node("Clip", ["h", "lo", "hi"], "y"), [-1, 3, 9], [0, 3, 6]);

    [Test]
    public void Clip_of_old_opsets_has_its_bounds_as_attributes() =>
        Check(Flat(3, 10).Floats("w", [3, 3], 1, 0, 0, 0, 1, 0, 0, 0, 1).Node("MatMul", ["x", "w"], "h").Node("Clip", ["h"], "y", ("min", 0f), ("max", 6f)), [-1, 3, 9], [0, 3, 6]);

    [Test]
    public void MaxPool_with_padding_and_ceil_mode() =>
        Check(Image(1, 3, 3).Node("MaxPool", ["x"], "y", ("kernel_shape", (long[])[2, 2]), ("strides", (long[])[2, 2]), ("ceil_mode", 1)), [-1, -2, -3, -4, -5, -6, -7, -8, -9], [-1, -3, -7, -9]);

    [TestCase(0, 5f / 4f)]
    [TestCase(1, 5f / 9f)]
    public void AveragePool_counts_padding_only_if_told(int include, float corner) =>
        Check(
            Image(1, 2, 2).Node("AveragePool", ["x"], "y", ("kernel_shape", (long[])[3, 3]), ("pads", (long[])[1, 1, 0, 0]), ("strides", (long[])[2, 2]), ("count_include_pad", include)),
            [1, 1, 1, 2],
            [corner]);

    [Test]
    public void GlobalAveragePool_and_Flatten() =>
        Check(Image(2, 1, 2).Floats("w", [2, 1], 1, 10).Node("GlobalAveragePool", ["x"], "g").Node("Flatten", ["g"], "f").Node("MatMul", ["f", "w"], "y"), [1, 3, 5, 7], [62]);

    [Test]
    public void GlobalMaxPool_takes_the_largest_of_each_channel() =>
        Check(Image(2, 1, 2).Floats("w", [2, 1], 1, 10).Node("GlobalMaxPool", ["x"], "g").Node("Flatten", ["g"], "f").Node("MatMul", ["f", "w"], "y"), [1, 3, 7, 5], [73]);

    [Test]
    public void Sum_of_two_tensors_is_their_addition() =>
        Check(
            Image(1, 1, 2).Floats("w", [1, 1, 1, 1], 2).Floats("v", [1, 1, 1, 1], -3).Floats("c", [], 5)
                .Node("Conv", ["x", "w"], "a").Node("Conv", ["x", "v"], "b").Node("Sum", ["a", "c"], "t").Node("Sum", ["t", "b"], "s").Node("Sum", ["s"], "y"),
            [1, 10],
            [4, -5]);

    [Test]
    public void ReduceMean_over_height_and_width_without_kept_dimensions() =>
        Check(Image(2, 1, 2, 18).Longs("axes", -1, -2).Floats("w", [2, 1], 1, 10).Node("ReduceMean", ["x", "axes"], "g", ("keepdims", 0)).Node("MatMul", ["g", "w"], "y"), [1, 3, 5, 7], [62]);

    [Test]
    public void Pad_of_zeros_merges_into_the_convolution()
    {
        OnnxBuilder builder = Image(1, 1, 2).Longs("p", 0, 0, 0, 1, 0, 0, 0, 1).Floats("w", [1, 1, 1, 3], 1, 10, 100).Node("Pad", ["x", "p"], "h").Node("Conv", ["h", "w"], "y");
        Assert.That(Check(builder, [1, 2], [210, 21]).Layers, Has.Count.EqualTo(1));
    }

    [Test]
    public void Add_of_two_branches_becomes_the_residual_of_the_later_convolution()
    {
        OnnxBuilder builder = Image(1, 1, 2).Floats("w", [1, 1, 1, 1], 2).Floats("v", [1, 1, 1, 1], -3)
            .Node("Conv", ["x", "w"], "a").Node("Conv", ["a", "v"], "b").Node("Add", ["b", "a"], "s").Node("Relu", ["s"], "y");
        NetworkGraph graph = Check(builder, [1, -1], [0, 4]);
        Assert.That(graph.Layers, Has.Count.EqualTo(2));
        Assert.That(graph.Layers[1], Has.Property("Second").EqualTo(graph.Layers[0].Output).And.Property("Relu").True);
    }

    [Test]
    public void Add_of_tensors_that_no_convolution_ends_stays_on_the_host()
    {
        NetworkGraph graph = Check(Image(1, 1, 2).Node("Relu", ["x"], "a").Node("Add", ["a", "x"], "y"), [1, -1], [2, -1]);
        Assert.That(graph.Layers[^1], Is.TypeOf<AddLayer>());
    }

    [Test]
    public void BatchNormalization_that_no_convolution_can_take_up_gets_a_core_of_its_own()
    {
        NetworkGraph graph = Check(
            Image(2, 1, 2).Floats("w", [2, 2, 1, 1], 1, 0, 0, 1).Floats("g", [2], 2, -3).Floats("b", [2], 10, 20).Floats("m", [2], 1, 0).Floats("v", [2], 1, 1)
                .Node("Conv", ["x", "w"], "h").Node("Relu", ["h"], "r").Node("BatchNormalization", ["r", "g", "b", "m", "v"], "n", ("epsilon", 0f)).Node("Add", ["r", "n"], "y"),
            [1, -2, 3, 4],
            [1 + 10, 0 + 8, 3 + 11, 4 + 8]);
        Assert.That(graph.Layers.Select(layer => layer.GetType()), Is.EqualTo((Type[])[typeof(LinearLayer), typeof(LinearLayer)]));
    }

    [Test]
    public void Factor_and_addend_behind_a_ReLU_fold_together_into_the_convolution_behind_them()
    {
        NetworkGraph graph = Check(
            Image(1, 1, 2).Floats("o", [1, 1, 1, 1], 1).Floats("w", [1, 1, 1, 2], 1, 10).Floats("g", [1], 2).Floats("b", [1], 1)
                .Node("Conv", ["x", "o"], "c").Node("Relu", ["c"], "r").Node("Mul", ["r", "g"], "m").Node("Add", ["m", "b"], "a").Node("Conv", ["a", "w"], "y"),
            [1, 2],
            [53]);
        Assert.That(graph.Layers, Has.Count.EqualTo(2));
    }

    /// <summary>As Keras networks have it; the zeros of the padding stay zeros, so the batch norm cannot go into the second convolution.</summary>
    [Test]
    public void BatchNormalization_between_ReLU_and_padded_convolution_leaves_the_padding_alone() =>
        Check(
            Image(1, 1, 2).Floats("o", [1, 1, 1, 1], 1).Floats("w", [1, 1, 1, 3], 1, 10, 100).Floats("g", [1], 2).Floats("b", [1], 1).Floats("m", [1], 0).Floats("v", [1], 1)
                .Node("Conv", ["x", "o"], "c").Node("Relu", ["c"], "r").Node("BatchNormalization", ["r", "g", "b", "m", "v"], "n", ("epsilon", 0f))
                .Node("Conv", ["n", "w"], "y", ("pads", (long[])[0, 1, 0, 1])),
            [1, 2],
            [30 + 500, 3 + 50]);

    [TestCase("x", "h", 1 - 3, 2 - 6)]
    [TestCase("h", "x", 3 - 1, 6 - 2)]
    public void Difference_of_two_branches(string from, string what, float first, float second) =>
        Check(Image(1, 1, 2).Floats("w", [1, 1, 1, 1], 3).Node("Conv", ["x", "w"], "h").Node("Sub", [from, what], "y"), [1, 2], [first, second]);

    [Test]
    public void Reshape_follows_a_computed_shape()
    {
        OnnxBuilder builder = Image(2, 1, 2).Longs("zero", 0).Longs("rest", -1).Floats("w", [4, 1], 1, 10, 100, 1000)
            .Node("Shape", ["x"], "shape").Node("Gather", ["shape", "zero"], "n", ("axis", 0)).Node("Concat", ["n", "rest"], "target", ("axis", 0))
            .Node("Reshape", ["x", "target"], "f").Node("MatMul", ["f", "w"], "y");
        Check(builder, [1, 2, 3, 4], [4321]);
    }

    [Test]
    public void Constant_subgraphs_of_exporters_are_carried_out()
    {
        // The detour by which exporters turn pads listed last dimension first into those listed first dimension first.
        ByteString zero = OnnxBuilder.Tensor(string.Empty, [1], 7, w => w.WriteRawTag(0x38, 0));
        OnnxBuilder builder = Image(1, 1, 1).Longs("four", 4).Longs("given", 1, 2, 0, 0).Longs("pairs", -1, 2).Longs("from", -1).Longs("to", long.MinValue + 1).Longs("ax", 0).Longs("back", -1).Longs("flat", -1)
            .Floats("w", [1, 1, 1, 2], 1, 10)
            .Node("ConstantOfShape", ["four"], "zeros", ("value", zero)).Node("Concat", ["given", "zeros"], "all", ("axis", 0)).Node("Reshape", ["all", "pairs"], "rows")
            .Node("Slice", ["rows", "from", "to", "ax", "back"], "reversed").Node("Transpose", ["reversed"], "columns", ("perm", (long[])[1, 0]))
            .Node("Reshape", ["columns", "flat"], "line").Node("Cast", ["line"], "pads", ("to", 7)).Node("Pad", ["x", "pads"], "padded").Node("Conv", ["padded", "w"], "y");
        Check(builder, [7], [70, 7, 0]);
    }

    [Test]
    public void Identity_Dropout_Cast_and_a_last_Softmax_change_nothing() =>
        Check(
            Flat(2).Floats("w", [2, 2], 1, 2, 3, 4).Node("Identity", ["w"], "v").Node("Identity", ["x"], "a").Node("Dropout", ["a"], "b").Node("Cast", ["b"], "c", ("to", 1))
                .Node("MatMul", ["c", "v"], "d").Node("Softmax", ["d"], "y"),
            [1, 10],
            [31, 42]);

    [Test]
    public void Typed_tensors_of_every_real_type_are_read()
    {
        OnnxBuilder builder = Flat(1).Typed("f", [1], new float[] { 1 }).Typed("d", [1], new double[] { 20 }).Typed("h", [1], new Half[] { (Half)300 }).Typed("w", [1, 1], new float[] { 1 })
            .Node("MatMul", ["x", "w"], "a").Node("Add", ["a", "f"], "b").Node("Add", ["b", "d"], "c").Node("Add", ["c", "h"], "y");
        Check(builder, [4000], [4321]);
    }

    [Test]
    public void Unused_nodes_are_not_looked_at() =>
        Check(Flat(1).Floats("w", [1, 1], 2).Node("MatMul", ["x", "w"], "y").Node("Sigmoid", ["x"], "unused"), [3], [6]);

    [Test]
    public void A_fixed_batch_extent_does_not_matter()
    {
        byte[] bytes = new OnnxBuilder().Input("x", 8, 2).Output("y").Floats("w", [2, 1], 1, 10).Node("MatMul", ["x", "w"], "y").Build();
        Assert.That(new FloatNetwork(OnnxImporter.Import(bytes, "test.onnx")).Run([1, 2, 3, 4]), Is.EqualTo(new float[] { 21, 43 }));
    }
}
