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
    /// <returns>The given calibration data, else the training split of the same source if it is there, else the scenario's own images.</returns>
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

    private const int DefaultCalibrationImages = 256;

    private static string ScenariosWord(DataSourceKind kind) => kind.ToString().ToLowerInvariant();
}
