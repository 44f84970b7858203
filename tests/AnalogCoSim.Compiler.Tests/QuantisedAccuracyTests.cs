using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Compiler.Reports;
using AnalogCoSim.Compiler.Tests.Support;

namespace AnalogCoSim.Compiler.Tests;

/// <summary>Accuracy of compiled networks against float on the CIFAR-10 test set; calibrated on images that are not counted.</summary>
[TestFixture]
public sealed class QuantisedAccuracyTests
{
    private const double CountsPerMicroAmpereNanosecond = 0.035;
    private const int FirstCalibrationImage = 7000;

    [Category("Nightly")]
    [TestCase("resnet9-cifar10.onnx", 0.5)]
    [TestCase("resnet20-cifar10.onnx", 1.0)]
    [TestCase("resnet14-cifar10.onnx", 1.0)]
    [TestCase("resnet8-mlperf.onnx", 1.0)]
    public void Quantised_chip_is_as_accurate_as_float(string model, double points)
    {
        (float[] images, int[] labels, _) = TestData.Cifar10(0, Count(1000));
        CompiledNetwork network = Compile(model, 512, new CompilerOptions());
        int right = Right(new FloatNetwork(network.Graph).Run(images), labels);
        int onChip = EngineRun.Right(network.Program, new AnalogParameters { Fidelity = Fidelity.Quantised }, images, labels);
        TestContext.Out.WriteLine($"{model}: {network.CoreCount} cores, float {right}, quantised {onChip} of {labels.Length}");
        Assert.That(100.0 * (right - onChip) / labels.Length, Is.LessThanOrEqualTo(points));
    }

    [TestCase("resnet9-cifar10.onnx")]
    [TestCase("resnet8-mlperf.onnx")]
    public void Most_predictions_survive_INT8_and_counting_down(string model)
    {
        (float[] images, int[] labels, _) = TestData.Cifar10(0, 100);
        CompiledNetwork network = Compile(model, 128, new CompilerOptions());
        float[] logits = new FloatNetwork(network.Graph).Run(images);
        sbyte[] chip = new ProgramEmulator(network.Program, CountsPerMicroAmpereNanosecond, true).Run(images);
        float[] onChip = [.. chip.Select(v => (float)v)];
        int same = labels.Where((_, i) => TestData.Argmax(logits.AsSpan(i * 10, 10)) == TestData.Argmax(onChip.AsSpan(i * 10, 10))).Count();
        TestContext.Out.WriteLine($"{model}: {same} of {labels.Length} predictions as in float; right: float {Right(logits, labels)}, chip {Right(onChip, labels)}");
        Assert.That(same, Is.GreaterThanOrEqualTo(92));
    }

    /// <summary>A study: each way of sharing the conductance range, by the emulator; run by name with ACS_STUDY_IMAGES set.</summary>
    [Test]
    [Explicit("a study, not a check")]
    public void Compare_column_scalings(
        [Values("resnet9-cifar10.onnx", "resnet20-cifar10.onnx", "resnet14-cifar10.onnx", "resnet8-mlperf.onnx")] string model,
        [Values] ColumnScaling scaling,
        [Values] bool centre)
    {
        (float[] images, int[] labels, _) = TestData.Cifar10(0, Count(1000));
        CompiledNetwork network = Compile(model, 512, new CompilerOptions { ColumnScaling = scaling, CentrePartialSums = centre });
        int right = Right(new FloatNetwork(network.Graph).Run(images), labels);
        foreach (bool floor in (bool[])[false, true])
        {
            sbyte[] chip = new ProgramEmulator(network.Program, CountsPerMicroAmpereNanosecond, floor).Run(images);
            TestContext.Out.WriteLine($"{model} {scaling} centre {centre} counting down {floor}: float {right}, chip {Right([.. chip.Select(v => (float)v)], labels)} of {labels.Length}");
        }

        foreach (LayerReport layer in network.Layers)
        {
            TestContext.Out.WriteLine($"  {layer.Name} {layer.Rows}x{layer.Columns} {layer.SqnrDecibel:F1} dB");
            TestContext.Out.WriteLine("    " + string.Join(" ", layer.Cores.Select(c =>
                $"{c.Core}:{c.WeightMax:G3}/{c.GmaxMicroSiemens:F1}uS/{c.ReadVoltageVolt:F3}V/{c.PeakCurrentMicroAmpere:F0}uA/{c.MeanCurrentMicroAmpere:F0}uA/{c.StepScale / layer.OutputScale:F2}")));
        }
    }

    private static int Count(int usual) => int.TryParse(Environment.GetEnvironmentVariable("ACS_STUDY_IMAGES"), out int count) ? count : usual;

    private static CompiledNetwork Compile(string model, int samples, CompilerOptions options)
    {
        (float[] data, _, _) = TestData.Cifar10(FirstCalibrationImage, samples);
        return NetworkCompiler.Compile(TestData.Model(model), new CalibrationData(data, data.Length / 3072), Normalise(model, options));
    }

    private static CompilerOptions Normalise(string model, CompilerOptions options) => model switch
    {
        "resnet9-cifar10.onnx" => options with { InputMean = [125.3f, 123.0f, 113.9f], InputStd = [63.0f, 62.1f, 66.7f] },
        "resnet8-mlperf.onnx" => options,
        _ => options with { InputMean = [0.485f * 255, 0.456f * 255, 0.406f * 255], InputStd = [0.229f * 255, 0.224f * 255, 0.225f * 255] },
    };

    private static int Right(float[] logits, int[] labels) =>
        labels.Where((label, i) => TestData.Argmax(logits.AsSpan(i * 10, 10)) == label).Count();
}
