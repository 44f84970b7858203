using System.Globalization;
using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Conformance;

/// <summary>Test vectors in the text format of Berkeley TestFloat: operands, result and flags in hexadecimal, one case a line; plain or gzip.</summary>
/// <remarks>
/// The function is told by the start of the file name: <c>f16_mulAdd</c>, <c>f16_add</c>, <c>f16_mul</c>, <c>i32_to_f16</c>, <c>f16_to_i32</c>. Any NaN meets an expected
/// NaN; conversions to integer are not compared where the invalid flag is set, because IEEE 754 leaves their result open.
/// </remarks>
public sealed class TestFloatVectors
{
    /// <summary>Mismatches kept in a result.</summary>
    public const int MostKept = 10;

    private const byte Invalid = 0x10;

    private static readonly InputKind Kind = new("file of test vectors", ErrorCode.DataNotFound, ErrorCode.DataDamaged, "Generate the vectors again with testfloat_gen.");

    // The cases are those of testfloat_gen at level 1, its smallest set.
    private static readonly (string Prefix, FloatFunction Function, int[] Digits, long Cases)[] Formats =
    [
        ("f16_mulAdd", FloatFunction.MultiplyAdd, [4, 4, 4, 4], 6_133_248),
        ("f16_add", FloatFunction.Add, [4, 4, 4], 46_464),
        ("f16_mul", FloatFunction.Multiply, [4, 4, 4], 46_464),
        ("i32_to_f16", FloatFunction.FromInt32, [8, 4], 372),
        ("f16_to_i32", FloatFunction.ToInt32, [4, 8], 408),
    ];

    private readonly int[] _digits;

