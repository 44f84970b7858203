using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Mapping;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Compiler.Reports;
using AnalogCoSim.Compiler.Tests.Support;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Tests;

/// <summary>Splitting, placement, routes, registers and the refusal of what is too large.</summary>
[TestFixture]
public sealed class NetworkCompilerTests
{
    private const byte Host = 1 << 6;

    [Test]
    public void ResNet9_takes_the_published_40_cores_with_deep_layers_in_rows_of_8()
    {
        (float[] images, _, _) = TestData.Cifar10(7000, 8);
        CompiledNetwork network = NetworkCompiler.Compile(TestData.Model("resnet9-cifar10.onnx"), new CalibrationData(images, 8));
        Assert.That(network.CoreCount, Is.EqualTo(40));
        Assert.That(network.Layers.Select(l => l.Cores.Count), Is.EqualTo(new[] { 1, 2, 4, 4, 4, 8, 8, 8, 1 }));
        int[] deep = [.. network.Layers[5].Cores.Select(c => c.Core)];
        Assert.That(deep, Is.EqualTo(Enumerable.Range(deep[0] / 8 * 8, 8)), "west to east");
        Assert.That(network.Layers[5].Cores, Has.All.Property("Rows").EqualTo(252));
        Assert.That(ProgramCheck.Find(network.Program), Is.Empty);
    }

    [Test]
    public void The_autoencoder_compiles()
    {
        float[] data = [.. Enumerable.Range(0, 16 * 640).Select(i => -105 + (136f * ((i * 7919) % 640) / 640))];
        CompiledNetwork network = NetworkCompiler.Compile(TestData.Model("autoencoder-mlperf.onnx"), new CalibrationData(data, 16));
        Assert.That(network.CoreCount, Is.EqualTo(14));
        Assert.That(ProgramCheck.Find(network.Program), Is.Empty);
    }

    [Test]
    public void A_chain_passes_partial_sums_on_and_its_tail_alone_has_bias_and_ReLU()
    {
        CompiledNetwork network = Compile(Dense(600, 10), new CompilerOptions { CentrePartialSums = false });
        IReadOnlyList<CoreSlice> chain = ((CrossbarStep)network.Program.Steps[0]).Groups.Single().Chain;
        Assert.That(chain.Select(s => (s.FirstRow, s.RowCount)), Is.EqualTo(new[] { (0, 200), (200, 200), (400, 200) }));
        Assert.That(chain.Select(s => s.Ldpu.Relu2), Is.EqualTo(new[] { false, false, true }));
        Assert.That(chain.Select(s => s.Ldpu.Combine), Is.EqualTo(new[] { false, true, true }));
        Assert.That(chain.Select(s => s.Ldpu.TxMask), Is.EqualTo(new byte[] { 1, 1, Host }));
        Assert.That(chain.Skip(1).Select(s => s.Ldpu.RxPath), Is.EqualTo(chain.Take(2).Select(s => s.Ldpu.TxPath)));
        Assert.That(chain[0].Ldpu.AffineOffset, Is.All.EqualTo(0));
        Assert.That(chain[2].Ldpu.AffineOffset[..10], Is.All.Not.EqualTo(0));
    }

    [Test]
    public void Centred_partial_sums_give_the_same_result()
    {
        CompiledNetwork centred = Compile(Dense(600, 10), new CompilerOptions());
        CompiledNetwork plain = Compile(Dense(600, 10), new CompilerOptions { CentrePartialSums = false });
        (float[] data, int count) = (Data(600), 32);
        sbyte[] a = new ProgramEmulator(centred.Program, 0.035, false).Run(data);
        sbyte[] b = new ProgramEmulator(plain.Program, 0.035, false).Run(data);
        Assert.That(a.Zip(b, (x, y) => Math.Abs(x - y)).Max(), Is.LessThanOrEqualTo(4), $"{count} samples");
    }

    /// <summary>Branches of 5, 3 and 7 channels whose values differ tenfold, joined in front of a convolution, then again in front of the classifier.</summary>
    [Test]
    public void Joined_branches_come_out_of_the_chip_as_in_float()
    {
        byte[] bytes = new OnnxBuilder().Input("x", "N", 3, 6, 6).Output("y")
            .Floats("a", [5, 3, 1, 1], Weights(15)).Floats("b", [7, 3, 3, 3], Weights(189)).Floats("c", [4, 15, 1, 1], Weights(60)).Floats("d", [19 * 36, 10], Weights(19 * 360))
            .Node("Conv", ["x", "a"], "a1").Node("Relu", ["a1"], "a2").Node("Conv", ["x", "b"], "b1", ("pads", (long[])[1, 1, 1, 1])).Node("Relu", ["b1"], "b2")
            .Node("Concat", ["a2", "x", "b2"], "joined", ("axis", 1)).Node("Conv", ["joined", "c"], "c1").Node("Relu", ["c1"], "c2")
            .Node("Concat", ["c2", "joined"], "all", ("axis", 1)).Node("Flatten", ["all"], "flat").Node("MatMul", ["flat", "d"], "y").Build();
        CheckOnChip(bytes);
    }

