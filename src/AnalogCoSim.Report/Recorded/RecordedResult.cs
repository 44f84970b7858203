using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Report.Recorded;

/// <summary>What a command of <c>scripts/acs</c> gave on one day, kept under <c>testbenches/records</c>; figures of the results page are read from it.</summary>
public sealed record RecordedResult
{
    /// <summary>Files of records.</summary>
    public static InputKind Kind { get; } = new("recorded result", ErrorCode.DataNotFound, ErrorCode.DataDamaged, "Record it again: acs results --record NAME.", 1 << 24)
    {
        MissingRemedy = "write it with \"arguments\" (those of scripts/acs) alone and run acs results --record NAME",
    };

    /// <summary>Arguments of <c>scripts/acs</c>, without <c>--json</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Fields of the command's JSON object that are kept, <c>a.b</c> for fields of fields and of every item of an array; empty for all.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Day of the run (UTC), <c>2026-11-29</c>; empty before the first.</summary>
    public string Date { get; init; } = "";

    /// <summary>Commit that was run, abbreviated; empty before the first run.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Machine and runtime; empty where it was not noted.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Whether people copied the figures from the output of the command, because the run is older than records or its input is gone.</summary>
    public bool ByHand { get; init; }

    /// <summary>What the command printed with <c>--json</c>, as far as it is kept.</summary>
    public JsonObject Result { get; init; } = [];

    /// <summary>The command as people type it.</summary>
    [JsonIgnore]
    public string Command => string.Join(' ', Arguments.Prepend("scripts/acs").Select(Quoted));

    private static JsonSerializerOptions Style { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a record.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>The record.</returns>
    /// <exception cref="AcsException">DataNotFound or DataDamaged.</exception>
    public static RecordedResult Read(string path)
    {
        string text = InputFile.ReadText(path, Kind);
        try
        {
            return JsonSerializer.Deserialize<RecordedResult>(text, Style) ?? throw Kind.DamagedError(path, "a JSON object", "null");
        }
        catch (JsonException inner)
        {
            throw Kind.DamagedError(path, "a record as acs results writes it", inner.Message, inner);
        }
    }

    /// <summary>Writes the record; the file is there whole or as it was.</summary>
    /// <param name="path">Its file.</param>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Style) + "\n");

    /// <summary>The record with what a new run of its command gave.</summary>
    /// <param name="output">The command's JSON object.</param>
    /// <param name="date">Day of the run.</param>
    /// <param name="commit">Commit that was run.</param>
    /// <param name="machine">Where it ran.</param>
    /// <returns>The record, with the fields named in <see cref="Keep"/> only.</returns>
    /// <exception cref="AcsException">DataDamaged where a field is not there.</exception>
    public RecordedResult With(JsonObject output, string date, string commit, string machine)
    {
        JsonObject kept = Keep.Count == 0 ? (JsonObject)output.DeepClone() : KeptFields.Of(output, Keep);
        string[] missing = [.. Keep.Where(field => !KeptFields.Has(kept, field))];
        if (missing.Length > 0)
        {
            throw new AcsException(ErrorCode.DataDamaged, "The command's result lacks a field that the record keeps.", Command, string.Join(", ", Keep), $"no {string.Join(", ", missing)}", "correct \"keep\" of the record");
        }

        return this with { Date = date, Commit = commit, Machine = machine, ByHand = false, Result = kept };
    }

    private static string Quoted(string argument) => argument.Length > 0 && argument.All(letter => char.IsLetterOrDigit(letter) || "-_./=,:+@%".Contains(letter)) ? argument : $"'{argument}'";
}
