using System.IO.Compression;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Arrays;

/// <summary>Named arrays in one npz file (a zip of npy members), as numpy.savez_compressed writes it.</summary>
public static class NpzArchive
{
    private const string Suffix = ".npy";

    private static readonly InputKind Kind = InputKind.Data with { Noun = "npz file" };

    /// <summary>Writes all arrays; the file appears whole or not at all.</summary>
    /// <param name="path">Target file.</param>
    /// <param name="arrays">Arrays by name.</param>
    public static void Write(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        AtomicFile.Write(path, file =>
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, NpyArray array) in arrays.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                ZipArchiveEntry entry = zip.CreateEntry(name + Suffix, CompressionLevel.Fastest);
                // A fixed time keeps equal contents equal as files.
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream member = entry.Open();
                NpyFormat.Write(member, array);
            }
        });
    }

    /// <summary>Reads arrays; sizes, checksums and both directories of the file are checked, of arrays that are not asked for as well.</summary>
    /// <param name="path">Source file.</param>
    /// <param name="only">Names of the arrays that are wanted; null means all. Others may be of any type, and need not be there.</param>
    /// <returns>Arrays by name, without the <c>.npy</c> suffix.</returns>
    /// <exception cref="AcsException">ACS0301 if missing or no regular file, ACS0302 if truncated, damaged or too large, ACS0303 for element types that are not supported.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path, IReadOnlyCollection<string>? only = null)
    {
        using FileStream file = InputFile.Open(path, Kind);
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        foreach (ZipMember member in ZipDirectory.Read(file, path, Kind))
        {
            string name = member.Name.EndsWith(Suffix, StringComparison.Ordinal) ? member.Name[..^Suffix.Length] : member.Name;
            string where = $"{path}:{name}";
            using CheckedStream contents = Open(file, member, where);
            if (only?.Contains(name) ?? true)
            {
                if (!arrays.TryAdd(name, NpyFormat.Read(contents, where, member.Unpacked)))
                {
                    throw Kind.DamagedError(where, "one array of this name", "two");
                }
            }

            contents.Finish();
        }

        return arrays;
    }

    private static CheckedStream Open(FileStream file, ZipMember member, string where)
    {
        var packed = new SliceStream(file, member.Data, member.Packed);
        return new CheckedStream(member.Method == ZipMember.Stored ? packed : new DeflateStream(packed, CompressionMode.Decompress), member.Unpacked, member.Crc, where, Kind);
    }
}
