using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Compiler.Reports;
using AnalogCoSim.Compiler.Tests.Support;

namespace AnalogCoSim.Compiler.Tests.Mapping;

/// <summary>
/// A layer of 300 x 300 on two chains of two cores: residual, bias and batch-norm scale differ from channel to channel, and all numbers are whole within INT8, so that no error may be left.
/// </summary>
[TestFixture]
public sealed class ColumnGroupTests
{
    private const int Channels = 300;
    private const int Samples = 24;

    /// <summary>Channels 0 and 150, the first of each group, fix the scales: 127 in, 254 out.</summary>
    private static readonly float[] Inputs = [.. Enumerable.Range(0, Samples * Channels).Select(i => Input(i / Channels, i % Channels))];

    private static readonly CompilerOptions Options = new() { CentrePartialSums = false };

    [Test]
    public void Whole_numbers_come_out_without_error([Values] bool relu)
    {
        CompiledNetwork network = Compile(relu, Options);
        LayerReport report = network.Layers.Single();
        Assert.Multiple(() =>
        {
            Assert.That(report.ColumnGroups, Is.EqualTo(2));
            Assert.That((report.InputScale, report.OutputScale), Is.EqualTo((1f, 2f)));
            Assert.That(report.SqnrDecibel, Is.EqualTo(double.PositiveInfinity));
        });

        sbyte[] expected = [.. Enumerable.Range(0, Samples * Channels).Select(i => (sbyte)(Expected(i / Channels, i % Channels, relu) / 2))];
        sbyte[] given = [.. EngineRun.Results(network.Program, new AnalogParameters { Fidelity = Fidelity.Exact }, Inputs).SelectMany(result => result.Output)];
        Assert.That(given, Is.EqualTo(expected));
    }

    [TestCase(ColumnScaling.Automatic)]
    [TestCase(ColumnScaling.AsTrained)]
    [TestCase(ColumnScaling.Folded)]
    [TestCase(ColumnScaling.PerColumn)]
    public void Weights_and_factors_of_each_column_are_those_of_its_channel(ColumnScaling scaling)
    {
        var step = (CrossbarStep)Compile(false, Options with { ColumnScaling = scaling }).Program.Steps.Single();
        foreach (int channel in (int[])[1, 2, 149, 151, 152, 299])
        {
            // The diagonal: channel c is row c, so groups of 150 have their weights in the head (first group) or the tail.
            CoreSlice slice = step.Groups[channel / 150].Chain[channel / 150];
            (float weight, float factor) = scaling switch
            {
                ColumnScaling.Folded => (Weight(channel) * Scale(channel), 1f),
                ColumnScaling.PerColumn => (Math.Sign(Scale(channel)), Math.Abs(Weight(channel) * Scale(channel))),
                _ => (Weight(channel), Scale(channel)),
            };
            Assert.That((slice.Weights[(channel % 150 * 256) + (channel % 150)], slice.ColumnScale![channel % 150]), Is.EqualTo((weight, factor)), $"channel {channel}");
        }
    }

    [Test]
    public void Each_group_reports_the_largest_weight_as_trained() =>
        Assert.That(Compile(false, Options).Layers.Single().Cores.Select(core => (core.Rows, core.Columns, core.WeightMax)), Is.EqualTo(new[] { (150, 150, 5f), (150, 150, 1f), (150, 150, 1f), (150, 150, 5f) }));

    private static CompiledNetwork Compile(bool relu, CompilerOptions options)
    {
        var weights = new float[Channels * Channels];
        for (int c = 0; c < Channels; c++)
        {
            weights[c * (Channels + 1)] = Weight(c);
        }

        LinearLayer layer = HandGraphs.Linear(0, 1, Channels, weights) with
        {
            Second = 0,
            Relu = relu,
            Scale = [.. Enumerable.Range(0, Channels).Select(Scale)],
            Bias = [.. Enumerable.Range(0, Channels).Select(Bias)],
        };
        return NetworkCompiler.Compile(HandGraphs.Of(HandGraphs.Flat(Channels, Channels), layer), new CalibrationData(Inputs, Samples), options);
    }

    private static bool First(int channel) => channel % 150 == 0;

    private static float Weight(int channel) => First(channel) ? 1 : 1 + (channel / 3 % 5);

    private static float Scale(int channel) => First(channel) ? 1 : new[] { 1f, 2f, -4f }[(channel + (channel / 150)) % 3];

    private static float Bias(int channel) => First(channel) ? 0 : 2 * ((channel * 7 % 11) - 5);

    private static float Input(int sample, int channel) => First(channel) ? 127 : (2 * (((sample * 5) + (channel * 3)) % 7)) - 6;

    private static float Expected(int sample, int channel, bool relu)
    {
        float x = Input(sample, channel);
        float sum = (x * Weight(channel) * Scale(channel)) + Bias(channel) + x;
        return relu ? Math.Max(sum, 0) : sum;
    }
}
