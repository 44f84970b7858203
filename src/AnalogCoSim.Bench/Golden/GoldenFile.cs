using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Golden;

/// <summary>The file of a golden trace: format 2, sealed by SHA-256 over names, types, shapes and contents of all its arrays, and read strictly.</summary>
internal static class GoldenFile
{
    /// <summary>Name of the array that holds the format; traces of earlier versions have none.</summary>
    public const string FormatName = "format";

    private const int Format = 2;
    private const string SealName = "seal";

    private static readonly string[] Always = ["scenario", "choices", "settings", "images", "predictions", "logits"];
    private static readonly string[] Recorded = ["recorded", "places", "digests"];
    private static readonly string[] Full = ["inputs", "counts_p", "counts_n", "outputs"];

    /// <summary>Adds format and seal.</summary>
    /// <param name="arrays">Arrays of the trace.</param>
    /// <returns>These and two more.</returns>
    public static IReadOnlyDictionary<string, NpyArray> Sealed(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        var all = new Dictionary<string, NpyArray>(arrays.Where(pair => pair.Key != SealName), StringComparer.Ordinal) { [FormatName] = new(new[] { Format }, [1]) };
        byte[] seal = SealOf(all);
        all[SealName] = new NpyArray(seal, [seal.Length]);
        return all;
    }

    /// <summary>Throws unless arrays are those of a whole trace, as it was written.</summary>
    /// <param name="path">Their file.</param>
    /// <param name="arrays">The arrays.</param>
    /// <exception cref="AcsException">ACS0303 for another kind of npz, ACS0302 for a damaged trace or one of another format.</exception>
    public static void Check(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        if (!LooksLikeTrace(arrays))
        {
            throw new AcsException(ErrorCode.ArrayMismatch, "The file is not a trace.", path, "arrays settings, images, predictions, logits", string.Join(", ", arrays.Keys), "acs golden SCENARIO writes one.");
        }

        if (!arrays.TryGetValue(FormatName, out NpyArray? format) || format.Data.GetType() != typeof(int[]) || format.As<int>(FormatName) is not [Format])
        {
            throw Damaged(path, $"format {Format}", format is null ? "none: written by an earlier version" : "another format");
        }

        bool whole = arrays.TryGetValue(SealName, out NpyArray? seal) && seal.Data is byte[] sum && sum.AsSpan().SequenceEqual(SealOf(arrays.Where(pair => pair.Key != SealName)));
        if (!whole)
        {
            throw Damaged(path, "the contents that the seal is of", seal is null ? "no seal" : "other contents");
        }

        CheckShapes(path, arrays);
    }

    /// <summary>Whether arrays are those of a trace of any format.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <returns>True if so.</returns>
    public static bool LooksLikeTrace(IReadOnlyDictionary<string, NpyArray> arrays) => Always.Skip(2).All(arrays.ContainsKey);

    /// <summary>A text as an array.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its UTF-8 bytes.</returns>
    public static NpyArray Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return new NpyArray(bytes, [bytes.Length]);
    }

    /// <summary>The text of an array.</summary>
    /// <param name="array">UTF-8 bytes.</param>
    /// <returns>The text.</returns>
    public static string TextOf(NpyArray array) => Encoding.UTF8.GetString(array.As<byte>("text"));

    // The seal says that nothing was changed; this, that it was a trace of this format to begin with.
    private static void CheckShapes(string path, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        string? missing = Always.Concat(Recorded.Any(arrays.ContainsKey) ? Recorded : []).Concat(Full.Any(arrays.ContainsKey) ? [.. Recorded, .. Full] : []).FirstOrDefault(name => !arrays.ContainsKey(name));
        string? unknown = arrays.Keys.Except([.. Always, .. Recorded, .. Full, FormatName, SealName]).FirstOrDefault();
        if (missing is not null || unknown is not null)
        {
            throw Damaged(path, missing is null ? "arrays of a trace" : $"an array '{missing}'", missing is null ? $"an array '{unknown}'" : "none");
        }

        Require(path, arrays, "images", typeof(int), [null]);
        int images = arrays["images"].Shape[0];
        Require(path, arrays, "settings", typeof(ulong), 1);
        Require(path, arrays, "scenario", typeof(byte), [null]);
        Require(path, arrays, "choices", typeof(byte), [null]);
        Require(path, arrays, "predictions", typeof(int), images);
        Require(path, arrays, "logits", typeof(sbyte), images, null);
        if (arrays.ContainsKey(Recorded[0]))
        {
            Require(path, arrays, "recorded", typeof(int), [null]);
            Require(path, arrays, "places", typeof(int), null, 3);
            int recorded = arrays["recorded"].Shape[0];
            int places = arrays["places"].Shape[0];
            Require(path, arrays, "digests", typeof(ulong), recorded, places);
            foreach ((string name, Type type) in Full.Zip((Type[])[typeof(sbyte), typeof(ushort), typeof(ushort), typeof(sbyte)]).Where(pair => arrays.ContainsKey(pair.First)))
            {
                Require(path, arrays, name, type, recorded, places, null);
            }
        }
    }

    private static void Require(string path, IReadOnlyDictionary<string, NpyArray> arrays, string name, Type type, params int?[] shape)
    {
        NpyArray array = arrays[name];
        bool fits = array.Data.GetType().GetElementType() == type && array.Shape.Length == shape.Length && array.Shape.Zip(shape).All(pair => pair.Second is null || pair.First == pair.Second);
        if (!fits)
        {
            throw Damaged($"{path}:{name}", $"{type.Name} [{string.Join(", ", shape.Select(n => n?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"))}]",
                $"{array.Data.GetType().GetElementType()?.Name} [{string.Join(", ", array.Shape)}]");
        }
    }

    private static byte[] SealOf(IEnumerable<KeyValuePair<string, NpyArray>> arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, NpyArray array) in arrays.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {array.Data.GetType().GetElementType()!.Name} [{string.Join(' ', array.Shape)}]\n"));
            hash.AppendData(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array.Data), Buffer.ByteLength(array.Data)));
        }

        return hash.GetHashAndReset();
    }

    private static AcsException Damaged(string where, string expected, string actual) =>
        new(ErrorCode.DataDamaged, "The golden trace is damaged, or not of this format.", where, expected, actual, "Take the file from the repository again, or record it: acs golden SCENARIO");
}
