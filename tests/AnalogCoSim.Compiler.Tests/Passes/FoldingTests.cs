using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Passes;
using AnalogCoSim.Compiler.Tests.Support;
using static AnalogCoSim.Compiler.Tests.Support.HandGraphs;
using static AnalogCoSim.Compiler.Tests.Support.SmallNetworks;

namespace AnalogCoSim.Compiler.Tests.Passes;

/// <summary>Factors, addends and orders of channels that move into their neighbours.</summary>
[TestFixture]
public sealed class FoldingTests
{
    /// <summary>ReLU(4) = 4, times 2 plus 1 = 9; the convolution's weights 1 and 10 with their batch-norm scales 3 and -5 make 27 and -450, and its own addends 100 and 200 come on top.</summary>
    [Test]
    public void A_factor_and_addend_fold_into_a_layer_that_has_a_scale_already()
    {
        NetworkGraph graph = Of(
            Flat(1, 1, 1, 2),
            new ReluLayer { Name = "relu", Input = 0, Output = 1, Relu = true },
            new AffineLayer { Name = "affine", Input = 1, Output = 2, Scale = [2], Shift = [1] },
            Linear(2, 3, 2, 1f, 10f) with { Scale = [3, -5], Bias = [100, 200] });
        NetworkGraph optimised = GraphOptimiser.Optimise(graph);
        Assert.That(optimised.Layers, Has.None.TypeOf<AffineLayer>());
        Assert.That(new FloatNetwork(optimised).Run([4f]), Is.EqualTo(new[] { 127f, -250f }));
        Assert.That(new FloatNetwork(graph).Run([4f]), Is.EqualTo(new[] { 127f, -250f }), "as given");
    }

    /// <summary>((x - 10) / 4) * 2 + 3 = (x - 4) / 2, and for the second channel ((x - 20) / 8) * -1 + 0.5 = (x - 24) / -8.</summary>
    [Test]
    public void Arithmetic_at_the_input_goes_into_an_encoding_that_normalises_already()
    {
        NetworkGraph graph = Of(
            Flat(2, 2, 1),
            new AffineLayer { Name = "affine", Input = 0, Output = 1, Scale = [2, -1], Shift = [3, 0.5f] },
            Linear(1, 2, 1, 1f, 100f)) with
        { Encoding = new InputEncoding([10, 20], [4, 8]) };
        NetworkGraph optimised = GraphOptimiser.Optimise(graph);
        Assert.That(optimised.Encoding.Mean, Is.EqualTo(new[] { 4f, 24f }));
        Assert.That(optimised.Encoding.Std, Is.EqualTo(new[] { 2f, -8f }));
        Assert.That(new FloatNetwork(optimised).Run([8f, 8f]), Is.EqualTo(new[] { 2f + 200f }));
    }

    /// <summary>Six channels of two rows, dealt out from two groups; of these the second row.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void A_shuffle_and_a_slice_of_rows_make_one_step(bool shuffleFirst)
    {
        OnnxBuilder builder = Shuffles(Image(6, 2, 1).Longs("s", 1).Longs("e", 2).Longs("ax", 2), shuffleFirst ? 2 : 1);
        builder = shuffleFirst
            ? Shuffle(builder, "x", "h").Node("Slice", ["h", "s", "e", "ax"], "y")
            : Shuffle(builder.Node("Slice", ["x", "s", "e", "ax"], "h"), "h", "y");
        NetworkGraph graph = Check(builder, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [1, 7, 3, 9, 5, 11]);
        Assert.That(graph.Layers, Has.Count.EqualTo(1));
    }

    /// <summary>1 2 3 4 5 6 dealt from two groups of three is 1 4 2 5 3 6, and again 1 5 4 3 2 6.</summary>
    [Test]
    public void Two_shuffles_stay_two() =>
        Check(Shuffle(Shuffle(Shuffles(Image(6, 1, 1), 1), "x", "h"), "h", "y"), [1, 2, 3, 4, 5, 6], [1, 5, 4, 3, 2, 6]);

    private static OnnxBuilder Shuffles(OnnxBuilder builder, long height) => builder.Longs("g", 0, 2, 3, height, 1).Longs("f", 0, 6, height, 1);

    private static OnnxBuilder Shuffle(OnnxBuilder builder, string from, string to) => builder
        .Node("Reshape", [from, "g"], from + "5").Node("Transpose", [from + "5"], from + "t", ("perm", (long[])[0, 2, 1, 3, 4])).Node("Reshape", [from + "t", "f"], to);
}
