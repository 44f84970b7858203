using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>The RTL of this project: the folder that holds <c>rtl/</c>, and the files of its modules.</summary>
public static class RtlTree
{
    private static readonly string Marker = Path.Combine("rtl", "chip", "acs_chip.sv");

    /// <summary>Gives the folder whose <c>rtl</c> subfolder holds the sources.</summary>
    /// <param name="chosen">The user's choice, or null: then <c>$ACS_RTL</c>, else upwards from the program and from the current folder.</param>
    /// <returns>Full path.</returns>
    /// <exception cref="AcsException">DataNotFound when there is none.</exception>
    public static string Find(string? chosen = null)
    {
        string? named = chosen ?? Environment.GetEnvironmentVariable("ACS_RTL");
        if (!string.IsNullOrWhiteSpace(named))
        {
            return Holds(named) ?? throw NotFound(named);
        }

        return Find(AppContext.BaseDirectory, CurrentFolder.OrRoot);
    }

    /// <summary>The same for a program in another folder, started in any folder.</summary>
    /// <param name="program">Folder of the program.</param>
    /// <param name="current">Current folder. RTL becomes native code, so what is only found here is not taken where others could have put it.</param>
    /// <returns>Full path.</returns>
    /// <exception cref="AcsException">DataNotFound when there is none.</exception>
    internal static string Find(string program, string current)
    {
        if (Above(program) is { } own)
        {
            return own;
        }

        string found = Above(current) ?? throw NotFound(current);
        IEnumerable<string> all = Directory.EnumerateFileSystemEntries(Path.Combine(found, "rtl"), "*", SearchOption.AllDirectories);
        return all.Select(CacheFolder.Danger).FirstOrDefault(danger => danger is not null) is not { } danger ? found : throw new AcsException(
            ErrorCode.DataNotFound,
            "The RTL around the current folder could come from somebody else.",
            where: found,
            expected: "sources that nobody else can change, or a folder named by ACS_RTL",
            actual: danger,
            remedy: $"export ACS_RTL={found}, if it is the RTL that you want");
    }

    /// <summary>Collects the files of a module of this project, out of <c>rtl/chip/chip.f</c> and the lists that it names.</summary>
    /// <param name="top">Top module.</param>
    /// <param name="root">Folder with <c>rtl/</c>; null to search.</param>
    /// <returns>The sources.</returns>
    /// <exception cref="AcsException">RtlFileList, RtlUnsupported for paths that Verilator cannot take, DataNotFound.</exception>
    public static RtlSources SourcesOf(string top, string? root = null)
    {
        string found = Find(root);
        return RtlSources.FromList(top, found, Path.Combine(found, "rtl", "chip", "chip.f"));
    }

    private static string? Above(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (Holds(folder.FullName) is { } root)
            {
                return root;
            }
        }

        return null;
    }

    private static string? Holds(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(Path.Combine(full, Marker)))
        {
            return full;
        }

        // The rtl folder itself is as good an answer as its parent.
        return Path.GetDirectoryName(full) is { } parent && Path.GetFileName(full) == "rtl" && File.Exists(Path.Combine(parent, Marker)) ? parent : null;
    }

    private static AcsException NotFound(string where) => new(
        ErrorCode.DataNotFound,
        "The RTL sources are not found.",
        where: where,
        expected: $"a folder with {Marker}",
        remedy: "run from inside the repository, or set ACS_RTL to the folder that holds rtl/");
}
