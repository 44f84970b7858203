using System.Text.Json;
using System.Text.Json.Serialization;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>The finished runs of a sweep in a file that survives being killed at any moment: one line a run.</summary>
/// <remarks>A line that was cut short, or whose run is no longer asked for, is dropped: its run is done again.</remarks>
internal sealed class SweepStore : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "points.jsonl";

    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    private readonly Dictionary<string, SweepPoint> _restored = new(StringComparer.Ordinal);
    private readonly StreamWriter? _file;

    /// <summary>Opens the store of a sweep.</summary>
    /// <param name="folder">Its result folder; null keeps nothing.</param>
    /// <param name="resume">Whether finished runs are taken over.</param>
    /// <param name="wanted">Keys of all runs of the sweep.</param>
    public SweepStore(string? folder, bool resume, IReadOnlySet<string> wanted)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        foreach (SweepPoint point in resume && File.Exists(path) ? File.ReadLines(path).Select(Read).OfType<SweepPoint>() : [])
        {
            if (wanted.Contains(point.Key) && point.Status != PointStatus.Failed)
            {
                _restored[point.Key] = point;
            }
        }

        string partial = path + ".partial";
        File.WriteAllLines(partial, _restored.Values.Select(Line));
        File.Move(partial, path, overwrite: true);
        _file = new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>A run that an earlier sweep finished.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>What it gave, or null.</returns>
    public SweepPoint? Find(string key) => _restored.GetValueOrDefault(key);

    /// <summary>Keeps a finished run.</summary>
    /// <param name="point">What it gave.</param>
    public void Add(SweepPoint point)
    {
        _restored[point.Key] = point;
        _file?.WriteLine(Line(point));
    }

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();

    private static string Line(SweepPoint point) => JsonSerializer.Serialize(point, Style);

    private static SweepPoint? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepPoint>(line, Style);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
