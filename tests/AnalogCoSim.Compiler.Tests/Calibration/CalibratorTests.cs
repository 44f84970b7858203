using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Graph;
using static AnalogCoSim.Compiler.Tests.Support.HandGraphs;

namespace AnalogCoSim.Compiler.Tests.Calibration;

/// <summary>Scales of values that one step represents without error.</summary>
[TestFixture]
public sealed class CalibratorTests
{
    private static readonly FeatureShape Square = new(1, 2, 2);

    /// <summary>Of each image of 2 x 2 the pool takes 127; the other pixels reach to -254.</summary>
    private static readonly float[] Images = [127, -254, 0, -2, -254, 127, 100, -100];

    /// <summary>The pool's result and what goes into it share a scale. A sum takes the latter, as its second input: -254 counts, and the step is 2.</summary>
    [Test]
    public void What_a_sum_takes_as_its_second_input_counts()
    {
        NetworkGraph graph = Pooled(new AddLayer { Name = "sum", Input = 2, Second = 1, Output = 4 });
        float[] scales = Calibrator.Run(graph, new CalibrationData([.. Images.Select(v => v == 127 ? 126 : v)], 2)).Scales;
        Assert.That((scales[1], scales[3]), Is.EqualTo((2f, 2f)));
    }

    /// <summary>Where only the pool takes it, what the pool drops does not count.</summary>
    [Test]
    public void What_only_a_pool_takes_does_not_count()
    {
        NetworkGraph graph = Pooled(new AddLayer { Name = "sum", Input = 2, Second = 2, Output = 4 });
        float[] scales = Calibrator.Run(graph, new CalibrationData(Images, 2)).Scales;
        Assert.That((scales[1], scales[3]), Is.EqualTo((1f, 1f)));
    }

    /// <summary>A layer that is dead on the samples has no range of its own; its ceiling of 6 is still where INT8 ends.</summary>
    [Test]
    public void A_ceiling_is_the_largest_INT8_number_even_where_the_samples_never_reach_it()
    {
        NetworkGraph graph = Of(Flat(1, 1, 1), Linear(0, 1, 1, -1f) with { Relu = true, Ceiling = 6 }, Linear(1, 2, 1, 1f));
        float[] scales = Calibrator.Run(graph, new CalibrationData([1, 2, 3], 3)).Scales;
        Assert.That(scales[1], Is.EqualTo(6f / 127).Within(1e-7));
    }

    /// <summary>The result is never clipped: its largest magnitude is 127, of whichever sign and in whichever chunk of 64 images.</summary>
    [TestCase(0)]
    [TestCase(69)]
    public void The_result_reaches_to_its_largest_magnitude(int place)
    {
        NetworkGraph graph = Of(Flat(1, 1), Linear(0, 1, 1, 1f));
        float[] inputs = [.. Enumerable.Repeat(1f, 70)];
        inputs[place] = -381;
        Assert.That(Calibrator.Run(graph, new CalibrationData(inputs, 70)).Scales[1], Is.EqualTo(3f));
    }

    private static NetworkGraph Pooled(AddLayer sum)
    {
        var pixels = new ConvolutionGeometry(1, 1, 1, 1, 0, 0, 2, 2);
        return Of(
            [Square, Square, Square, new FeatureShape(1, 1, 1), Square, new FeatureShape(1, 1, 1)],
            Linear(0, 1, 1, 1f) with { Geometry = pixels },
            Linear(0, 2, 1, 1f) with { Geometry = pixels },
            new MaxPoolLayer { Name = "pool", Input = 1, Output = 3, Geometry = new ConvolutionGeometry(2, 2, 2, 2, 0, 0, 1, 1) },
            sum,
            Linear(3, 5, 1, 1f));
    }
}
