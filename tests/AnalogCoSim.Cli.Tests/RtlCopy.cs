namespace AnalogCoSim.Cli.Tests;

/// <summary>A copy of the RTL that a test may change; <c>ACS_RTL</c> names the folder that holds it.</summary>
internal static class RtlCopy
{
    /// <summary>Copies the RTL of the checkout.</summary>
    /// <param name="folder">Gets the folder <c>rtl</c>.</param>
    /// <param name="below">Where in it; at its top if empty.</param>
    /// <returns>The environment in which acs compiles the copy.</returns>
    public static Dictionary<string, string?> Into(TemporaryFolder folder, string below = "")
    {
        string source = Path.Combine(AcsProcess.Root, "rtl");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder.Path, below, "rtl", Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new Dictionary<string, string?> { ["ACS_RTL"] = Path.Combine(folder.Path, below) };
    }

    /// <summary>Replaces the last statement that has the text: after the assignment of the reset value, where there is one.</summary>
    /// <param name="folder">Holds a copy.</param>
    /// <param name="file">Below <c>rtl</c>.</param>
    /// <param name="original">What stands there.</param>
    /// <param name="bug">What shall stand there.</param>
    /// <param name="below">Where in the folder the copy is.</param>
    public static void Replace(TemporaryFolder folder, string file, string original, string bug, string below = "")
    {
        string target = Path.Combine(folder.Path, below, "rtl", file);
        string text = File.ReadAllText(target);
        Assert.That(text, Does.Contain(original));
        int at = text.LastIndexOf(original, StringComparison.Ordinal);
        File.WriteAllText(target, text[..at] + bug + text[(at + original.Length)..]);
    }
}
