using System.Diagnostics;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Passes;
using AnalogCoSim.Compiler.Tests.Support;

namespace AnalogCoSim.Compiler.Tests.Execution;

/// <summary>The float executor against logits that other software computed from the same files.</summary>
[TestFixture]
public sealed class FloatNetworkTests
{
    private static readonly float[] TorchMean = [0.485f * 255, 0.456f * 255, 0.406f * 255];
    private static readonly float[] TorchStd = [0.229f * 255, 0.224f * 255, 0.225f * 255];

    [TestCase("resnet20-cifar10.onnx", "models/cifar10_resnet20_akamaster", true)]
    [TestCase("resnet14-cifar10.onnx", "models/cifar10_resnet14_crosssim", true)]
    [TestCase("resnet8-mlperf.onnx", "models/mlperf_tiny_resnet8", false)]
    public void Logits_equal_the_golden_ones(string model, string golden, bool normalised)
    {
        NetworkGraph graph = OnnxImporter.Import(TestData.Model(model));
        float[] expected = TestData.Floats(TestData.Data(golden + "/golden_logits_first8000_f32.bin"));
        (float[] images, _, int[] numbers) = TestData.Cifar10(0, 256);
        NetworkGraph encoded = normalised ? graph with { Encoding = new InputEncoding(TorchMean, TorchStd) } : graph;

        float[] plain = new FloatNetwork(encoded).Run(images);
        float[] fused = new FloatNetwork(GraphOptimiser.Optimise(encoded)).Run(images);

        float[] wanted = [.. numbers.SelectMany(n => expected.Skip(n * 10).Take(10))];
        Assert.That(plain.Zip(wanted, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(1e-3));
        Assert.That(fused.Zip(wanted, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(1e-3));
    }

    [Test]
    public void ResNet9_reaches_the_accuracy_measured_elsewhere_at_speed()
    {
        NetworkGraph graph = OnnxImporter.Import(TestData.Model("resnet9-cifar10.onnx"));
        (float[] images, int[] labels, _) = TestData.Cifar10(0, 1000);
        NetworkGraph encoded = GraphOptimiser.Optimise(graph with { Encoding = new InputEncoding([125.3f, 123.0f, 113.9f], [63.0f, 62.1f, 66.7f]) });
        var network = new FloatNetwork(encoded);
        network.Run(images.AsSpan(0, 64 * 3072));

        var watch = Stopwatch.StartNew();
        float[] logits = network.Run(images);
        double rate = labels.Length / watch.Elapsed.TotalSeconds;

        int right = labels.Where((label, i) => TestData.Argmax(logits.AsSpan(i * 10, 10)) == label).Count();
        TestContext.Out.WriteLine($"{right} of {labels.Length} right, {rate:F0} images/s, {encoded.Macs * rate * 1e-9:F1} GMAC/s, {Environment.ProcessorCount} processors");
        Assert.That(right / (double)labels.Length, Is.EqualTo(0.909).Within(0.02));
    }
}
