using AnalogCoSim.Testbench.Scenarios;
using Microsoft.Extensions.FileSystemGlobbing;

namespace AnalogCoSim.NUnit.Scenarios;

/// <summary>Files that a pattern means.</summary>
internal static class ScenarioFiles
{
    /// <summary>Looks in a folder and in those above it, up to the first one in which there is something.</summary>
    /// <param name="pattern">Pattern with <c>*</c> and <c>**</c>.</param>
    /// <param name="folder">Where to begin.</param>
    /// <returns>The folder in which they were found, and the files in the order of their names; none in the first folder where nothing was found.</returns>
    public static (string Folder, IReadOnlyList<string> Files) Find(string pattern, string folder)
    {
        // Results and build outputs are no sources.
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(pattern).AddExclude("**/bin/**").AddExclude("**/obj/**").AddExclude("**/results/**");
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            // A pattern such as **/*.yaml must not walk through all of a disk.
            if (!Reaches(pattern, at))
            {
                continue;
            }

            string[] found = [.. matcher.GetResultsInFullPath(at).Where(BlockScenario.IsBlock).Order(StringComparer.Ordinal)];
            if (found.Length > 0)
            {
                return (at, found);
            }
        }

        return (folder, []);
    }

    // The part before the first * has to be there; a pattern without one is looked for in the folder of the assembly and of the project alone.
    private static bool Reaches(string pattern, string folder)
    {
        string[] parts = [.. pattern.Split('/').TakeWhile(part => !part.Contains('*', StringComparison.Ordinal))];
        return parts.Length > 0 ? Path.Exists(Path.Combine([folder, .. parts])) : Directory.EnumerateFiles(folder, "*.csproj").Any() || Directory.EnumerateFiles(folder, "*.dll").Any();
    }
}
