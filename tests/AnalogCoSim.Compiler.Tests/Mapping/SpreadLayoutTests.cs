using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Compiler.Tests.Support;
using AnalogCoSim.Inference.Fitting;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Compiler.Tests.Mapping;

/// <summary>A spread layout uses what a compact one leaves idle, and computes the same.</summary>
[TestFixture]
public sealed class SpreadLayoutTests
{
    private const int Channels = 40;
    private const int Samples = 16;

    private static readonly float[] Images = [.. Enumerable.Range(0, Samples * Channels * 9).Select(i => (float)(i * 7919L % 251))];

    /// <summary>A residual block between two convolutions, each on a chain of two cores, and a classifier on two: seven chains' worth of draws per seed.</summary>
    private static readonly byte[] Network = new OnnxBuilder().Input("x", "N", Channels, 3, 3).Output("y")
        .Floats("a", [Channels, Channels, 3, 3], Weights(Channels * Channels * 9)).Floats("b", [Channels, Channels, 3, 3], Weights(Channels * Channels * 9))
        .Floats("d", [Channels * 9, 10], Weights(Channels * 90))
        .Node("Conv", ["x", "a"], "a1", ("pads", (long[])[1, 1, 1, 1])).Node("Relu", ["a1"], "a2")
        .Node("Conv", ["a2", "b"], "b1", ("pads", (long[])[1, 1, 1, 1])).Node("Add", ["b1", "a2"], "b2").Node("Relu", ["b2"], "b3")
        .Node("Flatten", ["b3"], "flat").Node("MatMul", ["flat", "d"], "y").Build();

    [Test]
    public void Every_chain_is_at_least_three_links_apart_and_has_nothing_wrong([Range(1, 25)] int seed)
    {
        ChipProgram program = Compile(Spread(seed));
        Assert.That(ProgramCheck.Find(program), Is.Empty);
        Assert.That(Groups(program).SelectMany(group => group.Chain.SkipLast(1)), Has.All.Property(nameof(CoreSlice.Hops)).Count.AtLeast(2));
    }

    [Test]
    public void Exact_chip_gives_the_same_outputs_in_every_layout([Range(1, 10)] int seed)
    {
        var exact = new AnalogParameters { Fidelity = Fidelity.Exact };
        sbyte[][] expected = Outputs(Compile(new CompilerOptions()), exact);
        Assert.That(Outputs(Compile(Spread(seed)), exact), Is.EqualTo(expected));
        Assert.That(expected.SelectMany(output => output).Distinct().Count(), Is.GreaterThan(10));
    }

    [Test]
    public void Draws_reach_all_selections_nearly_all_columns_and_every_port()
    {
        CoreSlice[] slices = [.. Enumerable.Range(1, 40).SelectMany(seed => Compile(Spread(seed)).Slices)];
        int[] live = [.. slices.SelectMany(slice => Enumerable.Range(0, 256).Where(column => slice.Weights[column] != 0 || slice.Weights[256 + column] != 0)).Distinct()];
        int ports = slices.SelectMany(slice => slice.Hops).Aggregate(0, (mask, hop) => mask | hop.ForwardMask);
        Assert.Multiple(() =>
        {
            Assert.That(live, Has.Length.AtLeast(250));
            Assert.That(slices.Count(slice => slice.Ldpu.TxFirst > 0), Is.GreaterThan(10));
            Assert.That(slices.Count(slice => slice.Ldpu.TxLast < 255), Is.GreaterThan(10));
            Assert.That(slices.Count(slice => slice.Ldpu.RxFirst > 0), Is.GreaterThan(10));
            Assert.That(slices.Count(slice => slice.Ldpu.TxLast - slice.Ldpu.TxFirst + 1 > Channels), Is.GreaterThan(10), "more is sent than is used");
            Assert.That(ports, Is.EqualTo((1 << LinkTable.NeighbourPorts) - 1));
        });
    }

    [Test]
    public void Same_seed_gives_the_same_layout_and_another_seed_another()
    {
        string first = Places(1);
        Assert.That(Places(1), Is.EqualTo(first));
        Assert.That(Places(2), Is.Not.EqualTo(first));
    }

    [Test]
    public void Columns_are_fitted_where_they_lie()
    {
        var quiet = new AnalogParameters { ProgrammingNoiseScale = 0, ReadNoiseScale = 0, Compensation = DriftCompensation.Affine };
        var exact = new AnalogParameters { Fidelity = Fidelity.Exact };
        ChipProgram program = Compile(Spread(3));
        sbyte[] inputs = EngineRun.Encode(program, Images);
        sbyte[][] wanted = Outputs(program, exact);
        ProgrammedChip chip = ProgrammedChip.Create(program, quiet);
        Assert.That(Error(Run(chip.FitColumns(inputs), inputs), wanted), Is.LessThan(Error(Run(chip, inputs), wanted)));
    }

    [Test]
    public void Residual_of_the_host_goes_to_column_0_on()
    {
        foreach (CrossbarStep step in Enumerable.Range(1, 25).SelectMany(seed => Compile(Spread(seed)).Steps.OfType<CrossbarStep>()).Where(step => step.Residual is not null))
        {
            Assert.That(step.Groups.Select(group => (group.FirstColumns()[0], group.Chain[0].Ldpu.RxFirst)), Is.All.EqualTo((0, (byte)0)));
        }
    }

    private static CompilerOptions Spread(int seed) => new() { Layout = ChipLayout.Spread, LayoutSeed = (ulong)seed };

    private static ChipProgram Compile(CompilerOptions options) =>
        NetworkCompiler.Compile(OnnxImporter.Import(Network, "spread.onnx"), new CalibrationData(Images, Samples), options).Program;

    private static IEnumerable<ColumnGroup> Groups(ChipProgram program) => program.Steps.OfType<CrossbarStep>().SelectMany(step => step.Groups);

    private static string Places(int seed) => string.Join(' ', Compile(Spread(seed)).Slices.Select(slice => (slice.Core, slice.Ldpu.TxFirst, slice.Ldpu.RxFirst)));

    private static sbyte[][] Outputs(ChipProgram program, AnalogParameters analog) => [.. EngineRun.Results(program, analog, Images).Select(result => result.Output)];

    private static sbyte[][] Run(ProgrammedChip chip, sbyte[] inputs)
    {
        using var engine = new ReferenceEngine(chip);
        return [.. engine.Run([.. Enumerable.Range(0, Samples)], inputs).Select(result => result.Output)];
    }

    private static double Error(sbyte[][] given, sbyte[][] wanted) =>
        given.SelectMany(output => output).Zip(wanted.SelectMany(output => output), (a, b) => Math.Pow(a - b, 2)).Average();

    private static float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 6101L) % 997 / 498f) - 0.95f)];
}
