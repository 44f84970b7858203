using System.IO.Compression;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Arrays;

/// <summary>Named arrays in one npz file (a zip of npy members), as numpy.savez_compressed writes it.</summary>
public static class NpzArchive
{
    /// <summary>Writes all arrays; the file appears whole or not at all.</summary>
    /// <param name="path">Target file.</param>
    /// <param name="arrays">Arrays by name.</param>
    public static void Write(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        string partial = path + ".partial";
        using (FileStream file = File.Create(partial))
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach ((string name, NpyArray array) in arrays.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                ZipArchiveEntry entry = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest);
                // A fixed time keeps equal contents equal as files.
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream member = entry.Open();
                NpyFormat.Write(member, array);
            }
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Reads all arrays.</summary>
    /// <param name="path">Source file.</param>
    /// <returns>Arrays by name, without the <c>.npy</c> suffix.</returns>
    /// <exception cref="AcsException">ACS0301 if missing, ACS0302 if truncated or damaged.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new AcsException(ErrorCode.DataNotFound, "The npz file does not exist.", path, "a readable file", "nothing", "Check the path.");
        }

        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                using Stream member = entry.Open();
                string name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
                arrays[name] = NpyFormat.Read(member, $"{path}:{name}");
            }

            return arrays;
        }
        catch (InvalidDataException inner)
        {
            throw NpyFormat.Truncated(path, "a complete npz (zip) archive", inner.Message, inner);
        }
    }
}
