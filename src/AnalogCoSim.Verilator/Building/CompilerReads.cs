namespace AnalogCoSim.Verilator.Building;

/// <summary>What the C++ compiler says it has read besides the generated files: headers of Verilator's run time.</summary>
internal static class CompilerReads
{
    /// <summary>Reads the dependency files that it has written (<c>*.d</c>, the format of make).</summary>
    /// <param name="folder">Folder of the objects.</param>
    /// <returns>Full paths outside the folder.</returns>
    public static IEnumerable<string> Of(string folder) => Directory.GetFiles(folder, "*.d").Where(file => !Path.GetFileName(file).StartsWith("Vmodel__", StringComparison.Ordinal))
        .SelectMany(file => Words(File.ReadAllText(file))).Where(Path.IsPathFullyQualified).Distinct(StringComparer.Ordinal).Where(File.Exists);

    private static IEnumerable<string> Words(string text) => text
        .Replace("\\\n", " ", StringComparison.Ordinal).Replace("\\ ", "\0", StringComparison.Ordinal)
        .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('\0', ' ').Replace("$$", "$", StringComparison.Ordinal));
}
