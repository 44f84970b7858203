using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core;
using AnalogCoSim.Inference.Fitting;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Toolchain.Caching;

namespace AnalogCoSim.Bench.Running;

/// <summary>Does what comes before the first image: loads data, compiles the network, programs the chip.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="options">How it runs.</param>
/// <param name="clock">Where the time goes.</param>
/// <param name="progress">Learns how far it is.</param>
internal sealed class RunPreparation(Scenario scenario, RunOptions options, RunClock clock, IProgressSink progress)
{
    /// <summary>What to do where a chip program is missing.</summary>
    internal const string NoProgram = "Write it with acs compile, or correct network.program.";

    // Enough for thousands of MVMs of every convolution; a layer of one position gets as many as there are images.
    private const int MostFitImages = 256;

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(options.ScenarioPath))!;
    private ImageSet? _calibration;

    /// <summary>Prepares.</summary>
    /// <param name="cancellation">Stops between stages.</param>
    /// <returns>What all workers share.</returns>
    public PreparedRun Prepare(CancellationToken cancellation)
    {
        progress.Report("prepare", 0, 4);
        ImageSet images = clock.Time("load data", () => ImageSetLoader.Load(scenario.Data, options.Roots, _folder, cancellation));
        progress.Report("prepare", 1, 4);
        (ChipProgram program, IReadOnlyList<int> floats, string name) = scenario.Network.Onnx is { } onnx
            ? Compile(options.Roots.Resolve(onnx, _folder), images, cancellation)
            : (Load(options.Roots.Resolve(scenario.Network.Program!, _folder)), [], scenario.Network.Program!);
        TensorSpec input = program.Tensors[0];
        string? order = images.OrderNotice(input.Channels, input.Height, input.Width, program.InputChannelsLast);
        images = Shaped(images, program);
        InputCheck.Units(program, images);
        InputCheck.Labels(program, images);
        if (_calibration is not null)
        {
            InputCheck.Units(program, Shaped(_calibration, program));
        }

        progress.Report("prepare", 3, 4);
        ProgrammedChip chip = clock.Time("program chip", () => ProgrammedChip.Create(program, scenario.Analog, cancellation: cancellation));
        chip = Fitted(chip, cancellation);
        progress.Report("prepare", 4, 4);
        cancellation.ThrowIfCancellationRequested();
        return new PreparedRun(images, chip, floats, name, [.. new[] { order, Notice() }.OfType<string>()]);
    }

    private ProgrammedChip Fitted(ProgrammedChip chip, CancellationToken cancellation)
    {
        if (scenario.Analog is not { Fidelity: Fidelity.Noisy, Compensation: DriftCompensation.Affine })
        {
            return chip;
        }

        ImageSet images = clock.Time("load data", () => Calibration(cancellation));
        sbyte[] inputs = InputQuantiser.Encode(chip.Program, Shaped(images, chip.Program), 0, Math.Min(images.Count, MostFitImages));
        return clock.Time("fit columns", () => chip.FitColumns(inputs, progress, cancellation));
    }

    private (ChipProgram Program, IReadOnlyList<int> Floats, string Name) Compile(string onnx, ImageSet images, CancellationToken cancellation)
    {
        DataRoots.Existing(onnx, "network");
        var source = new ProgramSource(scenario, onnx, options.CacheFolder is { } folder ? new BuildCache(folder) : BuildCache.Default);
        ChipProgram program = clock.Time("compile network", () => source.Program(() => Calibration(cancellation), cancellation));
        progress.Report("prepare", 2, 4);
        IReadOnlyList<int> floats = clock.Time("float network", () => source.FloatPredictions(images, cancellation));
        return (program, floats, Path.GetFileName(onnx));
    }

    private static ImageSet Shaped(ImageSet images, ChipProgram program) =>
        images.For(program.Tensors[0].Channels, program.Tensors[0].Height, program.Tensors[0].Width, program.InputChannelsLast, program.Name);

    private string? Notice() => _calibration is null ? null : ImageSetLoader.CalibrationNotice(scenario, options.Roots, _folder);

    private ImageSet Calibration(CancellationToken cancellation) => _calibration ??= ImageSetLoader.LoadCalibration(scenario, options.Roots, _folder, cancellation);

    private ChipProgram Load(string path) => clock.Time("load program", () => ChipProgramFile.Load(DataRoots.Existing(path, "chip program", NoProgram)));
}
