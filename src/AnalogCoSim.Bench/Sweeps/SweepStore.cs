using System.Text.Json;
using System.Text.Json.Serialization;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>The finished runs of a sweep in a file that survives being killed at any moment: sealed lines, one a run.</summary>
/// <remarks>A line whose run is no longer asked for is dropped. Each line has the key of its own run, so the file has none.</remarks>
internal sealed class SweepStore : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "points.jsonl";

    private const string Kind = "AnalogCoSim sweep points";
    private const int Format = 2;

    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) } };

    private readonly Dictionary<string, SweepPoint> _restored = new(StringComparer.Ordinal);
    private readonly string? _path;
    private SealedLines? _file;

    /// <summary>Reads the store of a sweep; changes nothing.</summary>
    /// <param name="path">The file; null keeps nothing.</param>
    /// <param name="resume">Whether finished runs are taken over.</param>
    /// <param name="wanted">Keys of all runs of the sweep.</param>
    /// <exception cref="Core.Errors.AcsException">ACS0302 when a line is damaged.</exception>
    public SweepStore(string? path, bool resume, IReadOnlySet<string> wanted)
    {
        _path = path;
        IReadOnlyList<string> lines = path is not null && resume ? SealedLines.Read(path, Kind, Format)?.Lines ?? [] : [];
        for (int i = 0; i < lines.Count; i++)
        {
            SweepPoint point = Read(lines[i]) ?? throw SealedLines.Damaged(path!, i + 2, "a run of a sweep", "something else");
            if (wanted.Contains(point.Key) && point.Status != PointStatus.Failed)
            {
                _restored[point.Key] = point;
            }
        }
    }

    /// <summary>Begins the file of this sweep with what was taken over.</summary>
    public void Begin() => _file = _path is null ? null : SealedLines.Create(_path, new SealedHeader(Kind, Format, string.Empty), _restored.Values.Select(Line));

    /// <summary>A run that an earlier sweep finished.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>What it gave, or null.</returns>
    public SweepPoint? Find(string key) => _restored.GetValueOrDefault(key);

    /// <summary>Keeps a finished run.</summary>
    /// <param name="point">What it gave.</param>
    public void Add(SweepPoint point)
    {
        _restored[point.Key] = point;
        _file?.Add(Line(point));
    }

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();

    private static string Line(SweepPoint point) => JsonSerializer.Serialize(point, Style);

    private static SweepPoint? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepPoint>(line, Style) is { } point && IsPlausible(point) ? point : null;
        }
        catch (Exception inner) when (inner is JsonException or ArgumentException)
        {
            // Published figures refuse by themselves what they cannot be.
            return null;
        }
    }

    private static bool IsPlausible(SweepPoint point)
    {
        double?[] reals = [point.Seconds, point.Accuracy, point.FloatAccuracy, point.CyclesPerImage, point.MicrojoulePerImage, point.ImagesPerSecond, point.WallSeconds];
        return Array.TrueForAll(reals, real => real is null || (double.IsFinite(real.Value) && real >= 0))
            && point.Images >= 0 && point.Correct >= 0 && point.Correct <= point.Images && (point.Images > 0 || point.Accuracy is null)
            && point.Published.All(row => row is not null && double.IsFinite(row.Published ?? 0) && double.IsFinite(row.Bench ?? 0));
    }
}
