using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Compiler.Tests.Support;

namespace AnalogCoSim.Compiler.Tests.Mapping;

/// <summary>Layers of a few numbers whose INT8 results are worked out by hand.</summary>
[TestFixture]
public sealed class MappedLayerTests
{
    /// <summary>
    /// Inputs 127, 0.75, 5, 0.75 with the scale 1 become 127, 1, 5, 1, and so do the residuals. Wanted are 127, 0.75 + 2 * 5 = 10.75, 5 + 0.15 * 5 = 5.75 and 0.75 + 3 * 0.75 = 3;
    /// the chip makes 127, 1 + 10 = 11, 5.75 rounded to 6, and 1 + 3 = 4.
    /// </summary>
    [Test]
    public void Residuals_inputs_and_results_are_rounded_to_the_nearest_number()
    {
        float[] weights =
        [
            0, 0, 0, 0,
            0, 0, 0, 0,
            0, 2, 0.15f, 0,
            0, 0, 0, 3,
        ];
        LinearLayer layer = HandGraphs.Linear(0, 1, 4, weights) with { Second = 0 };
        float[] image = [127, 0.75f, 5, 0.75f];
        double sqnr = Compile(layer, [.. image, .. image], new CompilerOptions { CentrePartialSums = false }).Layers.Single().SqnrDecibel;

        double signal = (127.0 * 127) + (10.75 * 10.75) + (5.75 * 5.75) + (3.0 * 3);
        double error = (0.25 * 0.25) + (0.25 * 0.25) + 1;
        Assert.That(sqnr, Is.EqualTo(10 * Math.Log10(signal / error)).Within(1e-4));
    }

    /// <summary>
    /// 100 weights of 1 and one of -2: at a limit L from 1 to 2 clipping costs (2 - L)^2 and programming 101 (e L)^2. With 101 e^2 = 0.6 the sum is smallest at L = 2 / 1.6 = 1.25.
    /// </summary>
    [Test]
    public void A_lone_large_weight_is_clipped_where_clipping_and_programming_cost_least_together()
    {
        LinearLayer layer = HandGraphs.Linear(0, 1, 1, [.. Enumerable.Repeat(1f, 100), -2f]);
        var options = new CompilerOptions { ColumnScaling = ColumnScaling.Folded, ExpectedProgrammingError = Math.Sqrt(0.6 / 101) };
        CoreSlice slice = Compile(layer, [.. Enumerable.Repeat(1f, 101)], options).Program.Slices.Single();
        Assert.That(slice.WeightMax, Is.EqualTo(1.25f).Within(1e-5));
        Assert.That(slice.Weights[100 * 256], Is.EqualTo(-slice.WeightMax));
        Assert.That(slice.Weights[0], Is.EqualTo(1));
    }

    [Test]
    public void No_weight_is_clipped_where_programming_costs_nothing()
    {
        LinearLayer layer = HandGraphs.Linear(0, 1, 1, [.. Enumerable.Repeat(1f, 100), -2f]);
        CoreSlice slice = Compile(layer, [.. Enumerable.Repeat(1f, 101)], new CompilerOptions { ColumnScaling = ColumnScaling.Folded }).Program.Slices.Single();
        Assert.That((slice.WeightMax, slice.Weights[100 * 256]), Is.EqualTo((2f, -2f)));
    }

    private static CompiledNetwork Compile(LinearLayer layer, float[] inputs, CompilerOptions options) =>
        NetworkCompiler.Compile(HandGraphs.Of(HandGraphs.Flat(layer.Rows, layer.Columns), layer), new CalibrationData(inputs, inputs.Length / layer.Rows), options);
}
