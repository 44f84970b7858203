using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Verilator.Building;

/// <summary>A list of RTL files as simulators read it (<c>*.f</c>): files, <c>+incdir+</c>, further lists with <c>-F</c>, comments with <c>//</c> or <c>#</c>.</summary>
/// <remarks>Lists alone say what is compiled: a file that lies beside the others and is in no list is not.</remarks>
internal sealed class FileList
{
    private static readonly InputKind Kind = new("file list", ErrorCode.RtlFileList, ErrorCode.RtlFileList, "Write the list anew.");

    private readonly List<string> _files = [];
    private readonly List<string> _includeFolders = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private FileList()
    {
    }

    /// <summary>Full paths of the files, in order, each once.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Full paths of the folders searched for includes, in order, each once.</summary>
    public IReadOnlyList<string> IncludeFolders => _includeFolders;

    /// <summary>Reads a list with those that it names.</summary>
    /// <param name="path">The list. Paths in it are relative to its own folder.</param>
    /// <returns>All files.</returns>
    /// <exception cref="AcsException">RtlFileList: a list or file is missing, or a line is not understood.</exception>
    public static FileList Read(string path)
    {
        var list = new FileList();
        list.Add(Path.GetFullPath(path), path);
        return list;
    }

    private void Add(string path, string from)
    {
        if (!_seen.Add(path))
        {
            return;
        }

        string folder = Path.GetDirectoryName(path)!;
        string[] lines = File.Exists(path) ? InputFile.ReadText(path, Kind).Split('\n') : throw Wrong(from, "an existing file list", path);
        for (int number = 0; number < lines.Length; number++)
        {
            Line(lines[number].Trim(), folder, $"{path}:{number + 1}");
        }
    }

    private void Line(string line, string folder, string where)
    {
        if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith('#'))
        {
            return;
        }

        if (line.StartsWith("-F ", StringComparison.Ordinal))
        {
            Add(Path.GetFullPath(line[3..].Trim(), folder), where);
        }
        else if (line.StartsWith("+incdir+", StringComparison.Ordinal))
        {
            AddOnce(_includeFolders, Path.GetFullPath(line["+incdir+".Length..], folder));
        }
        else if (line[0] is '-' or '+')
        {
            throw Wrong(where, "a file, +incdir+FOLDER or -F LIST", line);
        }
        else
        {
            string file = Path.GetFullPath(line, folder);
            AddOnce(_files, File.Exists(file) ? file : throw Wrong(where, "an existing file", file));
        }
    }

    private static void AddOnce(List<string> paths, string path)
    {
        if (!paths.Contains(path))
        {
            paths.Add(path);
        }
    }

    private static AcsException Wrong(string where, string expected, string actual) =>
        new(ErrorCode.RtlFileList, "A file list of the RTL is wrong.", where, expected, actual, "correct the line; paths are relative to the folder of the list");
}
