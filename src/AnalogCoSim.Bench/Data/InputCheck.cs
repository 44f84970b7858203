using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Data;

/// <summary>Refuses images whose values cannot be in the units that mean, standard deviation and INT8 scale of a program are for: 0..1 where 0..255 is meant, or the other way round.</summary>
public static class InputCheck
{
    // Images of real scenes fill most of the 255 steps; 0..1 instead of 0..255 fills one.
    private const double LeastSteps = 8;

    // 0..255 instead of 0..1 puts nearly all values beyond the INT8 range, or hundreds of deviations and of means away from the mean. A mean or a deviation alone
    // says nothing of the images' unit: either may be left out, or scale and shift values that the network takes as they are.
    private const double MostBeyond = 0.5;
    private const double MostDeviations = 50;

    // Enough to tell units by.
    private const int MostImages = 256;

    /// <summary>Throws unless every label is a class of the network.</summary>
    /// <param name="program">The program.</param>
    /// <param name="images">The images.</param>
    /// <exception cref="AcsException">ACS0303.</exception>
    public static void Labels(ChipProgram program, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(images);
        int classes = program.Tensors[program.Steps[^1].Output].Length;
        int bad = Array.FindIndex(images.Labels, label => label < 0 || label >= classes);
        if (bad >= 0)
        {
            throw new AcsException(
                ErrorCode.ArrayMismatch,
                "A label names no class of the network.",
                $"{images.Source}, image {images.Numbers[bad]}",
                $"0 to {classes - 1}",
                $"{images.Labels[bad]}",
                "Use images and labels of the classes that the network was trained for.");
        }
    }

    /// <summary>Throws unless the values are plausible.</summary>
    /// <param name="program">The program.</param>
    /// <param name="images">Images of its input shape.</param>
    /// <exception cref="AcsException">ACS0303.</exception>
    public static void Units(ChipProgram program, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(images);
        (double spread, double beyond, double deviations) = Extent(program, images);
        double steps = spread / program.Tensors[0].Scale;
        if (spread > 0 && steps < LeastSteps)
        {
            throw Implausible(images, $"values that fill at least {LeastSteps} of the 255 steps of the network's input", $"those of a channel lie within {steps:0.##} steps");
        }

        if (beyond > MostBeyond)
        {
            throw Implausible(images, "most values within the INT8 range of the network's input", $"{100 * beyond:0} % beyond it");
        }

        if (deviations > MostDeviations)
        {
            throw Implausible(images, $"values within {MostDeviations} standard deviations of the mean", $"{deviations:0} deviations");
        }
    }

    // The largest difference of normalised values that have one mean and deviation (channels with others are apart whatever the images are), the share of values
    // that the INT8 range cuts, and the most deviations of pixels that are as many times the mean.
    private static (double Spread, double Beyond, double Deviations) Extent(ChipProgram program, ImageSet images)
    {
        TensorSpec tensor = program.Tensors[0];
        int plane = tensor.Height * tensor.Width;
        var extents = new Dictionary<(double Mean, double Std), (double Low, double High)>();
        double edge = 128.0 * tensor.Scale;
        long beyond = 0;
        double deviations = 0;
        int looked = Math.Min(images.Count, MostImages) * images.Length;
        for (int at = 0; at < looked; at += plane)
        {
            int channel = at / plane % tensor.Channels;
            double mean = program.Input.Mean[Math.Min(channel, program.Input.Mean.Count - 1)];
            double std = program.Input.Std[Math.Min(channel, program.Input.Std.Count - 1)];
            (double low, double high) = extents.GetValueOrDefault((mean, std), (double.PositiveInfinity, double.NegativeInfinity));
            foreach (float pixel in images.Values.AsSpan(at, plane))
            {
                double value = (pixel - mean) / std;
                low = Math.Min(low, value);
                high = Math.Max(high, value);
                beyond += Math.Abs(value) > edge ? 1 : 0;
                bool far = mean != 0 && std != 1 && Math.Abs(pixel) > MostDeviations * Math.Abs(mean);
                deviations = far ? Math.Max(deviations, Math.Abs(value)) : deviations;
            }

            extents[(mean, std)] = (low, high);
        }

        return (extents.Values.Max(extent => extent.High - extent.Low), (double)beyond / looked, deviations);
    }

    private static AcsException Implausible(ImageSet images, string expected, string actual) => new(
        ErrorCode.ArrayMismatch,
        "The images are not in the units that the network is given for.",
        images.Source,
        expected,
        $"{actual}, from {images.Values.Min():R} to {images.Values.Max():R}",
        "Give network.mean and network.std in the units of the images, or scale the images (0..1 to 0..255: multiply by 255).");
}
