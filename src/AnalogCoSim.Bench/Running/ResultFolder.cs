using System.Text;
using System.Text.Json;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Core.Results;

namespace AnalogCoSim.Bench.Running;

/// <summary>The files of a run. Each appears whole or not at all; <c>results.jsonl</c> and <c>run.log</c> grow while it runs and survive a crash.</summary>
public sealed class ResultFolder : IDisposable
{
    /// <summary>How results are written as JSON.</summary>
    public static JsonSerializerOptions Style => ResultJson.Style;

    /// <summary>What the run computed, as <see cref="Golden.GoldenTrace"/>.</summary>
    public const string TraceName = "trace.npz";

    /// <summary>Waves of the RTL, one file per core.</summary>
    public const string WavesName = "waves";

    private const string ImagesName = "results.jsonl";
    private const string LogName = "run.log";
    private const string ResultName = "result.json";

    private static readonly string[] Own = [LogName, ImagesName, ResultName, TraceName, "report.html", "junit.xml", Checkpoint.FileName, WavesName];

    private readonly Lock _gate = new();
    private readonly RunFolder _folder;
    private FileStream? _images;

    /// <summary>Takes a folder; the result of an earlier run stays until <see cref="Begin"/>.</summary>
    /// <param name="path">The folder, or null for a run without files.</param>
    /// <exception cref="AcsException">ACS0902 not writable, ACS0903 another run writes there, ACS0904 other people's files.</exception>
    public ResultFolder(string? path) => _folder = new RunFolder(path, "run", Own);

    /// <summary>Absolute path, or null.</summary>
    public string? Path => _folder.Path;

    /// <summary>A file of the folder.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Absolute path, or null for a run without files.</returns>
    public string? In(string name) => _folder.In(name);

    /// <summary>Makes room for the result of this run; called when all that could refuse it has been asked.</summary>
    /// <param name="restored">Whether finished batches are taken over; without them their file goes too.</param>
    public void Begin(bool restored = false)
    {
        if (_folder.In(WavesName) is not { } waves)
        {
            return;
        }

        _folder.Begin(Own.Where(name => !(restored && name == Checkpoint.FileName)));
        RunFolder.DeleteWaves(waves);
        RunFolder.DeleteWaves(System.IO.Path.Combine(waves, FailureReplay.FolderName));
        _images = _folder.Grow(ImagesName);
    }

    /// <summary>Adds a line to the log; a log that cannot be written does not end a run.</summary>
    /// <param name="line">Text.</param>
    public void Log(string line) => _folder.Log(line);

    /// <summary>Adds an image's result.</summary>
    /// <param name="result">The result.</param>
    /// <exception cref="AcsException">ACS0902 when it cannot be written.</exception>
    public void Add(ImageResult result)
    {
        lock (_gate)
        {
            if (_images is { } images)
            {
                FileErrors.Guard(images.Name, () => images.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(result, ResultJson.OneLine) + "\n")));
            }
        }
    }

    /// <summary>Writes a text file, whole or not at all.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    public void Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Writes the result and what further writers make of it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="writers">Further writers.</param>
    public void Write(ScenarioResult result, IReadOnlyList<IResultWriter> writers)
    {
        ArgumentNullException.ThrowIfNull(writers);
        Write(ResultName, JsonSerializer.Serialize(result, Style) + "\n");
        foreach (IResultWriter writer in Path is null ? [] : writers)
        {
            Write(writer.FileName, writer.Write(result));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
