using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Rtl.Building;

/// <summary>The source files a top module needs, packages before their users.</summary>
/// <remarks>One module or package per file, named like the file: so a file belongs to the design when its name occurs in a file that does.</remarks>
public sealed partial class RtlSources
{
    private RtlSources(string root, string top, IReadOnlyList<string> files)
    {
        Root = root;
        Top = top;
        Files = files;
    }

    /// <summary>Folder the file paths are relative to; messages of the RTL name files relative to it.</summary>
    public string Root { get; }

    /// <summary>Top module.</summary>
    public string Top { get; }

    /// <summary>Source files relative to <see cref="Root"/>, in compilation order.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Collects the files of a module of this project.</summary>
    /// <param name="top">Top module.</param>
    /// <param name="root">Folder with <c>rtl/</c>; null to search.</param>
    /// <returns>The sources.</returns>
    public static RtlSources OfProject(string top, string? root = null)
    {
        string found = RtlTree.Find(root);
        return FromFolder(top, found, Path.Combine(found, "rtl"));
    }

    /// <summary>Collects the files of a module out of a folder.</summary>
    /// <param name="top">Top module.</param>
    /// <param name="root">Folder that file names are relative to.</param>
    /// <param name="folder">Folder searched with its subfolders; null for <paramref name="root"/>.</param>
    /// <returns>The sources.</returns>
    /// <exception cref="AcsException">DataNotFound when no file is named like the module.</exception>
    public static RtlSources FromFolder(string top, string root, string? folder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(top);
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder ?? root, "*.sv*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            byName.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        if (!byName.ContainsKey(top))
        {
            throw new AcsException(ErrorCode.DataNotFound, $"There is no RTL module {top}.", where: folder ?? root, expected: $"a file {top}.sv");
        }

        var order = new List<string>();
        Visit(top, byName, [], order);
        return new RtlSources(root, top, [.. order.Select(path => Path.GetRelativePath(root, path))]);
    }

    /// <summary>Tells whether a file is read through <c>`include</c> rather than compiled by itself.</summary>
    /// <param name="file">A file of <see cref="Files"/>.</param>
    /// <returns>True for headers.</returns>
    internal static bool IsInclude(string file) => file.EndsWith(".svh", StringComparison.Ordinal);

    /// <summary>Removes comments.</summary>
    /// <param name="code">SystemVerilog.</param>
    /// <returns>The code with a blank for each comment.</returns>
    internal static string WithoutComments(string code) => Comment().Replace(code, " ");

    private static void Visit(string name, Dictionary<string, string> byName, HashSet<string> seen, List<string> order)
    {
        if (!seen.Add(name))
        {
            return;
        }

        string path = byName[name];
        string code = WithoutComments(File.ReadAllText(path));
        foreach (Match word in Identifier().Matches(code))
        {
            if (byName.ContainsKey(word.Value))
            {
                Visit(word.Value, byName, seen, order);
            }
        }

        order.Add(path);
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifier();
}
