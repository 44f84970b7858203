using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Building;

/// <summary>What Verilator says it has read (<c>Vmodel__verFiles.dat</c>), and a check that it was what the file lists say.</summary>
internal static partial class VerilatorReads
{
    /// <summary>Name of the list in Verilator's output folder.</summary>
    public const string ListName = "Vmodel__verFiles.dat";

    /// <summary>Reads the list.</summary>
    /// <param name="folder">Verilator's output folder.</param>
    /// <param name="control">Our own control file, which is not an input.</param>
    /// <returns>Paths as Verilator names them.</returns>
    public static IReadOnlyList<string> Of(string folder, string control) =>
        [.. File.ReadLines(Path.Combine(folder, ListName)).Select(line => Source().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups["path"].Value).Where(path => path != control)];

    /// <summary>Refuses a module that Verilator has found by its name, beside the file lists.</summary>
    /// <param name="sources">The design.</param>
    /// <param name="dependencies">What was read.</param>
    /// <exception cref="AcsException">RtlFileList.</exception>
    public static void Check(RtlSources sources, Dependencies dependencies)
    {
        string[] extra = [.. dependencies.All.Where(dependency => dependency.Kind == DependencyKind.Content).Select(dependency => dependency.Path)
            .Where(path => Path.GetExtension(path) is ".sv" or ".v" && !sources.Files.Contains(path))];
        if (extra.Length == 0)
        {
            return;
        }

        string[] codes = [.. sources.Files.Select(file => RtlText.WithoutComments(File.ReadAllText(Path.Combine(sources.Root, file))))];
        foreach (string path in extra.Where(path => !codes.Any(code => RtlText.Includes(code, Path.GetFileName(path)))))
        {
            throw new AcsException(
                ErrorCode.RtlFileList,
                "Verilator has taken a file that is in no file list.",
                where: path,
                expected: $"a file list that names the files of all modules of {sources.Top}",
                actual: $"found by its name for module {Path.GetFileNameWithoutExtension(path)}",
                remedy: "add the file to the list, or correct the name of the module");
        }
    }

    [GeneratedRegex(@"^S\s.*\s""(?<path>[^""]+)""\s*$")]
    private static partial Regex Source();
}
