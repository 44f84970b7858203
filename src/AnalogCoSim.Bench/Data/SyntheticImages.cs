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
    /// <param name="cancellation">Stops between images: thousands take seconds.</param>
    /// <returns>The images.</returns>
    /// <exception cref="AcsException">ACS0104 for more images than fit memory, or numbers above 2^31 - 1.</exception>
    public static ImageSet Generate(ulong seed, int first, int count, CancellationToken cancellation = default)
    {
        Stretch.CheckSize(count, 3 * Plane, $"synthetic seed {seed}");
        if (count > int.MaxValue - first)
        {
            throw new AcsException(
                ErrorCode.ScenarioInvalidValue,
                "There are not so many images.",
                $"synthetic seed {seed}",
                FormattableString.Invariant($"data.first and data.count with a sum of at most {int.MaxValue}"),
                FormattableString.Invariant($"{first} and {count}"),
                "Choose a smaller data.first.");
        }

        float[] values = new float[count * 3 * Plane];
        byte[] pixels = new byte[3 * Plane];
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Draw(seed, first + i, pixels);
            for (int k = 0; k < pixels.Length; k++)
            {
                values[(i * pixels.Length) + k] = pixels[k];
            }
        }

        int[] numbers = [.. Enumerable.Range(first, count)];
        return new ImageSet($"synthetic seed {seed}", 3, Side, Side, numbers, [.. numbers.Select(n => n % Classes)], values);
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
