namespace AnalogCoSim.Cli.Tests;

/// <summary>The Markdown pages of the repository.</summary>
internal static class Pages
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "build", "results", "node_modules", "TestResults"];

    /// <summary>All pages, relative to the root.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Below(AcsProcess.Root).Select(path => Path.GetRelativePath(AcsProcess.Root, path)).Order(StringComparer.Ordinal)];

    /// <summary>Pages that say what is, not what was.</summary>
    public static IEnumerable<string> Present => All.Where(page => page is not "CHANGELOG.md" and not "src/DECISIONS.md");

    /// <summary>The text of a page.</summary>
    /// <param name="page">Path relative to the root.</param>
    /// <returns>Its text.</returns>
    public static string Read(string page) => File.ReadAllText(Path.Combine(AcsProcess.Root, page));

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*.md")
        .Concat(Directory.EnumerateDirectories(folder).Where(below => !NotOurs.Contains(Path.GetFileName(below))).SelectMany(Below));
}
