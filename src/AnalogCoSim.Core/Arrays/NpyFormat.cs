using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Arrays;

/// <summary>Reads and writes numpy's npy format, versions 1.0 to 3.0, little-endian, C order.</summary>
/// <remarks>Source: the format's description in NumPy's documentation (numpy.lib.format).</remarks>
public static partial class NpyFormat
{
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private static readonly (string Code, Type Type, int Size)[] ElementTypes =
    [
        ("|i1", typeof(sbyte), 1), ("|u1", typeof(byte), 1), ("<i2", typeof(short), 2), ("<u2", typeof(ushort), 2),
        ("<i4", typeof(int), 4), ("<u4", typeof(uint), 4), ("<i8", typeof(long), 8), ("<u8", typeof(ulong), 8),
        ("<f4", typeof(float), 4), ("<f8", typeof(double), 8),
    ];

    /// <summary>Writes one array as format version 1.0.</summary>
    /// <param name="stream">Target.</param>
    /// <param name="array">Array.</param>
    public static void Write(Stream stream, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        Type element = array.Data.GetType().GetElementType()!;
        var entry = Array.Find(ElementTypes, e => e.Type == element);
        string shape = string.Join(", ", array.Shape.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        string header = $"{{'descr': '{entry.Code}', 'fortran_order': False, 'shape': ({shape}{(array.Shape.Length == 1 ? "," : string.Empty)}), }}";
        int padding = 64 - ((Magic.Length + 4 + header.Length + 1) % 64);
        byte[] text = Encoding.ASCII.GetBytes(header + new string(' ', padding % 64) + "\n");
        stream.Write(Magic);
        stream.Write([1, 0, (byte)text.Length, (byte)(text.Length >> 8)]);
        stream.Write(text);
        stream.Write(Bytes(array.Data));
    }

    /// <summary>Reads one array.</summary>
    /// <param name="stream">Source, positioned at the magic.</param>
    /// <param name="where">File (and member) for errors.</param>
    /// <returns>The array.</returns>
    /// <exception cref="AcsException">ACS0302 if truncated or not an npy file, ACS0303 if of an element type or order not supported.</exception>
    public static NpyArray Read(Stream stream, string where)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string header = ReadHeader(stream, where);
        string code = Required(DescrPattern().Match(header), "descr", where);
        if (FortranPattern().IsMatch(header))
        {
            throw new AcsException(ErrorCode.ArrayMismatch, "The array is in Fortran order.", where, "C order", "Fortran order", "Save numpy.ascontiguousarray(x).");
        }

        int[] shape = [.. Required(ShapePattern().Match(header), "shape", where)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        var entry = Array.Find(ElementTypes, e => e.Code == code || (e.Size == 1 && code.EndsWith(e.Code[1..], StringComparison.Ordinal)));
        if (entry.Type is null)
        {
            throw new AcsException(ErrorCode.ArrayMismatch, "The element type is not supported.", where, "int8..int64, uint8..uint64, float32, float64", code, "Convert the array before saving it.");
        }

        long count = shape.Aggregate(1L, (product, n) => product * n);
        if (count < 0 || count * entry.Size > int.MaxValue)
        {
            throw new AcsException(ErrorCode.DataDamaged, "The array's shape is impossible.", where, "at most 2 GiB", string.Join('x', shape), "Write the file again.");
        }

        Array data = Array.CreateInstance(entry.Type, count);
        int got = stream.ReadAtLeast(Bytes(data), (int)count * entry.Size, throwOnEndOfStream: false);
        return got == count * entry.Size
            ? new NpyArray(data, shape)
            : throw Truncated(where, $"{count * entry.Size} bytes of data", $"{got} bytes");
    }

    internal static AcsException Truncated(string where, string expected, string actual, Exception? inner = null) =>
        new(ErrorCode.DataDamaged, "The file is truncated or damaged.", where, expected, actual, "Fetch or write the file again.", inner);

    private static string ReadHeader(Stream stream, string where)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8 || !start[..6].SequenceEqual(Magic))
        {
            throw Truncated(where, "an npy header", "something else");
        }

        int lengthBytes = start[6] == 1 ? 2 : 4;
        Span<byte> length = stackalloc byte[4];
        length.Clear();
        stream.ReadAtLeast(length[..lengthBytes], lengthBytes, throwOnEndOfStream: false);
        int headerLength = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (headerLength is <= 0 or > 1 << 20)
        {
            throw Truncated(where, "a header length up to 1 MiB", headerLength.ToString(CultureInfo.InvariantCulture));
        }

        byte[] header = new byte[headerLength];
        int got = stream.ReadAtLeast(header, headerLength, throwOnEndOfStream: false);
        return got == headerLength ? Encoding.ASCII.GetString(header) : throw Truncated(where, $"{headerLength} bytes of header", $"{got} bytes");
    }

    private static string Required(Match match, string key, string where) =>
        match.Success ? match.Groups[1].Value : throw Truncated(where, $"a header with '{key}'", "a header without it");

    private static Span<byte> Bytes(Array data) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(data), Buffer.ByteLength(data));

    [GeneratedRegex("'descr':\\s*'([^']*)'")]
    private static partial Regex DescrPattern();

    [GeneratedRegex("'fortran_order':\\s*True")]
    private static partial Regex FortranPattern();

    [GeneratedRegex("'shape':\\s*\\(([^)]*)\\)")]
    private static partial Regex ShapePattern();
}
