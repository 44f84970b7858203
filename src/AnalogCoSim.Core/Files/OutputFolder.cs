using System.Text;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>A folder that this program fills: it has one writer at a time, and nothing in it but the program's own files is ever replaced or deleted.</summary>
/// <remarks>
/// The file <c>.acs-output</c> marks it as ours and is the lock: held open while there is a writer, released by the system when the process ends, however it ends.
/// A folder without the mark is taken when it is new or empty, or when it holds nothing but what earlier versions of the program, which set no mark, left there.
/// </remarks>
public sealed class OutputFolder : IDisposable
{
    /// <summary>Name of the mark.</summary>
    public const string MarkName = ".acs-output";

    // errno of a lock that is held.
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;

    private readonly FileStream _mark;
    private readonly HashSet<string> _own;

    private OutputFolder(string path, IEnumerable<string> own, FileStream mark) => (Path, _own, _mark) = (path, [.. own], mark);

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Takes a folder; what is in it stays until <see cref="Clear"/>.</summary>
    /// <param name="path">The folder; made if it is not there.</param>
    /// <param name="kind">What it holds, in a word or two: "run", "sweep"; another kind's folder is refused.</param>
    /// <param name="own">Names of the files and folders that this kind writes; the first one tells a folder of earlier versions.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="AcsException">ACS0902 not writable, ACS0903 another process writes there, ACS0904 other people's files or another kind's.</exception>
    public static OutputFolder Take(string path, string kind, params IReadOnlyList<string> own)
    {
        ArgumentNullException.ThrowIfNull(path);
        string full = FileErrors.Full(path, "--out");
        return FileErrors.Guard(full, () =>
        {
            Directory.CreateDirectory(full);
            string name = System.IO.Path.Combine(full, MarkName);
            bool marked = File.Exists(name) && new FileInfo(name).LinkTarget is null;
            if (!marked)
            {
                RefuseForeign(full, own);
            }

            FileStream mark = Lock(name, full);
            try
            {
                CheckKind(mark, kind, full);
                return new OutputFolder(full, own, mark);
            }
            catch
            {
                mark.Dispose();
                throw;
            }
        });
    }

    /// <summary>A file or folder of this folder.</summary>
    /// <param name="name">One of its own names.</param>
    /// <returns>Absolute path.</returns>
    public string In(string name) => _own.Contains(name) ? System.IO.Path.Combine(Path, name) : throw new ArgumentException($"'{name}' is none of the folder's own files.", nameof(name));

    /// <summary>Deletes own files, and what killed processes left of them.</summary>
    /// <param name="names">Own names; files or links. Folders stay.</param>
    public void Clear(IEnumerable<string> names)
    {
        FileErrors.Guard(Path, () =>
        {
            foreach (string file in names.Select(In).Where(file => !Directory.Exists(file) || new FileInfo(file).LinkTarget is not null))
            {
                File.Delete(file);
            }

            foreach (string file in Directory.EnumerateFiles(Path, ".*" + AtomicFile.PartialSuffix).Where(IsOwnPartial))
            {
                File.Delete(file);
            }
        });
    }

    /// <summary>Writes a text file, whole or not at all.</summary>
    /// <param name="name">One of its own names.</param>
    /// <param name="text">Its text.</param>
    public void Write(string name, string text) => AtomicFile.WriteText(In(name), text);

    /// <inheritdoc />
    public void Dispose() => _mark.Dispose();

    private static void RefuseForeign(string full, IReadOnlyList<string> own)
    {
        string[] entries = [.. Directory.EnumerateFileSystemEntries(full).Select(entry => System.IO.Path.GetFileName(entry)!)];
        string? foreign = entries.FirstOrDefault(entry => !own.Contains(entry) && !entry.EndsWith(AtomicFile.PartialSuffix, StringComparison.Ordinal))
            ?? (entries.Contains(own[0]) ? null : entries.FirstOrDefault());
        if (foreign is not null)
        {
            throw new AcsException(
                ErrorCode.OutputForeign,
                "The folder holds files that are not of this program.",
                full,
                $"a new or empty folder, or one that this program filled ({MarkName} says so)",
                $"'{foreign}'{(entries.Length > 1 ? FormattableString.Invariant($" and {entries.Length - 1} more") : string.Empty)}",
                "Choose another --out.");
        }
    }

    // A link is not followed: it would lead to somebody else's file.
    private static FileStream Lock(string name, string full)
    {
        if (new FileInfo(name).LinkTarget is not null)
        {
            File.Delete(name);
        }

        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inner) when (inner.HResult is WouldBlock or WouldBlockOnMac)
        {
            throw new AcsException(ErrorCode.OutputBusy, "Another process writes into this folder.", full, "one writer", "two", "Wait for it, or choose another --out.", inner);
        }
    }

    private static void CheckKind(FileStream mark, string kind, string full)
    {
        string wanted = $"AnalogCoSim {kind}\n";
        byte[] content = new byte[Math.Min(mark.Length, 256)];
        mark.ReadExactly(content);
        string found = Encoding.UTF8.GetString(content);
        if (found.Length == 0)
        {
            mark.Write(Encoding.UTF8.GetBytes(wanted));
            mark.Flush();
        }
        else if (found != wanted)
        {
            throw new AcsException(ErrorCode.OutputForeign, "The folder holds something else of this program.", full, $"the results of a {kind}", found.Trim(), "Choose another --out.");
        }
    }

    private bool IsOwnPartial(string file)
    {
        string name = System.IO.Path.GetFileName(file);
        return _own.Any(own => name.StartsWith($".{own}.", StringComparison.Ordinal));
    }
}
