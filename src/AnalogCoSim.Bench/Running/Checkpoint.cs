using System.Text.Json;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>The finished batches of a run in a file that survives being killed at any moment; a resumed run takes them over.</summary>
/// <remarks>Sealed lines under the key of <see cref="RunIdentity"/>: one line per batch.</remarks>
internal sealed class Checkpoint : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "checkpoint.jsonl";

    private const string Kind = "AnalogCoSim checkpoint";
    private const int Format = 2;

    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly string? _path;
    private readonly string _key;
    private SealedLines? _file;

    /// <summary>Reads what an earlier run left, if this one goes on with it; changes nothing.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">Whether it is resumed.</param>
    /// <param name="run">What it computes with.</param>
    /// <param name="key">From <see cref="RunIdentity.Of"/>.</param>
    /// <param name="path">The file, or null for a run that keeps none.</param>
    /// <exception cref="AcsException">ACS0906 when the earlier run computed with something else, ACS0302 when its file is damaged.</exception>
    public Checkpoint(Scenario scenario, RunOptions options, PreparedRun run, string key, string? path)
    {
        (_path, _key) = (path, key);
        if (path is not null && options.Resume)
        {
            Restored = Load(path, key, scenario, run);
        }
    }

    /// <summary>Batches that an earlier run finished.</summary>
    public IReadOnlyList<CheckpointLine> Restored { get; } = [];

    /// <summary>Seconds that they took.</summary>
    public double Seconds => Restored.Count == 0 ? 0 : Restored.Max(line => line.Seconds);

    /// <summary>Begins the file of this run with what was taken over.</summary>
    public void Begin() => _file = _path is null ? null : SealedLines.Create(_path, new SealedHeader(Kind, Format, _key), Restored.Select(Text));

    /// <summary>Keeps a finished batch.</summary>
    /// <param name="outcome">The batch.</param>
    /// <param name="seconds">Seconds of the run up to now.</param>
    /// <exception cref="AcsException">ACS0902 when it cannot be written.</exception>
    public void Add(BatchOutcome outcome, double seconds) => _file?.Add(Text(CheckpointLine.Of(outcome, seconds)));

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();

    private static List<CheckpointLine> Load(string path, string key, Scenario scenario, PreparedRun run)
    {
        if (scenario.Record.Trace != TraceKind.None || scenario.Record.Waves)
        {
            throw new AcsException(ErrorCode.CommandLine, "A run that records or checks a trace, or writes waves, cannot be resumed.", path, remedy: "Run it without --resume.");
        }

        if (SealedLines.Read(path, Kind, Format) is not var (found, lines))
        {
            return [];
        }

        if (found != key)
        {
            throw new AcsException(
                ErrorCode.ResumeRefused,
                "The earlier run in this folder computed with something else.",
                path,
                "the same program code, RTL, tools, network, images, labels, chip, engine and seed",
                "others",
                "Run without --resume, or give another --out.");
        }

        var restored = new List<CheckpointLine>();
        bool[] taken = new bool[run.Images.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            CheckpointLine? line = Parse(lines[i]);
            restored.Add(line is not null && Fits(line, run, taken) ? line : throw SealedLines.Damaged(path, i + 2, "a batch of this run", "something else"));
        }

        return restored;
    }

    // The seal says that the line was written here; this, that it was for images that this run has, once.
    private static bool Fits(CheckpointLine line, PreparedRun run, bool[] taken)
    {
        ChipProgram program = run.Chip.Program;
        int steps = program.Steps.Count;
        int classes = program.Tensors[program.Steps[^1].Output].Length;
        if (line.Results.Count == 0 || line.Mvms.Count != steps || line.Saturated.Count != steps || line.First < 0 || line.First > taken.Length - line.Results.Count)
        {
            return false;
        }

        for (int i = 0; i < line.Results.Count; i++)
        {
            InferenceResult? result = line.Results[i];
            bool whole = result?.Output.Length == classes && result.Prediction >= 0 && result.Prediction < classes && (result.StepCycles.Count == 0 || result.StepCycles.Count == steps);
            if (!whole || taken[line.First + i] || result!.Image != run.Images.Numbers[line.First + i])
            {
                return false;
            }

            taken[line.First + i] = true;
        }

        return line.HasPlausibleCounts() && double.IsFinite(line.Seconds) && line.Seconds >= 0;
    }

    private static string Text(CheckpointLine line) => JsonSerializer.Serialize(line, Style);

    private static CheckpointLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CheckpointLine>(line, Style);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
