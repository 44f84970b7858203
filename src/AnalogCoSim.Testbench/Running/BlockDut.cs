using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Testbench.Running;

/// <summary>The block of a scenario as a specification of a build.</summary>
internal static class BlockDut
{
    /// <summary>Collects the sources.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="flavour">Which build.</param>
    /// <returns>What to build.</returns>
    /// <exception cref="AcsException">ACS0104 for files that are not there; those of the sources.</exception>
    public static ModelSpecification Of(BlockScenario scenario, ModelFlavour flavour)
    {
        DutSection dut = scenario.Dut;
        string folder = Path.GetDirectoryName(Path.GetFullPath(scenario.Path))!;
        string[] files = [.. dut.Files.Select(file => Path.GetFullPath(Path.Combine(folder, file)))];
        for (int k = 0; k < files.Length; k++)
        {
            if (!File.Exists(files[k]))
            {
                throw new AcsException(ErrorCode.ScenarioInvalidValue, "A file of the block does not exist.", scenario.Place($"dut.files.{k}"), "RTL files or file lists, relative to the scenario", files[k]);
            }
        }

        string[] includes = [.. dut.Includes.Select(include => Path.GetFullPath(Path.Combine(folder, include)))];
        string root = Root([.. files.Select(FolderOf), .. includes]);
        RtlSources sources = files is [{ } list] && Path.GetExtension(list) == ".f"
            ? RtlSources.FromList(dut.Top, root, list)
            : RtlSources.FromFiles(dut.Top, root, files, includes);
        return new ModelSpecification(sources, flavour)
        {
            Clock = dut.Clock,

            // Of the others it would only be another key of the cache.
            ClockPicoseconds = flavour == ModelFlavour.Trace ? dut.ClockPicoseconds : 1000,
            Parameters = dut.Parameters,
            Defines = dut.Defines,
        };
    }

    // Messages name files relative to the checkout, or to the folder that holds all of them.
    private static string Root(string[] folders)
    {
        if (Checkout.Around(folders[0]) is { } checkout && folders.All(folder => IsInside(folder, checkout)))
        {
            return checkout;
        }

        string common = folders[0];
        while (!folders.All(folder => IsInside(folder, common)))
        {
            common = Path.GetDirectoryName(common)!;
        }

        return common;
    }

    // A list may name files of neighbouring folders.
    private static string FolderOf(string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        return Path.GetExtension(file) == ".f" ? Path.GetDirectoryName(folder) ?? folder : folder;
    }

    private static bool IsInside(string folder, string root) => folder == root || folder.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
