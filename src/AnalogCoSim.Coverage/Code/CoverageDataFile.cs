using System.Globalization;
using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Coverage.Code;

/// <summary>Reads what Verilator's run time writes: one line for each point, <c>C 'key value ...' count</c>. Versions 5.006 to 5.048 are known.</summary>
/// <remarks>The format has no end mark: a file that is cut between two lines looks whole. <see cref="ReadOutsideOfResets"/> notices it, since its two files hold the same points.</remarks>
public static class CoverageDataFile
{
    private const string Header = "# SystemC::Coverage-3";
    private const char KeyMark = '\u0001';
    private const char ValueMark = '\u0002';

    private static readonly InputKind Kind = new("coverage data", ErrorCode.DataNotFound, ErrorCode.CoverageData, "Run the simulation again; the file is written when a model is disposed of.");

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Counts; instances of one module are added up.</returns>
    /// <exception cref="AcsException">DataNotFound; CoverageData with the line, for anything that is not such a file.</exception>
    public static CodeCoverage Read(string path) => Parse(InputFile.ReadText(path, Kind), path);

    /// <summary>Reads all counts and those within resets, and takes these off where they say nothing of a test.</summary>
    /// <param name="path">All counts.</param>
    /// <param name="resetPath">Those that came while the reset was asserted, or before it was released first.</param>
    /// <param name="isResetBranch">Whether a point is one that only a reset can hit.</param>
    /// <returns>Counts.</returns>
    /// <exception cref="AcsException">As <see cref="Read"/>; CoverageData when the files hold different points, or more counts within resets than in all.</exception>
    public static CodeCoverage ReadOutsideOfResets(string path, string resetPath, Func<CodePoint, bool> isResetBranch)
    {
        ArgumentNullException.ThrowIfNull(isResetBranch);
        IReadOnlyDictionary<CodePoint, long> all = Read(path).Counts;
        IReadOnlyDictionary<CodePoint, long> inside = Read(resetPath).Counts;
        if (all.Count != inside.Count)
        {
            throw Kind.DamagedError(resetPath, Invariant($"{all.Count} points, as in {Path.GetFileName(path)}"), Invariant($"{inside.Count} points"));
        }

        var counts = new Dictionary<CodePoint, long>(all.Count);
        foreach (var (point, count) in all)
        {
            if (!inside.TryGetValue(point, out long reset) || reset > count)
            {
                throw Kind.DamagedError(resetPath, Invariant($"at most {count} of {point.File}:{point.Line} {point.Name}"), Invariant($"{reset}"));
            }

            counts.Add(point, isResetBranch(point) ? count : count - reset);
        }

        return new CodeCoverage(counts);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Its name, for errors.</param>
    /// <returns>Counts.</returns>
    /// <exception cref="AcsException">CoverageData.</exception>
    public static CodeCoverage Parse(string text, string place)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Split('\n');
        if (lines[0] != Header)
        {
            throw Kind.DamagedError($"{place}:1", Header, lines[0].Length == 0 ? "nothing" : Shown(lines[0]));
        }

        if (lines[^1].Length > 0)
        {
            throw Kind.DamagedError(Invariant($"{place}:{lines.Length}"), "a line that ends", Shown(lines[^1]));
        }

        var counts = new Dictionary<CodePoint, long>();
        for (int index = 1; index < lines.Length - 1; index++)
        {
            (CodePoint point, long count) = Point(lines[index], Invariant($"{place}:{index + 1}"));
            counts[point] = counts.GetValueOrDefault(point) + count;
        }

        return new CodeCoverage(counts);
    }

    private static (CodePoint Point, long Count) Point(string line, string place)
    {
        int end = line.LastIndexOf('\'');
        if (!line.StartsWith("C '", StringComparison.Ordinal) || end < 3 || end + 2 > line.Length || line[end + 1] != ' '
            || !long.TryParse(line.AsSpan(end + 2), NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            throw Kind.DamagedError(place, "C '...' and a count", Shown(line));
        }

        Dictionary<string, string> values = Values(line[3..end], place);
        string page = Value(values, "page", place);
        int slash = page.IndexOf('/', StringComparison.Ordinal);
        CodePointKind kind = slash < 0 ? throw Kind.DamagedError(place, "a page v_line/MODULE or the like", page) : KindOf(page[..slash], place);
        string lines = values.GetValueOrDefault("S", string.Empty);
        _ = LineList.Parse(lines) ?? throw Kind.DamagedError(place, "a list of lines such as 12-14,17", lines);
        return (new CodePoint(Value(values, "f", place), Number(values, "l", place), Number(values, "n", place), kind, page[(slash + 1)..], Value(values, "o", place), lines), count);
    }

    private static Dictionary<string, string> Values(string text, string place)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in text.Split(KeyMark, StringSplitOptions.RemoveEmptyEntries))
        {
            int mark = pair.IndexOf(ValueMark, StringComparison.Ordinal);
            if (mark <= 0 || !values.TryAdd(pair[..mark], Unescaped(pair[(mark + 1)..], place)))
            {
                throw Kind.DamagedError(place, "keys with a value, each once", Shown(pair));
            }
        }

        return values;
    }

    // Everything that is not printable, the percent sign and the quote stand as %XX.
    private static string Unescaped(string text, string place)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                plain.Append(text[i]);
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code))
            {
                plain.Append((char)code);
                i += 2;
            }
            else
            {
                throw Kind.DamagedError(place, "two hexadecimal digits after %", Shown(text));
            }
        }

        return plain.ToString();
    }

    private static string Value(Dictionary<string, string> values, string key, string place) =>
        values.TryGetValue(key, out string? value) && value.Length > 0 ? value : throw Kind.DamagedError(place, $"a value for the key {key}", "none");

    private static int Number(Dictionary<string, string> values, string key, string place) =>
        int.TryParse(Value(values, key, place), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Kind.DamagedError(place, $"a number for the key {key}", values[key]);

    private static CodePointKind KindOf(string page, string place) => page switch
    {
        "v_line" => CodePointKind.Line,
        "v_branch" => CodePointKind.Branch,
        "v_toggle" => CodePointKind.Toggle,
        "v_user" => CodePointKind.User,
        "v_expr" => CodePointKind.Expression,
        _ => throw Kind.DamagedError(place, "v_line, v_branch, v_toggle, v_user or v_expr", page),
    };

    private static string Shown(string line) => line.Length > 120 ? line[..120] + "..." : line;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
