using AnalogCoSim.Bench.Scenarios;

namespace AnalogCoSim.Bench.Data;

/// <summary>Loads the images a data section asks for.</summary>
public static class ImageSetLoader
{
    /// <summary>Loads them.</summary>
    /// <param name="section">The data section.</param>
    /// <param name="roots">Where data lies.</param>
    /// <param name="folder">Folder of the scenario.</param>
    /// <returns>At most <see cref="DataSection.Count"/> images.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0301 missing, ACS0302 damaged, ACS0303 wrong shape.</exception>
    public static ImageSet Load(DataSection section, DataRoots roots, string folder)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(roots);
        return section.Source switch
        {
            DataSourceKind.Synthetic => SyntheticImages.Generate(section.Seed ?? SyntheticImages.SeedOf(section.Split), section.First, section.Count),
            DataSourceKind.Cifar10 => Cifar10Images.Load(Root(Cifar10Folder()), section),
            DataSourceKind.Idx => IdxImages.Load(Root("mnist"), section),
            _ => NpzImages.Load(Root("images.npz"), section),
        };

        // The training split may lie in a folder of its own.
        string Cifar10Folder() => section.Split == "train" && Cifar10Strips.AreIn(roots.Resolve($"{DataRoots.DataWord}/{Cifar10Strips.UsualFolder}", folder)) ? Cifar10Strips.UsualFolder : "cifar10";

        string Root(string usual) => DataRoots.Existing(roots.Resolve(section.Root ?? $"{DataRoots.DataWord}/{usual}", folder), $"{ScenariosWord(section.Source)} data");
    }

    /// <summary>The data that sets the INT8 scales of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="roots">Where data lies.</param>
    /// <param name="folder">Folder of the scenario.</param>
    /// <returns>The given calibration data, else the first images of the training split of the same source; a single file has none, so that they are the scenario's own (<see cref="CalibrationNotice"/>).</returns>
    public static ImageSet LoadCalibration(Scenario scenario, DataRoots roots, string folder)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Load(CalibrationSection(scenario), roots, folder);
    }

    /// <summary>Which images set the INT8 scales of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>The given ones, else the first of the training split of the same source.</returns>
    public static DataSection CalibrationSection(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return scenario.Calibration
            ?? (scenario.Data.Source == DataSourceKind.Synthetic
                ? new DataSection { Source = DataSourceKind.Synthetic, Split = "train", First = 0, Count = DefaultCalibrationImages }
                : scenario.Data with { Split = "train", First = 0, Count = DefaultCalibrationImages });
    }

    /// <summary>Says aloud where a scenario's INT8 scales are set by the very images that it is judged on.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="roots">Where data lies.</param>
    /// <param name="folder">Folder of the scenario.</param>
    /// <returns>A sentence; null where a training split or other images set them.</returns>
    public static string? CalibrationNotice(Scenario scenario, DataRoots roots, string folder)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(roots);
        bool oneFile = scenario.Data.Source == DataSourceKind.Npz || (scenario.Data.Source == DataSourceKind.Cifar10 && scenario.Data.Root is { } root && File.Exists(roots.Resolve(root, folder)));
        return scenario.Calibration is null && oneFile
            ? "The images that are classified also set the INT8 scales, since a single file has no training split; accuracies of unseen images may be lower. Name others under 'calibration:'."
            : null;
    }

    private const int DefaultCalibrationImages = 256;

    private static string ScenariosWord(DataSourceKind kind) => kind.ToString().ToLowerInvariant();
}
