using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Cli;

/// <summary>The checkout this program belongs to.</summary>
internal static class ProjectFolder
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The folder that holds <c>AnalogCoSim.sln</c>; the current folder if there is none above the program.</summary>
    public static string Root => Found.Value;

    /// <summary>A path inside the checkout.</summary>
    /// <param name="parts">Names below the root.</param>
    /// <returns>The full path.</returns>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        string? given = Environment.GetEnvironmentVariable("ACS_ROOT");
        if (!string.IsNullOrEmpty(given) && Directory.Exists(given))
        {
            return Path.GetFullPath(given);
        }

        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "AnalogCoSim.sln")))
            {
                return at.FullName;
            }
        }

        return CurrentFolder.OrRoot;
    }
}
