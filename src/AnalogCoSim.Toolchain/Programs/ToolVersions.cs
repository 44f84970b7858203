namespace AnalogCoSim.Toolchain.Programs;

/// <summary>The lowest versions of the external tools, out of <c>scripts/tool-versions.env</c>, which is built in.</summary>
internal static class ToolVersions
{
    private static readonly Lazy<Dictionary<string, string>> Lines = new(Read);

    /// <summary>The lowest version of a tool that is accepted.</summary>
    /// <param name="tool">Its key in the file without <c>_MIN</c>, e.g. <c>VERILATOR</c>.</param>
    /// <returns>The version; 5.006 is 5.6, as in what Verilator prints.</returns>
    public static Version Minimum(string tool) => Version.Parse(Lines.Value[tool + "_MIN"]);

    private static Dictionary<string, string> Read()
    {
        using Stream stream = typeof(ToolVersions).Assembly.GetManifestResourceStream("tool-versions.env")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }
}