    /// <summary>A unit as ShuffleNet has it: half of the channels pass by, joined with the other half and shuffled; then every second pixel, from the second row on.</summary>
    [Test]
    public void Split_shuffled_and_sliced_channels_come_out_of_the_chip_as_in_float()
    {
        byte[] bytes = new OnnxBuilder().Input("x", "N", 3, 6, 6).Output("y")
            .Floats("a", [8, 3, 1, 1], Weights(24)).Floats("b", [6, 4, 3, 3], Weights(216)).Floats("c", [4, 10, 1, 1], Weights(40)).Floats("d", [36, 10], Weights(360))
            .Longs("halves", 4, 4).Longs("groups", 0, 2, 5, 6, 6).Longs("image", 0, 10, 6, 6).Longs("from", 1, 0).Longs("to", 6, 6).Longs("axes", 2, 3).Longs("steps", 2, 2)
            .Node("Conv", ["x", "a"], "a1").Node("Relu", ["a1"], "a2").Node("Split", ["a2", "halves"], ["by", "through"], ("axis", 1))
            .Node("Conv", ["through", "b"], "b1", ("pads", (long[])[1, 1, 1, 1])).Node("Relu", ["b1"], "b2").Node("Concat", ["by", "b2"], "joined", ("axis", 1))
            .Node("Reshape", ["joined", "groups"], "grouped").Node("Transpose", ["grouped"], "dealt", ("perm", (long[])[0, 2, 1, 3, 4])).Node("Reshape", ["dealt", "image"], "shuffled")
            .Node("Slice", ["shuffled", "from", "to", "axes", "steps"], "quarter").Node("Conv", ["quarter", "c"], "c1").Node("Relu", ["c1"], "c2")
            .Node("Flatten", ["c2"], "flat").Node("MatMul", ["flat", "d"], "y").Build();
        CheckOnChip(bytes);
    }

    [Test]
    public void A_wide_layer_is_cut_into_equal_column_groups()
    {
        CompiledNetwork network = Compile(Dense(100, 640), new CompilerOptions());
        Assert.That(((CrossbarStep)network.Program.Steps[0]).Groups.Select(g => (g.FirstChannel, g.ChannelCount)), Is.EqualTo(new[] { (0, 214), (214, 214), (428, 212) }));
    }

    [Test]
    public void A_given_placement_is_connected_through_other_tiles()
    {
        CompiledNetwork network = Compile(Dense(600, 10), new CompilerOptions { Placement = [0, 20, 63] });
        IReadOnlyList<CoreSlice> chain = ((CrossbarStep)network.Program.Steps[0]).Groups.Single().Chain;
        Assert.That(chain[0].Hops, Is.Not.Empty);
        Assert.That(chain[2].Hops, Is.Empty);
        Assert.That(ProgramCheck.Find(network.Program), Is.Empty);
    }

    [TestCase(0, 0)]
    [TestCase(0, 99)]
    [TestCase(1, 2, 3, 4)]
    public void A_wrong_placement_is_refused(params int[] cores) =>
        Assert.That(Assert.Throws<AcsException>(() => Compile(Dense(300, 10), new CompilerOptions { Placement = cores }))!.Code, Is.EqualTo(ErrorCode.NetworkDoesNotFit));

