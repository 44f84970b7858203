namespace AnalogCoSim.Core.Files;

/// <summary>The checkout of this project that a program belongs to.</summary>
public static class Checkout
{
    /// <summary>Environment variable that names the checkout; the scripts set it.</summary>
    public const string Variable = "ACS_ROOT";

    private const string Mark = "AnalogCoSim.sln";

    /// <summary>The checkout: <c>$ACS_ROOT</c> where that is a folder, else the one that this program lies in, else the one around the current folder; null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The checkout around a folder; neither the environment nor the current folder has a say.</summary>
    /// <param name="folder">Any folder.</param>
    /// <returns>The nearest folder at or above it that holds <c>AnalogCoSim.sln</c>, or null.</returns>
    public static string? Around(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Mark)))
            {
                return at.FullName;
            }
        }

        return null;
    }

    private static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given && Directory.Exists(given)
        ? Path.GetFullPath(given)
        : Around(AppContext.BaseDirectory) ?? (CurrentFolder.Path is { } current ? Around(current) : null);

    /// <summary>A path as messages show it: relative to the repository where it lies inside.</summary>
    /// <param name="path">Any path.</param>
    /// <returns>The shorter form.</returns>
    public static string Shown(string path)
    {
        string full = Path.GetFullPath(path);
        return Root is { } root && full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.GetRelativePath(root, full) : full;
    }
}
