using AnalogCoSim.Core.Arrays;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>An npz file of eight images for the quick start's network.</summary>
internal static class SmallImages
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="changed">"values" or "labels" to change one pixel or label.</param>
    public static void Write(string path, string? changed = null)
    {
        float[] values = [.. Enumerable.Range(0, 8 * 3072).Select(i => (float)(i * 37 % 251))];
        int[] labels = [.. Enumerable.Range(0, 8).Select(i => i % 10)];
        values[5000] += changed == "values" ? 1 : 0;
        labels[3] += changed == "labels" ? 1 : 0;
        NpzArchive.Write(path, new Dictionary<string, NpyArray> { ["images"] = new(values, [8, 3, 32, 32]), ["labels"] = new(labels, [8]) });
    }
}
