using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Tests.Support;

namespace AnalogCoSim.Compiler.Tests;

/// <summary>Accuracy of compiled networks against float on the CIFAR-10 test set.</summary>
[TestFixture]
public sealed class QuantisedAccuracyTests
{
    private const double CountsPerMicroAmpereNanosecond = 0.035;

    [TestCase("resnet9-cifar10.onnx")]
    [TestCase("resnet20-cifar10.onnx")]
    [TestCase("resnet14-cifar10.onnx")]
    [TestCase("resnet8-mlperf.onnx")]
    public void Explore(string model)
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("N") ?? "1000");
        (float[] images, int[] labels, _) = TestData.Cifar10(0, count);
        (float[] samples, _, _) = TestData.Cifar10(7000, 512);
        CompilerOptions basis = Options(model);
        foreach (bool centre in (bool[])[true])
        foreach (ColumnScaling bn in Enum.GetValues<ColumnScaling>())
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            CompiledNetwork network = NetworkCompiler.Compile(TestData.Model(model), new CalibrationData(samples, samples.Length / 3072), basis with { CentrePartialSums = centre, ColumnScaling = bn });
            double compile = watch.Elapsed.TotalSeconds;
            float[] logits = new FloatNetwork(network.Graph).Run(images);
            int right = Right(logits, labels);
            sbyte[] ideal = new ProgramEmulator(network.Program, CountsPerMicroAmpereNanosecond, false).Run(images);
            sbyte[] floor = new ProgramEmulator(network.Program, CountsPerMicroAmpereNanosecond, true).Run(images);
            TestContext.Out.WriteLine($"{model} centre {centre} {bn}: compile {compile:F1} s, cores {network.CoreCount}, float {right}, int8 {Right([.. ideal.Select(v => (float)v)], labels)}, int8+adc {Right([.. floor.Select(v => (float)v)], labels)} of {labels.Length}; {watch.Elapsed.TotalSeconds:F1} s");
            if (centre && Environment.GetEnvironmentVariable("V") is not null)
            foreach (LayerReport l in network.Layers)
            {
                TestContext.Out.WriteLine($"  {l.Name,-40} {l.Rows}x{l.Columns} {l.RowParts}x{l.ColumnGroups} {l.SqnrDecibel:F1} dB out {l.OutputScale:G3} " + string.Join(" ", l.Cores.Select(c => $"{c.Core}:{c.WeightMax:F3}/{c.GmaxMicroSiemens:F1}uS/{c.ReadVoltageVolt:F3}V/{c.PeakCurrentMicroAmpere:F0}uA/{c.MeanCurrentMicroAmpere:F0}uA/{c.StepScale / l.OutputScale:F2}")));
            }
        }
    }

    private static CompilerOptions Options(string model) => model switch
    {
        "resnet9-cifar10.onnx" => new CompilerOptions { InputMean = [125.3f, 123.0f, 113.9f], InputStd = [63.0f, 62.1f, 66.7f] },
        "resnet8-mlperf.onnx" => new CompilerOptions(),
        _ => new CompilerOptions { InputMean = [0.485f * 255, 0.456f * 255, 0.406f * 255], InputStd = [0.229f * 255, 0.224f * 255, 0.225f * 255] },
    };

    private static int Right(float[] logits, int[] labels) =>
        labels.Where((label, i) => TestData.Argmax(logits.AsSpan(i * 10, 10)) == label).Count();
}
