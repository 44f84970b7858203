using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Arrays;

/// <summary>The header of an npy file: element type, order and shape.</summary>
/// <param name="Code">Element type as numpy writes it.</param>
/// <param name="Shape">Extents, none negative; their product fits 63 bits.</param>
/// <param name="Count">Number of elements.</param>
/// <param name="Bytes">Length of the header itself, with the magic.</param>
internal sealed partial record NpyHeader(string Code, int[] Shape, long Count, int Bytes)
{
    private const int MostBytes = 1 << 16;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header.</summary>
    /// <param name="stream">Source, positioned at the magic.</param>
    /// <param name="where">File and member.</param>
    /// <returns>The header.</returns>
    /// <exception cref="AcsException">ACS0302 if it is none, ACS0303 in Fortran order.</exception>
    public static NpyHeader Read(Stream stream, string where)
    {
        (string text, int bytes) = Text(stream, where);
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            throw NpyFormat.Truncated(where, "{'descr': TYPE, 'fortran_order': False, 'shape': (EXTENTS), }", text.Trim());
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < match.Groups["key"].Captures.Count; i++)
        {
            values[match.Groups["key"].Captures[i].Value] = match.Groups["value"].Captures[i].Value;
        }

        string order = Required(values, "fortran_order", where);
        (int[] shape, long count) = ShapeOf(Required(values, "shape", where), where);
        return order switch
        {
            "False" => new NpyHeader(Required(values, "descr", where).Trim('\'', '"'), shape, count, bytes),
            "True" => throw new AcsException(ErrorCode.ArrayMismatch, "The array is in Fortran order.", where, "C order", "Fortran order", "Save numpy.ascontiguousarray(x)."),
            _ => throw NpyFormat.Truncated(where, "'fortran_order': True or False", order),
        };
    }

    private static (string Text, int Bytes) Text(Stream stream, string where)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8 || !start[..6].SequenceEqual(Magic) || start[6] is < 1 or > 3 || start[7] != 0)
        {
            throw NpyFormat.Truncated(where, "an npy header of version 1.0 to 3.0", "something else");
        }

        int lengthBytes = start[6] == 1 ? 2 : 4;
        Span<byte> length = stackalloc byte[4];
        length.Clear();
        stream.ReadAtLeast(length[..lengthBytes], lengthBytes, throwOnEndOfStream: false);
        uint headerLength = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (headerLength is 0 or > MostBytes)
        {
            throw NpyFormat.Truncated(where, $"a header length up to {MostBytes}", headerLength.ToString(CultureInfo.InvariantCulture));
        }

        byte[] header = new byte[headerLength];
        int got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return got == headerLength ? (Encoding.Latin1.GetString(header), 8 + lengthBytes + got) : throw NpyFormat.Truncated(where, $"{headerLength} bytes of header", $"{got} bytes");
    }

    private static string Required(Dictionary<string, string> values, string key, string where) =>
        values.TryGetValue(key, out string? value) ? value : throw NpyFormat.Truncated(where, $"a header with '{key}'", "a header without it");

    // Python 2 wrote 200L for 200.
    private static (int[] Shape, long Count) ShapeOf(string text, string where)
    {
        string[] parts = text.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        parts = parts[^1].Length == 0 ? parts[..^1] : parts;
        int[] shape = new int[parts.Length];
        long count = 1;
        for (int i = 0; i < parts.Length; i++)
        {
            bool read = int.TryParse(parts[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]);
            count = read && Math.BigMul(count, shape[i]) is var product && product <= long.MaxValue && product >= 0 ? (long)product
                : throw NpyFormat.Truncated(where, "extents from 0 to 2147483647 whose product is a number of elements", text);
        }

        return (shape, count);
    }

    [GeneratedRegex("^\\{\\s*(?:['\"](?<key>descr|fortran_order|shape)['\"]\\s*:\\s*(?<value>'[^']*'|\"[^\"]*\"|True|False|\\([^()]*\\)|\\[[^\\]]*\\])\\s*(?:,\\s*)?){3}\\}\\s*$", RegexOptions.None, 1000)]
    private static partial Regex Pattern();
}
