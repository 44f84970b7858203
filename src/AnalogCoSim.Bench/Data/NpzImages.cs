using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Data;

/// <summary>Images in an npz file: <c>images</c> [n, c, h, w] or [n, length], bytes or floats, and <c>labels</c> [n], any integer type.</summary>
public static class NpzImages
{
    /// <summary>Loads a stretch.</summary>
    /// <param name="path">The npz file.</param>
    /// <param name="section">First image and count.</param>
    /// <returns>The images.</returns>
    /// <exception cref="AcsException">ACS0301, ACS0302 or ACS0303.</exception>
    public static ImageSet Load(string path, DataSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        IReadOnlyDictionary<string, NpyArray> arrays = NpzArchive.Read(path);
        NpyArray images = Named(arrays, "images", path);
        NpyArray labels = Named(arrays, "labels", path);
        if (images.Shape.Length is not (2 or 4) || labels.Shape.Length != 1 || labels.Shape[0] != images.Shape[0])
        {
            throw new AcsException(ErrorCode.ArrayMismatch, "The arrays' shapes do not fit.", path, "images [n, c, h, w] or [n, length], labels [n]", $"images [{string.Join(", ", images.Shape)}], labels [{string.Join(", ", labels.Shape)}]", "Reshape them before saving.");
        }

        int[] shape = images.Shape.Length == 4 ? images.Shape : [images.Shape[0], images.Shape[1], 1, 1];
        int length = shape[1] * shape[2] * shape[3];
        int count = Math.Min(section.Count, shape[0] - section.First);
        if (count <= 0)
        {
            throw new AcsException(ErrorCode.DataNotFound, "The data has no images in the chosen stretch.", path, $"more than {section.First} images", $"{shape[0]}", "Choose a smaller data.first.");
        }

        float[] values = new float[count * length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Convert.ToSingle(images.Data.GetValue((section.First * length) + i), System.Globalization.CultureInfo.InvariantCulture);
        }

        int[] wanted = [.. Enumerable.Range(section.First, count)];
        int[] classes = [.. wanted.Select(i => Convert.ToInt32(labels.Data.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))];
        return new ImageSet(Path.GetFileName(path), shape[1], shape[2], shape[3], wanted, classes, values);
    }

    private static NpyArray Named(IReadOnlyDictionary<string, NpyArray> arrays, string name, string path) => arrays.TryGetValue(name, out NpyArray? array)
        ? array
        : throw new AcsException(ErrorCode.ArrayMismatch, $"The file has no array '{name}'.", path, "images, labels", string.Join(", ", arrays.Keys), "numpy.savez(FILE, images=..., labels=...)");
}
