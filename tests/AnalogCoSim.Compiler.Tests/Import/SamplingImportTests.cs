using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Tests.Support;
using static AnalogCoSim.Compiler.Tests.Support.SmallNetworks;

namespace AnalogCoSim.Compiler.Tests.Import;

/// <summary>Channels and pixels that are taken apart, dealt out or put in another order.</summary>
[TestFixture]
public sealed class SamplingImportTests
{
    [Test]
    public void Slice_and_Pad_of_channels_make_one_parameter_free_shortcut()
    {
        OnnxBuilder builder = Image(1, 2, 3).Longs("s", 0, 0).Longs("e", long.MaxValue, long.MaxValue).Longs("ax", 2, 3).Longs("st", 2, 2).Longs("p", 0, 1, 0, 0, 0, 2, 0, 0)
            .Node("Slice", ["x", "s", "e", "ax", "st"], "h").Node("Pad", ["h", "p"], "y");
        NetworkGraph graph = Check(builder, [1, 2, 3, 4, 5, 6], [0, 0, 1, 3, 0, 0, 0, 0]);
        Assert.That(graph.Layers, Has.Count.EqualTo(1));
    }

    [Test]
    public void Split_takes_channels_apart_and_Concat_puts_them_together()
    {
        OnnxBuilder builder = Image(3, 1, 2).Longs("n", 1, 2).Floats("w", [1, 1, 1, 1], 10)
            .Node("Split", ["x", "n"], ["a", "b"], ("axis", 1)).Node("Conv", ["a", "w"], "c").Node("Concat", ["b", "c"], "y", ("axis", 1));
        Check(builder, [1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 10, 20]);
    }

    [Test]
    public void Split_without_sizes_is_even_but_for_the_last_part_and_parts_that_go_unused_are_not_taken()
    {
        NetworkGraph graph = Check(Image(5, 1, 1, opset: 18).Node("Split", ["x"], ["a", "b", "c"], ("axis", 1), ("num_outputs", 3)).Node("Add", ["a", "b"], "y"), [1, 2, 3, 4, 5], [4, 6]);
        Assert.That(graph.Layers.Select(layer => layer.GetType()), Is.EqualTo((Type[])[typeof(SamplingLayer), typeof(SamplingLayer), typeof(AddLayer)]));
    }

    [Test]
    public void Two_slices_of_pixels_become_one_that_begins_and_steps_as_both()
    {
        OnnxBuilder builder = Image(1, 1, 12).Longs("s", 1).Longs("e", 12).Longs("ax", 3).Longs("st", 2)
            .Node("Slice", ["x", "s", "e", "ax", "st"], "odd").Node("Slice", ["odd", "s", "e", "ax", "st"], "y");
        NetworkGraph graph = Check(builder, [.. Enumerable.Range(0, 12).Select(i => (float)i)], [3, 7, 11]);
        Assert.That(graph.Layers, Has.Count.EqualTo(1));
    }

    [Test]
    public void Slices_of_pixels_may_begin_anywhere()
    {
        // Space to depth: the pixels of each 2 x 2 square become channels.
        OnnxBuilder builder = Image(1, 2, 4).Longs("s00", 0, 0).Longs("s01", 0, 1).Longs("s10", 1, 0).Longs("s11", 1, 1).Longs("e", 9, 9).Longs("ax", 2, 3).Longs("st", 2, 2);
        foreach (string place in (string[])["00", "01", "10", "11"])
        {
            builder.Node("Slice", ["x", $"s{place}", "e", "ax", "st"], $"p{place}");
        }

        Check(builder.Node("Concat", ["p00", "p01", "p10", "p11"], "y", ("axis", 1)), [1, 2, 3, 4, 5, 6, 7, 8], [1, 3, 2, 4, 5, 7, 6, 8]);
    }

    [Test]
    public void Slices_of_channels_are_merged_with_sub_sampling_but_not_with_zero_channels()
    {
        OnnxBuilder builder = Image(4, 1, 4).Longs("s", 1).Longs("e", 4).Longs("ax", 1).Longs("st", 2).Longs("zero", 0).Longs("far", 99).Longs("across", 3).Longs("p", 0, 1, 0, 0, 0, 1, 0, 0)
            .Node("Slice", ["x", "s", "e", "ax", "st"], "odd").Node("Slice", ["odd", "zero", "far", "across", "st"], "half").Node("Pad", ["half", "p"], "y");
        NetworkGraph graph = Check(builder, [.. Enumerable.Range(1, 16).Select(i => (float)i)], [0, 0, 5, 7, 13, 15, 0, 0]);
        Assert.That(graph.Layers, Has.Count.EqualTo(2));
    }

