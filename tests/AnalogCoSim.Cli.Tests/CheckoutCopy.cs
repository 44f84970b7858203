namespace AnalogCoSim.Cli.Tests;

/// <summary>A copy of parts of the checkout, without what builds leave behind.</summary>
internal static class CheckoutCopy
{
    private static readonly string[] Built = ["bin", "obj", "node_modules"];

    /// <summary>Copies folders, and the files at top level that a build reads.</summary>
    /// <param name="folder">Where the copy begins; created if missing.</param>
    /// <param name="parts">Folders of the checkout, with <c>/</c>.</param>
    /// <returns>The folder.</returns>
    public static string Into(string folder, params string[] parts)
    {
        IEnumerable<string> top = ((string[])["Directory.*.props", "global.json", "AnalogCoSim.sln", ".editorconfig"]).SelectMany(name => Directory.EnumerateFiles(AcsProcess.Root, name));
        foreach (string file in top.Concat(parts.SelectMany(part => Below(Path.Combine(AcsProcess.Root, part)))))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(AcsProcess.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(below => !Built.Contains(Path.GetFileName(below))).SelectMany(Below));
}
