using System.Globalization;
using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Results;

/// <summary>The result folder of one run: files that appear whole or not at all, and a log that grows while it runs and survives a crash.</summary>
public sealed class RunFolder : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _early = [];
    private readonly List<FileStream> _growing = [];
    private readonly OutputFolder? _folder;
    private readonly string _logName;
    private FileStream? _log;
    private bool _logBroken;

    /// <summary>Takes a folder; the result of an earlier run stays until <see cref="Begin"/>.</summary>
    /// <param name="path">The folder, or null for a run without files.</param>
    /// <param name="kind">What the folder is marked as.</param>
    /// <param name="own">All names that a run may write; the first one is that of the log.</param>
    /// <exception cref="AcsException">ACS0902 not writable, ACS0903 another run writes there, ACS0904 other people's files.</exception>
    public RunFolder(string? path, string kind, IReadOnlyList<string> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        _logName = own[0];
        _folder = path is null ? null : OutputFolder.Take(path, kind, own);
    }

    /// <summary>Absolute path, or null.</summary>
    public string? Path => _folder?.Path;

    /// <summary>A file of the folder.</summary>
    /// <param name="name">One of its own names.</param>
    /// <returns>Absolute path, or null for a run without files.</returns>
    public string? In(string name) => _folder?.In(name);

    /// <summary>Makes room for the result of this run; called when all that could refuse it has been asked.</summary>
    /// <param name="clear">Names of what an earlier run has left.</param>
    public void Begin(IEnumerable<string> clear)
    {
        if (_folder is null)
        {
            return;
        }

        _folder.Clear(clear);
        _log = Grow(_logName);
        _early.ForEach(WriteLog);
        _early.Clear();
    }

    /// <summary>Creates a file that grows while the run lasts.</summary>
    /// <param name="name">One of the folder's own names.</param>
    /// <returns>The file, closed with the folder; null for a run without files.</returns>
    public FileStream? Grow(string name)
    {
        if (_folder is null)
        {
            return null;
        }

        FileStream file = AtomicFile.Create(_folder.In(name));
        _growing.Add(file);
        return file;
    }

    /// <summary>Adds a line to the log; a log that cannot be written does not end a run.</summary>
    /// <param name="line">Text.</param>
    public void Log(string line)
    {
        lock (_gate)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {PlainText.Of(line)}\n");
            if (_log is null)
            {
                _early.Add(text);
            }
            else
            {
                WriteLog(text);
            }
        }
    }

    /// <summary>Writes a text file, whole or not at all.</summary>
    /// <param name="name">One of the folder's own names.</param>
    /// <param name="text">Its text.</param>
    public void Write(string name, string text) => _folder?.Write(name, text);

    /// <summary>Deletes the waves of an earlier run: they are told apart by their names alone, so none may stay. Links are not followed.</summary>
    /// <param name="folder">Folder of FST files; nothing happens where there is none.</param>
    public static void DeleteWaves(string folder) => FileErrors.Guard(folder, () =>
    {
        if (new DirectoryInfo(folder) is { Exists: true, LinkTarget: null } found)
        {
            Array.ForEach(found.GetFiles("*.fst"), file => file.Delete());
        }
    });

    /// <inheritdoc />
    public void Dispose()
    {
        _growing.ForEach(file => file.Dispose());
        _folder?.Dispose();
    }

    private void WriteLog(string text)
    {
        try
        {
            if (!_logBroken)
            {
                _log?.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        catch (IOException)
        {
            _logBroken = true;
        }
    }
}