    [Test]
    public void Channel_shuffle_deals_the_groups_out_in_turn()
    {
        OnnxBuilder builder = Image(6, 1, 2).Longs("g", 0, 2, 3, 1, 2).Longs("f", 0, -1, 1, 2)
            .Node("Reshape", ["x", "g"], "grouped").Node("Transpose", ["grouped"], "dealt", ("perm", (long[])[0, 2, 1, 3, 4])).Node("Reshape", ["dealt", "f"], "y");
        NetworkGraph graph = Check(builder, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 2, 7, 8, 3, 4, 9, 10, 5, 6, 11, 12]);
        Assert.That(graph.Layers, Has.Count.EqualTo(1));
    }

    /// <summary>As exporters from TensorFlow write it: image, normalisation and flattening with the channels last, the rest with the channels first.</summary>
    [Test]
    public void Channels_last_are_put_in_order_without_a_layer()
    {
        OnnxBuilder builder = new OnnxBuilder().Input("x", "N", 1, 2, 3).Output("y").Floats("m", [3], 1, 2, 3).Floats("k", [2, 3, 1, 1], 1, 0, 0, 0, 1, 1)
            .Floats("w", [4, 1], 1, 10, 100, 1000)
            .Node("Sub", ["x", "m"], "s").Node("Transpose", ["s"], "t", ("perm", (long[])[0, 3, 1, 2])).Node("Conv", ["t", "k"], "c").Node("Relu", ["c"], "r")
            .Node("Transpose", ["r"], "l", ("perm", (long[])[0, 2, 3, 1])).Node("Relu", ["l"], "l2").Node("Flatten", ["l2"], "f").Node("MatMul", ["f", "w"], "y");

        // Channels first: pixels (2, 4, 6) and (3, 6, 9); without their mean (1, 2, 3) and (2, 4, 6); convolved (1, 5) and (2, 10).
        NetworkGraph graph = Check(builder, [2, 3, 4, 6, 6, 9], [1 + 50 + 200 + 10000]);
        Assert.That(graph.InputShape, Is.EqualTo(new FeatureShape(3, 1, 2)));
        Assert.That(graph.Layers.Select(layer => layer.GetType()), Is.EqualTo((Type[])[typeof(LinearLayer), typeof(ReshapeLayer), typeof(LinearLayer)]));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Mean_over_an_image_with_the_channels_last(int keep)
    {
        OnnxBuilder builder = new OnnxBuilder().Input("x", "N", 1, 2, 2).Output("y").Floats("k", [2, 2, 1, 1], 1, 0, 0, 1).Floats("w", [2, 1], 1, 10).Longs("to", -1, 2)
            .Node("Transpose", ["x"], "t", ("perm", (long[])[0, 3, 1, 2])).Node("Conv", ["t", "k"], "c").Node("Transpose", ["c"], "l", ("perm", (long[])[0, 2, 3, 1]))
            .Node("ReduceMean", ["l"], "a", ("axes", (long[])[1, 2]), ("keepdims", keep)).Node("Reshape", ["a", "to"], "f").Node("MatMul", ["f", "w"], "y");
        Check(builder, [1, 3, 5, 9], [2 + 70]);
    }

    [Test]
    public void Channels_last_are_seen_where_an_exporter_also_asks_for_the_shape_of_the_images()
    {
        OnnxBuilder builder = new OnnxBuilder().Input("x", "N", 1, 2, 2).Output("y").Longs("zero", 0).Longs("rest", -1).Floats("w", [4, 1], 1, 10, 100, 1000)
            .Node("Shape", ["x"], "shape").Node("Gather", ["shape", "zero"], "n", ("axis", 0)).Node("Concat", ["n", "rest"], "target", ("axis", 0))
            .Node("Transpose", ["x"], "t", ("perm", (long[])[0, 3, 1, 2])).Node("Reshape", ["t", "target"], "f").Node("MatMul", ["f", "w"], "y");
        Check(builder, [1, 2, 3, 4], [4321]);
    }
}
