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
    /// <param name="rtl">Folder whose <c>rtl</c> stands in for that of the checkout; null or empty for none.</param>
    /// <returns>What to build.</returns>
    /// <exception cref="AcsException">ACS0104 for files that are not there; those of the sources.</exception>
    public static ModelSpecification Of(BlockScenario scenario, ModelFlavour flavour, string? rtl = null)
    {
        DutSection dut = scenario.Dut;
        string folder = Path.GetDirectoryName(Path.GetFullPath(scenario.Path))!;
        string[] files = [.. dut.Files.Select(file => Taken(Path.GetFullPath(Path.Combine(folder, file)), folder, rtl))];
        for (int k = 0; k < files.Length; k++)
        {
            if (!File.Exists(files[k]))
            {
                throw new AcsException(ErrorCode.ScenarioInvalidValue, "A file of the block does not exist.", scenario.Place($"dut.files.{k}"),
                    "RTL files or file lists, relative to the scenario; those below rtl/ in the folder that ACS_RTL names, where it is set", files[k]);
            }
        }

        string[] includes = [.. dut.Includes.Select(include => Taken(Path.GetFullPath(Path.Combine(folder, include)), folder, rtl))];
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

    private static string Taken(string path, string scenario, string? rtl)
    {
        if (string.IsNullOrWhiteSpace(rtl) || Checkout.Around(scenario) is not { } checkout || !IsInside(path, Path.Combine(checkout, "rtl")))
        {
            return path;
        }

        // The rtl folder itself is as good an answer as its parent.
        string chosen = Path.TrimEndingDirectorySeparator(Path.GetFullPath(rtl));
        bool isRtl = Path.GetFileName(chosen) == "rtl" && !Directory.Exists(Path.Combine(chosen, "rtl"));
        return Path.Combine(isRtl ? Path.GetDirectoryName(chosen)! : chosen, Path.GetRelativePath(checkout, path));
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

    // The root of the file system ends in its separator already.
    private static bool IsInside(string folder, string root)
    {
        string trimmed = Path.TrimEndingDirectorySeparator(root);
        return folder == trimmed || folder.StartsWith(Path.EndsInDirectorySeparator(trimmed) ? trimmed : trimmed + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
