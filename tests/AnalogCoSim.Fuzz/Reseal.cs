using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Fuzz;

/// <summary>Gives damaged contents a right checksum again, so that what lies behind the checksum is tried.</summary>
internal static class Reseal
{
    /// <summary>Damages what a gzip file holds and packs it again.</summary>
    public static byte[] Gzip(Func<byte[], byte[]> harm, byte[] file)
    {
        using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return SampleFiles.Packed(harm(content.ToArray()));
    }

    /// <summary>Damages the arrays of a golden trace and seals it again.</summary>
    public static byte[] Golden(Damage damage, byte[] trace)
    {
        byte[] harmed = damage.Members(trace);
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, harmed);
            return SampleFiles.Npz("golden.npz", GoldenFile.Sealed(NpzArchive.Read(path)))["golden.npz"];
        }
        catch (AcsException)
        {
            // The archive's own reader refuses it: that is tried as it is.
            return harmed;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Damages the data of sealed lines and seals each line again.</summary>
    public static byte[] Lines(Damage damage, byte[] file)
    {
        string[] data = [.. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetRawText())];
        // A number, a word or a line of the data; not their seals.
        string[] harmed = Encoding.UTF8.GetString(damage.Text(Encoding.UTF8.GetBytes(string.Join('\n', data)))).Split('\n');
        var text = new StringBuilder();
        string sum = string.Empty;
        for (int i = 0; i < harmed.Length; i++)
        {
            sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{sum} {i} {harmed[i]}"))))[..32];
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"line\":{i},\"data\":{harmed[i]},\"sum\":\"{sum}\"}}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Damages the list of a cache entry and writes its last line, the hash of those before, anew.</summary>
    public static byte[] List(Damage damage, byte[] file)
    {
        string[] lines = Encoding.UTF8.GetString(file).TrimEnd('\n').Split('\n');
        string harmed = Encoding.UTF8.GetString(damage.Text(Encoding.UTF8.GetBytes(string.Join('\n', lines[..^1])))) + "\n";
        return Encoding.UTF8.GetBytes(harmed + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(harmed))) + "\n");
    }
}
