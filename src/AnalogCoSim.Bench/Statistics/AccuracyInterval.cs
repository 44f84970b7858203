namespace AnalogCoSim.Bench.Statistics;

/// <summary>Where an accuracy lies with 95 % confidence, from the images and the seeds it was counted on.</summary>
/// <remarks>
/// One run: the Wilson score interval of <c>k</c> right of <c>n</c> images (E. B. Wilson, J. Am. Stat. Assoc. 22, 209 (1927)).
/// Several seeds on the same images: the images are a sample that all seeds share, the seeds another one. The distances of the two intervals' ends from the mean,
/// Wilson's for the images and Student's <c>t * s / sqrt(seeds)</c> for the seeds, are added in squares (G. Y. Zou and A. Donner, Stat. Med. 27, 1693 (2008)).
/// The scatter of an image between seeds is in both parts, so that the interval is rather too wide than too narrow.
/// </remarks>
/// <param name="Low">Lower end, %.</param>
/// <param name="High">Upper end, %.</param>
public sealed record AccuracyInterval(double Low, double High)
{
    private const double Z = 1.959964;

    // Two-sided 95 % quantiles of Student's t with 1 to 30 degrees of freedom.
    private static readonly double[] T =
    [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448, 2.1314,
        2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
    ];

    /// <summary>The interval of one run.</summary>
    /// <param name="correct">Images whose class was right.</param>
    /// <param name="images">Images.</param>
    /// <returns>The interval, or null without images.</returns>
    public static AccuracyInterval? OfImages(int correct, int images) => images > 0 ? Wilson((double)correct / images, images) : null;

    /// <summary>The interval of a mean over seeds that ran on the same images.</summary>
    /// <param name="accuracy">Accuracies of the seeds, %.</param>
    /// <param name="images">Images of one run.</param>
    /// <returns>The interval, or null without images.</returns>
    public static AccuracyInterval? OfSeeds(Spread? accuracy, int images)
    {
        if (accuracy is null || images == 0)
        {
            return null;
        }

        AccuracyInterval ofImages = Wilson(accuracy.Mean / 100, images);
        double ofSeeds = accuracy.StandardDeviation is { } deviation ? Quantile(accuracy.Count - 1) * deviation / Math.Sqrt(accuracy.Count) : 0;
        return new AccuracyInterval(
            Math.Max(0, accuracy.Mean - double.Hypot(accuracy.Mean - ofImages.Low, ofSeeds)),
            Math.Min(100, accuracy.Mean + double.Hypot(ofImages.High - accuracy.Mean, ofSeeds)));
    }

    // Beyond the table: two terms of the expansion in 1 / degrees of freedom, exact to 1e-4.
    private static double Quantile(int freedom) => freedom <= T.Length
        ? T[freedom - 1]
        : Z + (((Z * Z * Z) + Z) / (4.0 * freedom)) + (((5 * Math.Pow(Z, 5)) + (16 * Z * Z * Z) + (3 * Z)) / (96.0 * freedom * freedom));

    private static AccuracyInterval Wilson(double share, int images)
    {
        double weight = Z * Z / images;
        double centre = (share + (weight / 2)) / (1 + weight);
        double half = Z / (1 + weight) * Math.Sqrt((share * (1 - share) / images) + (weight / (4.0 * images)));
        return new AccuracyInterval(100 * Math.Max(0, centre - half), 100 * Math.Min(1, centre + half));
    }
}
