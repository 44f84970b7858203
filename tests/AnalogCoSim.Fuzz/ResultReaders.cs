using System.Text.Json;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Fuzz;

/// <summary>Readers of what the bench itself has written: finished runs of a sweep, entries of the cache.</summary>
internal static class ResultReaders
{
    /// <summary>Keys of the sample's runs.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["0a", "0b", "0c"];

    private static long _written = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Finished runs that are taken over. Some of the sample's are as good as all: a line that was cut short is run again.</summary>
    public static ulong Points(string folder)
    {
        using var store = new SweepStore(Path.Combine(folder, "points.jsonl"), resume: true, Keys.ToHashSet(StringComparer.Ordinal));
        IEnumerable<string> wrong = Keys.Select((key, k) => (Found: store.Find(key), Wanted: Point(k))).Where(pair => pair.Found is not null)
            .Select(pair => (Found: JsonSerializer.Serialize(pair.Found), Wanted: JsonSerializer.Serialize(pair.Wanted))).Where(pair => pair.Found != pair.Wanted).Select(pair => pair.Found);
        return FuzzDigest.Of(string.Concat(wrong));
    }

    /// <summary>A run of the sample.</summary>
    public static SweepPoint Point(int number) => new()
    {
        Key = Keys[number],
        Variant = "none",
        Seed = 1UL + (ulong)number,
        Seconds = 60 * number,
        Status = PointStatus.Ran,
        Images = 100,
        Correct = 90 + number,
        Accuracy = 90 + number,
        FloatAccuracy = 95,
        Network = "network.onnx",
        Engine = "reference",
        Digest = "0123456789abcdef",
        Repeat = "acs run sample.yaml",
    };

    /// <summary>An entry of the cache: whole, or built again.</summary>
    public static ulong CacheEntry(string folder)
    {
        string product = Path.Combine(folder, "product");
        // An entry is looked at again only when its size or time has changed, and the clock of a disk is coarse.
        File.SetLastWriteTimeUtc(product, new DateTime(Interlocked.Add(ref _written, TimeSpan.TicksPerSecond), DateTimeKind.Utc));
        return Toolchain.Caching.CacheEntry.IsWhole(folder)
            ? FuzzDigest.Of(File.ReadAllBytes(product))
            : throw new AcsException(ErrorCode.CacheUnusable, "The entry is built again.", folder);
    }
}
