using AnalogCoSim.Bench.Scenarios;

namespace AnalogCoSim.Bench.Data;

/// <summary>Loads the images a data section asks for.</summary>
public static class ImageSetLoader
{
    /// <summary>Loads them.</summary>
    /// <param name="section">The data section.</param>
    /// <param name="roots">Where data lies.</param>
    /// <param name="folder">Folder of the scenario.</param>
    /// <param name="cancellation">Stops between drawn images; files are read to their end.</param>
    /// <returns>At most <see cref="DataSection.Count"/> images.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0301 missing, ACS0302 damaged, ACS0303 wrong shape.</exception>
    public static ImageSet Load(DataSection section, DataRoots roots, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(roots);
        return section.Source switch
        {
            DataSourceKind.Synthetic => SyntheticImages.Generate(section.Seed ?? SyntheticImages.SeedOf(section.Split), section.First, section.Count, cancellation),
            DataSourceKind.Cifar10 => Cifar10Images.Load(Root(Cifar10Folder()), section),
            DataSourceKind.Idx => IdxImages.Load(Root("mnist"), section),
            _ => NpzImages.Load(Root("images.npz"), section),
        };

        // The training split may lie in a folder of its own, where no folder is named.
        string Cifar10Folder() =>
            section is { Root: null, Split: "train" } && Cifar10Strips.AreIn(roots.Resolve($"{DataRoots.DataWord}/{Cifar10Strips.UsualFolder}", folder)) ? Cifar10Strips.UsualFolder : "cifar10";

        string Root(string usual) => DataRoots.Existing(roots.Resolve(section.Root ?? $"{DataRoots.DataWord}/{usual}", folder), $"{ScenariosWord(section.Source)} data");
    }

    /// <summary>The data that sets the INT8 scales of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="roots">Where data lies.</param>
    /// <param name="folder">Folder of the scenario.</param>
    /// <param name="cancellation">Stops between drawn images; files are read to their end.</param>
    /// <returns>The given calibration data, else the first images of the training split of the same source; a single file has none, so that they are the scenario's own (<see cref="CalibrationNotice"/>).</returns>
    public static ImageSet LoadCalibration(Scenario scenario, DataRoots roots, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Load(CalibrationSection(scenario), roots, folder, cancellation);
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

    /// <summary>Says aloud where a scenario's INT8 scales are set by images that it is judged on.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="roots">Where data lies.</param>
    /// <param name="folder">Folder of the scenario.</param>
    /// <returns>A sentence; null where a training split or other images set them.</returns>
    public static string? CalibrationNotice(Scenario scenario, DataRoots roots, string folder)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(roots);
        DataSection scales = CalibrationSection(scenario);
        DataSection judged = scenario.Data;
        bool overlap = scales.First < (long)judged.First + judged.Count && judged.First < (long)scales.First + scales.Count;
        return overlap && SetOf(scales, roots, folder) == SetOf(judged, roots, folder)
            ? "Images that are classified also set the INT8 scales; accuracies of unseen images may be lower. Name others under 'calibration:'."
            : null;
    }

    // Which images `First` counts: a seed, a split of a folder, or one file, which has no splits.
    private static (DataSourceKind Source, string Place, string Part) SetOf(DataSection section, DataRoots roots, string folder)
    {
        string place = section.Root is { } root ? roots.Resolve(root, folder) : string.Empty;
        string part = section.Source switch
        {
            DataSourceKind.Synthetic => FormattableString.Invariant($"{section.Seed ?? SyntheticImages.SeedOf(section.Split)}"),
            DataSourceKind.Npz => string.Empty,
            _ => File.Exists(place) ? string.Empty : section.Split,
        };
        return (section.Source, place, part);
    }

    private const int DefaultCalibrationImages = 256;

    private static string ScenariosWord(DataSourceKind kind) => kind.ToString().ToLowerInvariant();
}
