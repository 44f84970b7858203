using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Verilator.Building;

/// <summary>The source files a top module needs, packages before their users.</summary>
/// <remarks>A listed file belongs to the design when the name of something it declares occurs in a file that does.</remarks>
public sealed class RtlSources
{
    private static readonly InputKind Kind = new("RTL file", ErrorCode.RtlFileList, ErrorCode.RtlFileList, "Name another file in the list.");

    private const string UnsafeCharacters = "\"'`$\\#&;|<>(){}[]!?*";

    private RtlSources(string root, string top, IReadOnlyList<string> files, IReadOnlyList<string> includeFolders)
    {
        Root = root;
        Top = top;
        Files = files;
        IncludeFolders = includeFolders;
    }

    /// <summary>Folder the file paths are relative to; messages of the RTL name files relative to it.</summary>
    public string Root { get; }

    /// <summary>Top module.</summary>
    public string Top { get; }

    /// <summary>Source files relative to <see cref="Root"/>, in compilation order; without those that are only included.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Folders searched for includes, relative to <see cref="Root"/>, in order.</summary>
    public IReadOnlyList<string> IncludeFolders { get; }

    /// <summary>Collects the files of a module out of a file list.</summary>
    /// <param name="top">Top module.</param>
    /// <param name="root">Folder that file names are relative to.</param>
    /// <param name="list">The list.</param>
    /// <returns>The sources.</returns>
    /// <exception cref="AcsException">RtlFileList, RtlUnsupported for paths that Verilator cannot take, DataNotFound.</exception>
    public static RtlSources FromList(string top, string root, string list)
    {
        FileList files = FileList.Read(list);
        return Collect(top, root, files.Files, files.IncludeFolders, list);
    }

    /// <summary>Collects the files of a module out of one folder, without its subfolders.</summary>
    /// <param name="top">Top module.</param>
    /// <param name="root">The folder; also searched for includes.</param>
    /// <returns>The sources.</returns>
    /// <exception cref="AcsException">DataNotFound when no file declares the module; RtlFileList, RtlUnsupported.</exception>
    public static RtlSources FromFolder(string top, string root) =>
        Collect(top, root, [.. Directory.EnumerateFiles(root).Where(path => Path.GetExtension(path) is ".sv" or ".v").Order(StringComparer.Ordinal)], [root], root);

    /// <summary>Collects the files of a module out of any files, in whatever order: what declares a name comes before what uses it.</summary>
    /// <param name="top">Top module.</param>
    /// <param name="root">Folder that file names are relative to in messages.</param>
    /// <param name="paths">RTL files, and file lists (<c>*.f</c>).</param>
    /// <param name="includeFolders">Folders searched for includes, before those of the files themselves.</param>
    /// <returns>The sources.</returns>
    /// <exception cref="AcsException">DataNotFound when no file declares the module; RtlFileList, RtlUnsupported.</exception>
    public static RtlSources FromFiles(string top, string root, IEnumerable<string> paths, IEnumerable<string> includeFolders)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<string>();
        var folders = new List<string>(includeFolders);
        foreach (string path in paths)
        {
            FileList? list = Path.GetExtension(path) == ".f" ? FileList.Read(path) : null;
            files.AddRange(list?.Files ?? [path]);
            folders.AddRange(list?.IncludeFolders ?? [Path.GetDirectoryName(path)!]);
        }

        return Collect(top, root, [.. files.Distinct()], [.. folders.Distinct()], root, byUse: true);
    }

    private static RtlSources Collect(string top, string root, IReadOnlyList<string> paths, IReadOnlyList<string> includeFolders, string where, bool byUse = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(top);
        var codes = paths.ToDictionary(path => path, path => RtlText.WithoutComments(Encoding.UTF8.GetString(InputFile.ReadBytes(path, Kind))), StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            foreach (string name in RtlText.Declared(codes[path]))
            {
                if (!owners.TryAdd(name, path))
                {
                    throw Twice(name, owners[name], path);
                }
            }
        }

        if (!owners.TryGetValue(top, out string? first))
        {
            throw new AcsException(ErrorCode.DataNotFound, $"There is no RTL module {top}.", where: where, expected: $"a file that declares {top}", actual: $"declared: {string.Join(' ', owners.Keys)}", remedy: "name its file in the list");
        }

        var needed = new HashSet<string>(StringComparer.Ordinal);
        var order = new List<string>();
        Visit(first, codes, owners, needed, order);
        return new RtlSources(root, top, [.. (byUse ? order : paths.Where(needed.Contains)).Select(path => Inside(root, path))], [.. includeFolders.Select(folder => Inside(root, folder))]);
    }

    private static void Visit(string path, Dictionary<string, string> codes, Dictionary<string, string> owners, HashSet<string> needed, List<string> order)
    {
        if (!needed.Add(path))
        {
            return;
        }

        foreach (string word in RtlText.Words(codes[path]))
        {
            if (owners.TryGetValue(word, out string? owner))
            {
                Visit(owner, codes, owners, needed, order);
            }
        }

        order.Add(path);
    }

    // Verilator expands variables in file names and hands them to make and to a shell: the folder above the root may have any name, those below may not.
    private static string Inside(string root, string path)
    {
        string relative = Path.GetRelativePath(root, path);
        bool bad = relative[0] is '-' or '+' or '@' or '~' || relative.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || UnsafeCharacters.Contains(letter, StringComparison.Ordinal));
        return bad
            ? throw new AcsException(ErrorCode.RtlUnsupported, "Verilator cannot take the path of an RTL file.", where: path, expected: $"below {root}, names without blanks, line breaks and any of {UnsafeCharacters}", actual: relative,
                remedy: "rename the file or folder")
            : relative;
    }

    private static AcsException Twice(string name, string first, string second) => new(
        ErrorCode.RtlFileList,
        $"Two files declare {name}.",
        where: second,
        expected: "one file for each module, package and interface",
        actual: $"also declared in {first}",
        remedy: "take one of them out of the file list");
}
