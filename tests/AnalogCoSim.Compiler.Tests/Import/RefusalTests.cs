using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Passes;
using AnalogCoSim.Compiler.Tests.Support;
using AnalogCoSim.Core.Errors;
using static AnalogCoSim.Compiler.Tests.Support.SmallNetworks;

namespace AnalogCoSim.Compiler.Tests.Import;

/// <summary>What cannot be run is refused with code, place and reason.</summary>
[TestFixture]
public sealed class RefusalTests
{
    [TestCase("Sigmoid", "only activation function is ReLU")]
    [TestCase("Round", "no rounding")]
    [TestCase("Frobnicate", "not supported")]
    public void Unknown_operators_are_named_with_their_reason(string type, string reason)
    {
        AcsException error = Refused(Flat(2).Node(type, ["x"], "y"), ErrorCode.NetworkUnsupportedNode);
        Assert.That(error.Message, Does.Contain(reason).And.Contains(type));
        Assert.That(error.Where, Does.Contain("test.onnx").And.Contains($"{type}_y"));
    }

    [TestCase(2, 0f, "axis 2")]
    [TestCase(1, 1f, "only zeros")]
    public void Concat_beyond_channels_and_zeros_is_refused(int axis, float value, string reason)
    {
        OnnxBuilder builder = Image(1, 1, 2).Floats("w", [1, 1, 1, 1], 1).Floats("c", [1, 1, 1, 2], 0, value).Node("Conv", ["x", "w"], "h").Node("Concat", ["h", "c"], "y", ("axis", axis));
        Assert.That(Refused(builder, ErrorCode.NetworkUnsupportedNode).Message, Does.Contain(reason));
    }

    [Test]
    public void Concat_of_images_of_different_sizes_is_refused() =>
        Refused(
            Image(1, 1, 4).Floats("w", [1, 1, 1, 1], 1).Floats("v", [1, 1, 1, 2], 1, 1).Node("Conv", ["x", "w"], "h").Node("Conv", ["x", "v"], "g").Node("Concat", ["h", "g"], "y", ("axis", 1)),
            ErrorCode.NetworkInvalidShape);

    [TestCase(-1L, 0L, -1L, 3L, "front to back")]
    [TestCase(1L, 1L, 1L, 1L, "front to back")]
    [TestCase(0L, 1L, 1L, 0L, "parts of an image")]
    public void Slices_that_reverse_or_take_nothing_or_cut_the_batch_are_refused(long start, long end, long step, long axis, string reason)
    {
        OnnxBuilder builder = new OnnxBuilder(13).Input("x", 4, 2, 2, 3).Output("y").Longs("s", start).Longs("e", end).Longs("ax", axis).Longs("st", step).Node("Slice", ["x", "s", "e", "ax", "st"], "y");
        Assert.That(Refused(builder, ErrorCode.NetworkUnsupportedNode).Message, Does.Contain(reason));
    }

    [Test]
    public void Split_into_parts_that_do_not_fit_is_refused() =>
        Refused(Image(4, 1, 1).Longs("n", 1, 2).Node("Split", ["x", "n"], ["a", "b"], ("axis", 1)).Node("Concat", ["a", "b"], "y", ("axis", 1)), ErrorCode.NetworkInvalidShape);

    [Test]
    public void Groups_of_channels_can_only_be_exchanged()
    {
        OnnxBuilder builder = Image(4, 1, 2).Longs("g", 0, 2, 2, 1, 2).Node("Reshape", ["x", "g"], "grouped").Node("Relu", ["grouped"], "y");
        Assert.That(Refused(builder, ErrorCode.NetworkUnsupportedNode).Message, Does.Contain("channel shuffle"));
    }

