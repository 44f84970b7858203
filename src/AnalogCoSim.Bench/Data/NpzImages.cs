using System.Globalization;
using System.Numerics;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Data;

/// <summary>Images in an npz file: <c>images</c> [n, c, h, w] or [n, length], finite numbers, and <c>labels</c> [n], whole numbers from 0; other arrays may stand beside them.</summary>
public static class NpzImages
{
    // More classes than any network of the chip has outputs.
    private const int MostClasses = 1 << 16;

    /// <summary>Loads a stretch.</summary>
    /// <param name="path">The npz file.</param>
    /// <param name="section">First image and count.</param>
    /// <returns>The images, in the file's order of extents.</returns>
    /// <exception cref="AcsException">ACS0301, ACS0302 or ACS0303.</exception>
    public static ImageSet Load(string path, DataSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        IReadOnlyDictionary<string, NpyArray> arrays = NpzArchive.Read(path, ["images", "labels"]);
        NpyArray images = Named(arrays, "images", path);
        NpyArray labels = Named(arrays, "labels", path);
        if (images.Shape.Length is not (2 or 4) || labels.Shape.Length != 1 || labels.Shape[0] != images.Shape[0] || images.Shape.Contains(0))
        {
            throw new AcsException(ErrorCode.ArrayMismatch, "The arrays' shapes do not fit.", path, "images [n, c, h, w] or [n, length], labels [n]", $"images [{string.Join(", ", images.Shape)}], labels [{string.Join(", ", labels.Shape)}]",
                "Reshape them before saving.");
        }

        int[] shape = images.Shape.Length == 4 ? images.Shape : [images.Shape[0], images.Shape[1], 1, 1];
        int length = images.Data.Length / shape[0];
        int count = Stretch.Count(section, shape[0], length, path);
        float[] values = Reals(images.Data, section.First * length, count * length);
        Check(values, length, section.First, path);
        int[] wanted = [.. Enumerable.Range(section.First, count)];
        return new ImageSet(Path.GetFileName(path), shape[1], shape[2], shape[3], wanted, [.. Reals(labels.Data, section.First, count).Select((label, i) => LabelOf(label, wanted[i], path))], values);
    }

    private static NpyArray Named(IReadOnlyDictionary<string, NpyArray> arrays, string name, string path) => arrays.TryGetValue(name, out NpyArray? array)
        ? array
        : throw new AcsException(ErrorCode.ArrayMismatch, $"The file has no array '{name}'.", path, "images, labels", arrays.Count == 0 ? "neither" : string.Join(", ", arrays.Keys), "numpy.savez(FILE, images=..., labels=...)");

    // By the type itself: to a type pattern, an array of bytes is one of signed bytes too.
    private static float[] Reals(Array data, int from, int count) => Type.GetTypeCode(data.GetType().GetElementType()) switch
    {
        TypeCode.SByte => Each<sbyte>(data, from, count),
        TypeCode.Byte => Each<byte>(data, from, count),
        TypeCode.Int16 => Each<short>(data, from, count),
        TypeCode.UInt16 => Each<ushort>(data, from, count),
        TypeCode.Int32 => Each<int>(data, from, count),
        TypeCode.UInt32 => Each<uint>(data, from, count),
        TypeCode.Int64 => Each<long>(data, from, count),
        TypeCode.UInt64 => Each<ulong>(data, from, count),
        TypeCode.Single => Each<float>(data, from, count),
        _ => Each<double>(data, from, count),
    };

    private static float[] Each<T>(Array data, int from, int count)
        where T : INumberBase<T>
    {
        var source = (T[])data;
        var values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = float.CreateTruncating(source[from + i]);
        }

        return values;
    }

    private static void Check(float[] values, int length, int first, string path)
    {
        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new AcsException(
                ErrorCode.DataDamaged,
                "A pixel is not a number that an image can have.",
                string.Create(CultureInfo.InvariantCulture, $"{path}:images, image {first + (bad / length)}, value {bad % length}"),
                "finite numbers within float32",
                values[bad].ToString(CultureInfo.InvariantCulture),
                "Save the images again without NaN and infinities.");
        }
    }

    private static int LabelOf(float label, int image, string path) => label >= 0 && label < MostClasses && label == Math.Floor(label)
        ? (int)label
        : throw new AcsException(
            ErrorCode.DataDamaged,
            "A label is not the number of a class.",
            string.Create(CultureInfo.InvariantCulture, $"{path}:labels, image {image}"),
            $"a whole number from 0, below {MostClasses}",
            label.ToString("R", CultureInfo.InvariantCulture),
            "Save the labels as integers, 0 for the first class.");
}
