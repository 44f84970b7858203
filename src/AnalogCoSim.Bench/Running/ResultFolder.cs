using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AnalogCoSim.Bench.Running;

/// <summary>The files of a run. Each appears whole or not at all; <c>results.jsonl</c> and <c>run.log</c> grow while it runs and survive a crash.</summary>
public sealed class ResultFolder : IDisposable
{
    /// <summary>How results are written as JSON.</summary>
    public static JsonSerializerOptions Style { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly JsonSerializerOptions OneLine = new(Style) { WriteIndented = false };

    private readonly Lock _gate = new();
    private readonly StreamWriter? _images;
    private readonly StreamWriter? _log;

    /// <summary>Opens a folder; what an earlier run left there is removed file by file.</summary>
    /// <param name="path">The folder, or null for a run without files.</param>
    public ResultFolder(string? path)
    {
        Path = path is null ? null : System.IO.Path.GetFullPath(path);
        if (Path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path);
        foreach (string name in new[] { "result.json", "trace.npz", "report.html", "junit.xml" })
        {
            File.Delete(In(name)!);
        }

        _images = new StreamWriter(In("results.jsonl")!) { AutoFlush = true, NewLine = "\n" };
        _log = new StreamWriter(In("run.log")!) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Absolute path, or null.</summary>
    public string? Path { get; }

    /// <summary>A file of the folder.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Absolute path, or null for a run without files.</returns>
    public string? In(string name) => Path is null ? null : System.IO.Path.Combine(Path, name);

    /// <summary>Adds a line to the log.</summary>
    /// <param name="line">Text.</param>
    public void Log(string line)
    {
        lock (_gate)
        {
            _log?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {line}"));
        }
    }

    /// <summary>Adds an image's result.</summary>
    /// <param name="result">The result.</param>
    public void Add(ImageResult result)
    {
        lock (_gate)
        {
            _images?.WriteLine(JsonSerializer.Serialize(result, OneLine));
        }
    }

    /// <summary>Writes a text file, whole or not at all.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    public void Write(string name, string text)
    {
        if (In(name) is { } path)
        {
            File.WriteAllText(path + ".partial", text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(path + ".partial", path, overwrite: true);
        }
    }

    /// <summary>Writes the result and what further writers make of it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="writers">Further writers.</param>
    public void Write(ScenarioResult result, IReadOnlyList<IResultWriter> writers)
    {
        ArgumentNullException.ThrowIfNull(writers);
        Write("result.json", JsonSerializer.Serialize(result, Style) + "\n");
        foreach (IResultWriter writer in Path is null ? [] : writers)
        {
            Write(writer.FileName, writer.Write(result));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _images?.Dispose();
        _log?.Dispose();
    }
}