    /// <summary>Opens a file of vectors; nothing is read yet.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="AcsException">ACS0301 if it does not exist, ACS0302 if its name tells no function.</exception>
    public TestFloatVectors(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using (InputFile.Open(path, Kind))
        {
        }

        string name = Path.GetFileName(path);
        int format = Array.FindIndex(Formats, f => name.StartsWith(f.Prefix + "_", StringComparison.Ordinal) || name.StartsWith(f.Prefix + ".", StringComparison.Ordinal));
        if (format < 0)
        {
            string known = string.Join(", ", Formats.Select(f => f.Prefix));
            throw new AcsException(ErrorCode.DataDamaged, "The file name does not tell the function of the vectors.", path, $"a name that starts with one of: {known}", name, "Rename the file.");
        }

        FilePath = path;
        Function = Formats[format].Function;
        _digits = Formats[format].Digits;
        WholeCases = Formats[format].Cases;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Function of the vectors.</summary>
    public FloatFunction Function { get; }

    /// <summary>Cases of the generator's smallest whole set (level 1); a file with fewer is a sample, or has been cut: its lines cannot tell.</summary>
    public long WholeCases { get; }

    /// <summary>All vector files of a folder, by name.</summary>
    /// <param name="folder">Folder.</param>
    /// <returns>Vectors in the order of their file names; files with other names are passed over.</returns>
    /// <exception cref="AcsException">ACS0301 if there is none.</exception>
    public static IReadOnlyList<TestFloatVectors> InFolder(string folder)
    {
        string[] files = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder).Where(file => Array.Exists(Formats, f => Path.GetFileName(file).StartsWith(f.Prefix, StringComparison.Ordinal))).Order(StringComparer.Ordinal)]
            : [];
        return files.Length > 0
            ? [.. files.Select(file => new TestFloatVectors(file))]
            : throw new AcsException(ErrorCode.DataNotFound, "There are no test vectors.", folder, "TestFloat files such as f16_mulAdd_rne.txt.gz", "none", "Check the path.");
    }

    /// <summary>The result of the C# arithmetic for a case.</summary>
    /// <param name="function">Function.</param>
    /// <param name="c">Case.</param>
    /// <returns>Result bits.</returns>
    public static uint Reference(FloatFunction function, FloatCase c) => function switch
    {
        FloatFunction.MultiplyAdd => Binary16.Fma((ushort)c.A, (ushort)c.B, (ushort)c.C),
        FloatFunction.Add => Binary16.Add((ushort)c.A, (ushort)c.B),
        FloatFunction.Multiply => Binary16.Multiply((ushort)c.A, (ushort)c.B),
        FloatFunction.FromInt32 => Binary16.FromInt32((int)c.A),
        _ => Binary16.TryToInt32((ushort)c.A, out int value) ? (uint)value : 0x8000_0000,
    };

    /// <summary>Whether a result meets a case.</summary>
    /// <param name="function">Function.</param>
    /// <param name="c">Case.</param>
    /// <param name="actual">Result under test.</param>
    /// <returns>True if it does, or if the case leaves the result open.</returns>
    public static bool Meets(FloatFunction function, FloatCase c, uint actual) =>
        function == FloatFunction.ToInt32
            ? (c.Flags & Invalid) != 0 || actual == c.Expected
            : actual == c.Expected || (Binary16.IsNaN((ushort)c.Expected) && actual <= 0xFFFF && Binary16.IsNaN((ushort)actual));

    /// <summary>Reads the cases.</summary>
    /// <returns>Cases in file order, read as they are asked for.</returns>
    /// <exception cref="AcsException">ACS0302 with the line number at a damaged line or a truncated file.</exception>
    public IEnumerable<FloatCase> Cases()
    {
        using Stream content = GzipFile.Open(FilePath, Kind);
        using var text = new StreamReader(content, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        int line = 0;
        while (ReadLine(text, line + 1) is { } next)
        {
            line++;
            yield return Parse(next, line);
        }

        if (line == 0)
        {
            throw Damaged(1, "at least one case", "an empty file");
        }
    }

    /// <summary>Compares all cases with a unit under test.</summary>
    /// <param name="underTest">Gives the result for a case.</param>
    /// <returns>Counts and the first mismatches.</returns>
    /// <exception cref="AcsException">ACS0302 at a damaged line.</exception>
    public FloatConformance Compare(Func<FloatCase, uint> underTest)
    {
        ArgumentNullException.ThrowIfNull(underTest);
        long cases = 0;
        long compared = 0;
        long mismatches = 0;
        var first = new List<FloatMismatch>();
        foreach (FloatCase c in Cases())
        {
            cases++;
            compared += Function == FloatFunction.ToInt32 && (c.Flags & Invalid) != 0 ? 0 : 1;
            uint actual = underTest(c);
            if (!Meets(Function, c, actual))
            {
                mismatches++;
                if (first.Count < MostKept)
                {
                    first.Add(new FloatMismatch(c, actual));
                }
            }
        }

        return new FloatConformance(FilePath, Function, cases, WholeCases, compared, mismatches, first);
    }

    private string? ReadLine(StreamReader text, int line)
    {
        // A line has at most 26 characters; what has no line breaks is not read to its end.
        const int MostCharacters = 64;
        Span<char> characters = stackalloc char[MostCharacters];
        int count = 0;
        int next = text.Read();
        if (next < 0)
        {
            return null;
        }

        for (; next >= 0 && next != '\n'; next = text.Read())
        {
            if (count == MostCharacters)
            {
                throw Damaged(line, $"a line of at most {MostCharacters} characters", characters.ToString());
            }

            characters[count++] = (char)next;
        }

        return characters[..count].TrimEnd('\r').ToString();
    }

    private FloatCase Parse(string text, int line)
    {
        Span<uint> fields = stackalloc uint[5];
        fields.Clear();
        Span<Range> parts = stackalloc Range[7];
        int count = text.AsSpan().Split(parts, ' ', StringSplitOptions.RemoveEmptyEntries);
        bool good = count == _digits.Length + 1;
        for (int k = 0; good && k < count; k++)
        {
            ReadOnlySpan<char> part = text.AsSpan(parts[k]);
            int digits = k < _digits.Length ? _digits[k] : 2;
            good = part.Length == digits && uint.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out fields[k]);
        }

        if (!good)
        {
            throw Damaged(line, $"{_digits.Length} hexadecimal fields of {string.Join(", ", _digits)} digits and flags of 2", text);
        }

        int operands = _digits.Length - 1;
        return new FloatCase(line, fields[0], operands > 1 ? fields[1] : 0, operands > 2 ? fields[2] : 0, fields[operands], (byte)fields[operands + 1]);
    }

    private AcsException Damaged(int line, string expected, string actual, Exception? inner = null) => new(
        ErrorCode.DataDamaged,
        "The test vectors are damaged.",
        string.Create(CultureInfo.InvariantCulture, $"{FilePath}:{line}"),
        expected,
        actual.Length > 60 ? actual[..60] + "..." : actual,
        "Generate the vectors again with testfloat_gen.",
        inner);
}