    [Test]
    public void A_network_too_large_is_refused_with_the_cores_of_each_layer()
    {
        AcsException error = Assert.Throws<AcsException>(() => Compile(Dense(5000, 1000), new CompilerOptions()))!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.NetworkDoesNotFit));
        Assert.That(error.Actual, Does.Contain("80 cores").And.Contains("5000 x 1000 on 80"));
    }

    [Test]
    public void Calibration_data_of_another_shape_are_refused() =>
        Assert.That(
            Assert.Throws<AcsException>(() => NetworkCompiler.Compile(OnnxImporter.Import(Dense(4, 2), "test.onnx"), new CalibrationData([1, 2, 3], 1)))!.Code,
            Is.EqualTo(ErrorCode.ArrayMismatch));

    [Test]
    public void Read_voltage_falls_where_bit_lines_would_be_limited()
    {
        CoreReport small = Compile(Dense(4, 250), new CompilerOptions()).Layers[0].Cores[0];
        CoreReport large = Compile(Dense(250, 250), new CompilerOptions()).Layers[0].Cores[0];
        Assert.That(small.ReadVoltageVolt, Is.EqualTo(0.4f).Within(0.001));
        Assert.That(large.ReadVoltageVolt * large.GmaxMicroSiemens, Is.LessThan(small.ReadVoltageVolt * small.GmaxMicroSiemens));
        Assert.That(large.MeanCurrentMicroAmpere, Is.LessThan(100));
    }

    [Test]
    public void The_same_input_gives_the_same_program()
    {
        CompiledNetwork a = Compile(Dense(300, 20), new CompilerOptions());
        CompiledNetwork b = Compile(Dense(300, 20), new CompilerOptions());
        foreach ((CoreSlice x, CoreSlice y) in a.Program.Slices.Zip(b.Program.Slices))
        {
            Assert.That(x.ColumnScale, Is.EqualTo(y.ColumnScale));
            Assert.That(x.Ldpu.AffineOffset, Is.EqualTo(y.Ldpu.AffineOffset));
            Assert.That((x.OutputStep, x.ReadVoltageVolt, x.Ldpu.RxScale), Is.EqualTo((y.OutputStep, y.ReadVoltageVolt, y.Ldpu.RxScale)));
        }
    }

    [TestCaseSource(nameof(Lengths))]
    public void Chains_are_placed_on_different_cores_from_neighbour_to_neighbour(int[] lengths)
    {
        int[][] chains = Placer.Place(lengths);
        Assert.That(chains.Select(c => c.Length), Is.EqualTo(lengths));
        Assert.That(chains.SelectMany(c => c).Distinct().Count(), Is.EqualTo(lengths.Sum()));
        foreach ((int from, int to) in chains.SelectMany(c => c.Zip(c.Skip(1))))
        {
            Assert.That(Math.Abs((from / 8) - (to / 8)) + Math.Abs((from % 8) - (to % 8)), Is.EqualTo(1));
        }
    }

    private static IEnumerable<int[]> Lengths() =>
    [
        [64], [1], [8, 8, 8, 8, 8, 8, 8, 8], [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4], [20, 3, 7, 11, 8], [1, 2, 4, 4, 4, 8, 8, 8, 1], [.. Enumerable.Repeat(3, 21)],
    ];

    private static CompiledNetwork Compile(byte[] bytes, CompilerOptions options)
    {
        NetworkGraph graph = OnnxImporter.Import(bytes, "test.onnx");
        return NetworkCompiler.Compile(graph, new CalibrationData(Data(graph.InputShape.Length), 32), options);
    }

    private static float[] Data(int length) => [.. Enumerable.Range(0, 32 * length).Select(i => ((i * 7919) % 1009 / 504f) - 0.8f)];

    private static byte[] Dense(int rows, int columns)
    {
        float[] weights = [.. Enumerable.Range(0, rows * columns).Select(i => ((i * 6101L) % 997 / 498f) - 1)];
        float[] bias = [.. Enumerable.Range(0, columns).Select(c => 1f + (c % 10))];
        return new OnnxBuilder().Input("x", "N", rows).Output("y").Floats("w", [rows, columns], weights).Floats("b", [columns], bias)
            .Node("Gemm", ["x", "w", "b"], "h").Node("Relu", ["h"], "y").Build();
    }

    private static float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 6101L) % 997 / 498f) - 0.95f)];

    /// <summary>Compiles a network for images of 3 x 6 x 6 and compares what the chip makes of 32 with float; the noise of its INT8 numbers may be a hundredth of the signal.</summary>
    private static void CheckOnChip(byte[] onnx)
    {
        float[] images = [.. Enumerable.Range(0, 32 * 108).Select(i => (float)(i * 7919L % 251))];
        NetworkGraph graph = OnnxImporter.Import(onnx, "test.onnx");
        CompiledNetwork network = NetworkCompiler.Compile(graph, new CalibrationData(images, 32), new CompilerOptions());
        Assert.That(ProgramCheck.Find(network.Program), Is.Empty);

        float[] expected = new FloatNetwork(graph).Run(images);
        float scale = network.Program.Tensors[^1].Scale;
        float[] onChip = [.. EngineRun.Results(network.Program, new AnalogParameters { Fidelity = Fidelity.Quantised }, images).SelectMany(r => r.Output).Select(v => v * scale)];
        double error = expected.Zip(onChip, (x, y) => Math.Pow(x - y, 2)).Average(), spread = expected.Average(x => Math.Pow(x - expected.Average(), 2));
        Assert.That(error / spread, Is.LessThan(0.01), "noise over signal");
    }
}
