using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Data;

/// <summary>Ten classes of 32x32 RGB images drawn from a seed with integer arithmetic, bit for bit the same in every language.</summary>
/// <remarks>Specification: the docstring of <c>scripts/quickstart/synthetic_dataset.py</c>, whose names are used here.</remarks>
public static class SyntheticImages
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 32;

    /// <summary>Number of classes; the label of image i is i modulo this.</summary>
    public const int Classes = 10;

    private const int Plane = Side * Side;

    /// <summary>The seed of a split: 1 for training, 2 for testing.</summary>
    /// <param name="split">train or test.</param>
    /// <returns>The seed.</returns>
    public static ulong SeedOf(string split) => split == "train" ? 1UL : 2UL;

    /// <summary>Draws a stretch of the set.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="first">Number of the first image.</param>
    /// <param name="count">Number of images.</param>
    /// <returns>The images.</returns>
    /// <exception cref="AcsException">ACS0303: more images than an array holds, or than can be numbered.</exception>
    public static ImageSet Generate(ulong seed, int first, int count)
    {
        CheckStretch(first, count);
        float[] values = new float[count * 3 * Plane];
        byte[] pixels = new byte[3 * Plane];
        for (int i = 0; i < count; i++)
        {
            Draw(seed, first + i, pixels);
            for (int k = 0; k < pixels.Length; k++)
            {
                values[(i * pixels.Length) + k] = pixels[k];
            }
        }

        int[] numbers = [.. Enumerable.Range(first, count)];
        return new ImageSet($"synthetic seed {seed}", 3, Side, Side, numbers, [.. numbers.Select(n => n % Classes)], values);
    }

    private static void CheckStretch(int first, int count)
    {
        int most = Math.Min(Array.MaxLength / (3 * Plane), int.MaxValue - first);
        if (count > most)
        {
            throw new AcsException(ErrorCode.ArrayMismatch, "There are not so many images.", "data.first, data.count", FormattableString.Invariant($"at most {most} from number {first} on"), FormattableString.Invariant($"{count}"), "Choose a smaller data.count or data.first.");
        }
    }

    /// <summary>Draws one image.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="index">Number of the image.</param>
    /// <param name="pixels">Receives 1024 red, green and blue bytes, row by row.</param>
    public static void Draw(ulong seed, int index, Span<byte> pixels)
    {
        var scene = new SyntheticScene(seed, (uint)index);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                (uint n0, uint n1, uint n2) = scene.Noise(x, y);
                pixels[(y * Side) + x] = scene.Pixel(x, y, 0, n0);
                pixels[Plane + (y * Side) + x] = scene.Pixel(x, y, 1, n1);
                pixels[(2 * Plane) + (y * Side) + x] = scene.Pixel(x, y, 2, n2);
            }
        }
    }
}
