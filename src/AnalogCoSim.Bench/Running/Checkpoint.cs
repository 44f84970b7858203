using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>The finished batches of a run in a file that survives being killed at any moment; a resumed run takes them over.</summary>
/// <remarks>First line: what the run computes with. Then one line a batch. A last line that was cut short is dropped: its batch runs again.</remarks>
internal sealed class Checkpoint : IDisposable
{
    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web);

    private readonly StreamWriter? _file;

    /// <summary>Opens the checkpoint of a run.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">Where its result goes, and whether it is resumed.</param>
    /// <param name="run">What it computes with.</param>
    public Checkpoint(Scenario scenario, RunOptions options, PreparedRun run)
    {
        if (options.ResultFolder is not { } folder)
        {
            return;
        }

        string path = Path.Combine(folder, "checkpoint.jsonl");
        string key = Key(scenario, run);
        Restored = options.Resume ? Load(path, key, scenario) : [];
        string partial = path + ".partial";
        using (var kept = new StreamWriter(partial) { NewLine = "\n" })
        {
            kept.WriteLine(JsonSerializer.Serialize(key, Style));
            foreach (CheckpointLine line in Restored)
            {
                kept.WriteLine(JsonSerializer.Serialize(line, Style));
            }
        }

        File.Move(partial, path, overwrite: true);
        _file = new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Batches that an earlier run finished.</summary>
    public IReadOnlyList<CheckpointLine> Restored { get; } = [];

    /// <summary>Seconds that they took.</summary>
    public double Seconds => Restored.Count == 0 ? 0 : Restored.Max(line => line.Seconds);

    /// <summary>Keeps a finished batch.</summary>
    /// <param name="outcome">The batch.</param>
    /// <param name="seconds">Seconds of the run up to now.</param>
    public void Add(BatchOutcome outcome, double seconds) => _file?.WriteLine(JsonSerializer.Serialize(CheckpointLine.Of(outcome, seconds), Style));

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();

    private static List<CheckpointLine> Load(string path, string key, Scenario scenario)
    {
        if (scenario.Record.Trace != TraceKind.None)
        {
            throw new AcsException(ErrorCode.CommandLine, "A run that records or checks a trace cannot be resumed.", path, remedy: "run it without --resume");
        }

        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines.Length == 0)
        {
            return [];
        }

        if (TryRead<string>(lines[0]) != key)
        {
            throw new AcsException(
                ErrorCode.DataDamaged,
                "The earlier run in this folder computed with something else.",
                path,
                "the same network, images, chip, engine and seed",
                "others",
                "run without --resume, or give another --out");
        }

        var restored = new List<CheckpointLine>();
        for (int i = 1; i < lines.Length; i++)
        {
            if (TryRead<CheckpointLine>(lines[i]) is { } line)
            {
                restored.Add(line);
            }
            else if (i < lines.Length - 1)
            {
                throw new AcsException(ErrorCode.DataDamaged, "A line of the checkpoint is damaged.", $"{path}:{i + 1}", "a JSON object", "something else", "run without --resume");
            }
        }

        return restored;
    }

    private static T? TryRead<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Style);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // All that decides the numbers: settings, images, weights and registers as compiled.
    private static string Key(Scenario scenario, PreparedRun run)
    {
        ulong digest = MvmDigest.Add(ScenarioSettings.Digest(scenario), MemoryMarshal.AsBytes(run.Images.Numbers.AsSpan()));
        foreach (CoreSlice slice in run.Chip.Program.Slices)
        {
            digest = MvmDigest.Add(digest, MemoryMarshal.AsBytes(slice.Weights.AsSpan()));
            digest = MvmDigest.Add(digest, MemoryMarshal.AsBytes(run.Chip.Registers(slice.Core).AffineScale.AsSpan()));
            digest = MvmDigest.Add(digest, MemoryMarshal.AsBytes(run.Chip.Registers(slice.Core).AffineOffset.AsSpan()));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{scenario.Name} {scenario.Engine} {digest:x16}");
    }
}
