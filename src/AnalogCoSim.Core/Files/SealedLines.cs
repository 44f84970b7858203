using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>
/// A file of JSON lines that grows while work goes on and survives a crash at any moment. Each line is sealed:
/// <c>{"line":3,"data":{..},"sum":"f00d.."}</c>, the sum being the first 16 bytes of SHA-256 over the sum of the line before, the number and the data as written.
/// </summary>
/// <remarks>
/// So a line that was changed, doubled, moved or taken out is found. The first line is the header: what the lines are, and the key of what they were computed with.
/// A last line without its line break was cut short when a process was killed or a disk was full; it is dropped.
/// </remarks>
public sealed class SealedLines : IDisposable
{
    private static readonly InputKind Input = new("file of finished work", ErrorCode.DataDamaged, ErrorCode.DataDamaged, "Run without --resume, or give another --out.")
    {
        MissingRemedy = "Run without --resume, or give another --out.",
    };

    private const string DataStart = ",\"data\":";
    private const string SumStart = ",\"sum\":\"";
    private const string End = "\"}";

    private readonly string _path;
    private readonly FileStream _file;
    private string _sum;
    private int _count;
    private AcsException? _broken;

    private SealedLines(string path, FileStream file, string sum, int count) => (_path, _file, _sum, _count) = (path, file, sum, count);

    /// <summary>Makes a file with some lines in it; it replaces an old one at once, whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">What the lines are and were computed with.</param>
    /// <param name="lines">JSON of the lines that are there from the start.</param>
    /// <returns>The file, to which lines can be added.</returns>
    /// <exception cref="AcsException">ACS0902 when it cannot be written.</exception>
    public static SealedLines Create(string path, SealedHeader header, IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        (string sum, int count) = (string.Empty, 0);
        foreach (string data in lines.Prepend(JsonSerializer.Serialize(header, JsonSerializerOptions.Web)))
        {
            text.Append(Seal(ref sum, count++, data));
        }

        AtomicFile.WriteText(path, text.ToString());
        FileStream file = FileErrors.Guard(path, () => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0));
        return new SealedLines(path, file, sum, count);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What its lines must be.</param>
    /// <param name="format">Version of the format that they must have.</param>
    /// <returns>The header's key and the JSON of each line; null when there is no file, or one whose header was cut short.</returns>
    /// <exception cref="AcsException">ACS0302 when a line is damaged or of another format, or the file cannot be read.</exception>
    public static (string Key, IReadOnlyList<string> Lines)? Read(string path, string kind, int format)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        // A byte that is not UTF-8 makes the sum of its line wrong.
        string[] parts = Encoding.UTF8.GetString(InputFile.ReadBytes(path, Input)).Split('\n');
        var lines = new List<string>();
        string sum = string.Empty;
        // What follows the last line break was cut short.
        for (int i = 0; i < parts.Length - 1; i++)
        {
            lines.Add(Open(ref sum, i, parts[i]) ?? throw Damaged(path, i + 1, "a sealed line, as it was written", "something else"));
        }

        if (lines.Count == 0)
        {
            return null;
        }

        SealedHeader header = HeaderOf(lines[0]) ?? throw Damaged(path, 1, "the header", "something else");
        return header.Kind == kind && header.Format == format
            ? (header.Key, lines[1..])
            : throw Damaged(path, 1, $"{kind}, format {format}", $"{header.Kind}, format {header.Format}");
    }

    /// <summary>The error for a line that cannot have been written here.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">Number of the line, from 1.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="actual">What is there.</param>
    /// <returns>ACS0302.</returns>
    public static AcsException Damaged(string path, int line, string expected, string actual) =>
        new(ErrorCode.DataDamaged, "A line of the finished work is damaged.", FormattableString.Invariant($"{path}:{line}"), expected, actual, "Run without --resume, or give another --out.");

    /// <summary>Adds a line; it is with the system when this returns.</summary>
    /// <param name="data">Its JSON.</param>
    /// <exception cref="AcsException">ACS0902 when it cannot be written; the lines before it stay whole, and no further one is written.</exception>
    public void Add(string data)
    {
        if (_broken is not null)
        {
            throw _broken;
        }

        try
        {
            string sum = _sum;
            byte[] line = Encoding.UTF8.GetBytes(Seal(ref sum, _count, data));
            FileErrors.Guard(_path, () => _file.Write(line));
            (_sum, _count) = (sum, _count + 1);
        }
        catch (AcsException error)
        {
            _broken = error;
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static string Seal(ref string sum, int number, string data)
    {
        sum = SumOf(sum, number, data);
        return FormattableString.Invariant($"{{\"line\":{number}{DataStart}{data}{SumStart}{sum}{End}\n");
    }

    private static string? Open(ref string sum, int number, string line)
    {
        string start = FormattableString.Invariant($"{{\"line\":{number}{DataStart}");
        int end = line.Length - End.Length - 32;
        if (!line.StartsWith(start, StringComparison.Ordinal) || end - SumStart.Length < start.Length)
        {
            return null;
        }

        string data = line[start.Length..(end - SumStart.Length)];
        sum = SumOf(sum, number, data);
        return line[(end - SumStart.Length)..] == $"{SumStart}{sum}{End}" ? data : null;
    }

    private static string SumOf(string before, int number, string data) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{before} {number} {data}"))))[..32];

    private static SealedHeader? HeaderOf(string data)
    {
        try
        {
            return JsonSerializer.Deserialize<SealedHeader>(data, JsonSerializerOptions.Web) is { Kind: not null, Key: not null } header ? header : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