    [Test]
    public void A_recurrent_network_is_refused_as_such()
    {
        string network = TestData.Model("charlstm-shakespeare.onnx");
        AcsException error = Assert.Throws<AcsException>(() => OnnxImporter.Import(network))!;
        Assert.That((error.Code, error.Message), Is.EqualTo((ErrorCode.NetworkUnsupportedNode, error.Message)));
        Assert.That(error.Message, Does.Contain("LSTM").And.Contains("recurrent"));
    }

    [Test]
    public void A_network_with_its_own_rounding_is_refused_with_the_reason()
    {
        string network = TestData.Model("mnist-tfc-2w2a.onnx");
        AcsException error = Assert.Throws<AcsException>(() => OnnxImporter.Import(network))!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.NetworkUnsupportedNode));
        Assert.That(error.Message, Does.Contain("Round"));
    }

    [Test]
    public void A_missing_file_is_told() =>
        Assert.That(Assert.Throws<AcsException>(() => OnnxImporter.Import("/nowhere/network.onnx"))!.Code, Is.EqualTo(ErrorCode.NetworkNotFound));

    [Test]
    public void A_file_that_is_not_ONNX_is_told()
    {
        foreach (byte[] bytes in (byte[][])[[], "not a network"u8.ToArray(), [0xFF, 0xFF, 0xFF], [.. Enumerable.Repeat((byte)0, 100)]])
        {
            Assert.That(Assert.Throws<AcsException>(() => OnnxImporter.Import(bytes, "test.onnx"))!.Code, Is.EqualTo(ErrorCode.NetworkUnreadable));
        }
    }

    [Test]
    public void A_truncated_file_is_told_wherever_it_ends()
    {
        byte[] whole = Flat(2).Floats("w", [2, 2], 1, 2, 3, 4).Node("MatMul", ["x", "w"], "y").Build();
        for (int length = 1; length < whole.Length - 6; length++)
        {
            AcsException error = Assert.Throws<AcsException>(() => OnnxImporter.Import(whole[..length], "test.onnx"))!;
            Assert.That(error.Code, Is.EqualTo(ErrorCode.NetworkUnreadable), $"{length} of {whole.Length} bytes");
        }
    }

    [Test]
    public void External_data_are_refused_with_the_remedy()
    {
        AcsException error = Refused(Flat(2).External("w", 2, 2).Node("MatMul", ["x", "w"], "y"), ErrorCode.NetworkUnsupportedNode);
        Assert.That(error.Actual, Does.Contain("external data"));
    }

    [TestCase(8L)]
    [TestCase(99L)]
    public void Other_operator_sets_are_refused(long opset) => Refused(Flat(2, opset).Node("Relu", ["x"], "y"), ErrorCode.NetworkUnsupportedNode);

    [Test]
    public void A_matrix_that_does_not_fit_is_an_invalid_shape() =>
        Refused(Flat(2).Floats("w", [3, 1], 1, 2, 3).Node("MatMul", ["x", "w"], "y"), ErrorCode.NetworkInvalidShape);

    [Test]
    public void A_tensor_with_too_few_numbers_is_an_invalid_shape() =>
        Refused(Flat(2).Floats("w", [2, 2], 1, 2, 3).Node("MatMul", ["x", "w"], "y"), ErrorCode.NetworkInvalidShape);

    [Test]
    public void A_kernel_larger_than_the_image_is_an_invalid_shape() =>
        Refused(Image(1, 2, 2).Floats("w", [1, 1, 3, 3], new float[9]).Node("Conv", ["x", "w"], "y"), ErrorCode.NetworkInvalidShape);

    [Test]
    public void An_input_of_unknown_extent_is_an_invalid_shape() =>
        Refused(new OnnxBuilder().Input("x", "N", 3, "H", "W").Output("y").Node("Relu", ["x"], "y"), ErrorCode.NetworkInvalidShape);

    [Test]
    public void An_undefined_input_is_an_invalid_shape() => Refused(Flat(2).Node("Add", ["x", "nowhere"], "y"), ErrorCode.NetworkInvalidShape);

    [Test]
    public void An_integer_input_is_refused() => Refused(new OnnxBuilder().InputOf("x", 7, "N", 2).Output("y").Node("Relu", ["x"], "y"), ErrorCode.NetworkUnsupportedNode);

    [Test]
    public void Two_outputs_are_refused() => Refused(Flat(2).Output("z").Node("Relu", ["x"], "y"), ErrorCode.NetworkUnsupportedNode);

    [Test]
    public void Reshape_across_images_is_refused() => Refused(Flat(4).Longs("s", 2, 2).Node("Reshape", ["x", "s"], "y"), ErrorCode.NetworkUnsupportedNode);

    [Test]
    public void Clip_below_0_is_refused() => Refused(Flat(2).Floats("lo", [], -1).Floats("hi", [], 1).Node("Clip", ["x", "lo", "hi"], "y"), ErrorCode.NetworkUnsupportedNode);

    [Test]
    public void Padding_with_other_values_is_refused() =>
        Refused(Image(1, 2, 2).Longs("p", 0, 0, 1, 1, 0, 0, 1, 1).Floats("v", [], 1).Node("Pad", ["x", "p", "v"], "y"), ErrorCode.NetworkUnsupportedNode);

    [Test]
    public void Softmax_in_the_middle_is_refused() =>
        Refused(Flat(2).Floats("w", [2, 2], 1, 2, 3, 4).Node("Softmax", ["x"], "s").Node("MatMul", ["s", "w"], "y"), ErrorCode.NetworkUnsupportedNode);

    [Test]
    public void A_batch_norm_too_wide_for_the_chip_is_refused()
    {
        float[] ones = [.. Enumerable.Repeat(1f, 50000)];
        OnnxBuilder builder = Flat(50000).Floats("one", [50000], ones).Node("Relu", ["x"], "r").Node("Mul", ["r", "one"], "m").Node("Add", ["m", "r"], "y");
        AcsException error = Refused(builder, ErrorCode.NetworkUnsupportedNode);
        Assert.That(error.Expected, Does.Contain("2048 channels"));
    }

    [Test]
    public void Layers_on_tensors_with_the_channels_last_are_refused()
    {
        OnnxBuilder Last() => new OnnxBuilder().Input("x", "N", 2, 2, 3).Output("y").Floats("k", [3, 3, 1, 1], new float[9]).Floats("three", [12], new float[12]).Longs("to", -1, 2, 6)
            .Node("Transpose", ["x"], "t", ("perm", (long[])[0, 3, 1, 2])).Node("Conv", ["t", "k"], "c").Node("Transpose", ["c"], "l", ("perm", (long[])[0, 2, 3, 1]));
        Refused(Last().Node("MaxPool", ["l"], "y", ("kernel_shape", (long[])[2, 2])), ErrorCode.NetworkUnsupportedNode);
        Refused(Last().Node("Reshape", ["l", "to"], "y"), ErrorCode.NetworkUnsupportedNode);
        Refused(Last().Node("Flatten", ["l"], "f").Node("Mul", ["f", "three"], "y"), ErrorCode.NetworkUnsupportedNode);
        Refused(Last().Node("Add", ["l", "x"], "y"), ErrorCode.NetworkUnsupportedNode);
        Refused(Last().Node("Relu", ["l"], "y"), ErrorCode.NetworkUnsupportedNode);
        Refused(Last().Node("Transpose", ["c"], "y", ("perm", (long[])[0, 1, 3, 2])), ErrorCode.NetworkUnsupportedNode);
    }

    private static AcsException Refused(OnnxBuilder builder, ErrorCode code)
    {
        AcsException error = Assert.Throws<AcsException>(() => GraphOptimiser.Optimise(OnnxImporter.Import(builder.Build(), "test.onnx")))!;
        Assert.That(error.Code, Is.EqualTo(code), error.Render());
        Assert.That(error.Where, Does.Contain("test.onnx"));
        return error;
    }
}
