namespace AnalogCoSim.Verilator.Declarations;

/// <summary>What the RTL's text says of a module: its ports in order, places, signs, documentation.</summary>
/// <remarks>
/// Verilator's header has names, widths and directions but neither signs nor comments, and its XML and JSON dumps are not in all versions. So the text is read for these,
/// and for these alone: macros are not expanded, and a sign that only a macro gives is not seen.
/// </remarks>
/// <param name="Name">Name of the module.</param>
/// <param name="File">File that declares it, as it was named.</param>
/// <param name="Line">Line, from 1 on.</param>
/// <param name="Documentation">The <c>///</c> lines before it; empty for none.</param>
/// <param name="Ports">Its ports, in order.</param>
public sealed record ModuleDeclaration(string Name, string File, int Line, string Documentation, IReadOnlyList<PortDeclaration> Ports)
{
    /// <summary>Reads a module.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="files">Files that declare it and the types it uses.</param>
    /// <returns>The declaration; null where none of the files has the module.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ModuleDeclaration? Read(string name, IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Parse(name, [.. files.Select(file => (file, System.IO.File.ReadAllText(file)))]);
    }

    /// <summary>Reads a module out of texts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="texts">Names of files with their texts.</param>
    /// <returns>The declaration; null where none of the texts has the module.</returns>
    public static ModuleDeclaration? Parse(string name, params IReadOnlyList<(string File, string Text)> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var files = texts.Select(one => (one.File, Tokens: RtlLexer.Read(one.Text))).ToList();
        var types = new TypeTable(files.Select(file => file.Tokens));
        foreach ((string file, List<RtlToken> tokens) in files)
        {
            int at = tokens.FindIndex(token => token.Text is "module" && !token.IsEscaped && NameOf(tokens, tokens.IndexOf(token)) == name);
            if (at >= 0)
            {
                return new ModuleDeclaration(name, file, tokens[at].Line, tokens[at].Documentation, new PortParser(file, types).Module(tokens, at));
            }
        }

        return null;
    }

    private static string? NameOf(List<RtlToken> tokens, int at) =>
        tokens.Skip(at + 1).FirstOrDefault(token => token.Text is not ("automatic" or "static"))?.Text;
}
