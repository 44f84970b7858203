using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Inference.Fitting;

namespace AnalogCoSim.Inference.Tests.Fitting;

[TestFixture]
public sealed class ChainFitTests
{
    private const int Size = 256;
    private const int Samples = 4000;
    private static readonly double[] Gains = [1.3, 0.6];
    private static readonly double[] Noise = [0.2, 0.9];
    private static readonly double[] Offsets = [5, -2];

    [Test]
    public void Lines_give_the_sum_of_a_chain_the_mean_and_the_spread_that_are_wanted()
    {
        (ChainFit fit, float[][][] given, float[][] wanted) = Fitted();
        foreach (int column in new[] { 0, 17, 255 })
        {
            (double Slope, double Offset)[] lines = fit.Lines(column);
            double[] sums = [.. Enumerable.Range(0, Samples).Select(n => lines.Select((line, i) => (line.Slope * given[i][n][column]) + line.Offset).Sum())];
            double[] targets = [.. wanted.Select(row => (double)row[column])];
            Assert.That(sums.Average(), Is.EqualTo(targets.Average()).Within(1e-3));
            Assert.That(Spread(sums), Is.EqualTo(Spread(targets)).Within(1e-4 * Spread(targets)));
        }
    }

    [Test]
    public void A_core_whose_columns_are_mostly_noise_counts_for_less()
    {
        (ChainFit fit, _, _) = Fitted();
        (double Slope, double Offset)[] lines = fit.Lines(3);
        // Slope times gain is what becomes of the signal: 1 over the whole chain, more for the quiet core.
        Assert.That(lines[0].Slope * Gains[0], Is.GreaterThan(1.2 * lines[1].Slope * Gains[1]));
    }

    [Test]
    public void Fits_of_two_threads_add_up_to_one()
    {
        (ChainFit whole, float[][][] given, float[][] wanted) = Fitted();
        ChainFit first = Fit(given, wanted, 0, Samples / 2);
        first.Add(Fit(given, wanted, Samples / 2, Samples));
        Assert.That(first.Lines(9)[1].Slope, Is.EqualTo(whole.Lines(9)[1].Slope).Within(1e-9));
        Assert.That(first.Lines(9)[0].Offset, Is.EqualTo(whole.Lines(9)[0].Offset).Within(1e-6));
    }

    [Test]
    public void Column_of_which_nothing_came_keeps_its_registers()
    {
        ChainFit fit = Fit([[new float[Size], new float[Size], new float[Size]]], [new float[Size], new float[Size], new float[Size]], 0, 3);
        Assert.That(fit.Lines(0), Is.EqualTo(new[] { (1.0, 0.0) }));
        Assert.That(new ChainFit(Group(2)).Lines(0), Is.EqualTo(new[] { (1.0, 0.0), (1.0, 0.0) }));
    }

    [TestCase(256, 1024)]
    [TestCase(256, 64)]
    [TestCase(256, 49)]
    [TestCase(256, 1)]
    [TestCase(3, 5)]
    public void Looks_go_through_all_places_of_an_image(int images, int positions)
    {
        int stride = ColumnFit.Stride(images, positions);
        int[] places = [.. Enumerable.Range(0, positions).Select(k => (int)((long)k * stride % positions)).Distinct()];
        Assert.That(places, Has.Length.EqualTo(positions));
        Assert.That((long)images * positions / stride, Is.LessThanOrEqualTo(4096), "it is a sample");
    }

    private static (ChainFit Fit, float[][][] Given, float[][] Wanted) Fitted()
    {
        var random = new System.Random(5);
        float[][][] given = [new float[Samples][], new float[Samples][]];
        var wanted = new float[Samples][];
        for (int n = 0; n < Samples; n++)
        {
            wanted[n] = new float[Size];
            for (int i = 0; i < 2; i++)
            {
                given[i][n] = new float[Size];
                for (int c = 0; c < Size; c++)
                {
                    double part = random.NextDouble() * 4;
                    wanted[n][c] += (float)part;
                    given[i][n][c] = (float)((Gains[i] * part) + Offsets[i] + (Noise[i] * ((random.NextDouble() * 4) - 2)));
                }
            }
        }

        return (Fit(given, wanted, 0, Samples), given, wanted);
    }

    /// <summary>What is wanted of a core alone is not kept: half of the sum stands for it, with which each core's part is correlated.</summary>
    private static ChainFit Fit(float[][][] given, float[][] wanted, int from, int to)
    {
        var fit = new ChainFit(Group(given.Length));
        for (int n = from; n < to; n++)
        {
            float[] share = [.. wanted[n].Select(value => value / given.Length)];
            for (int i = 0; i < given.Length; i++)
            {
                fit.Add(i, given[i][n], share);
            }
        }

        return fit;
    }

    private static ColumnGroup Group(int cores) => new(0, Size, [.. TestPrograms.Small().Slices.Take(cores)]);

    private static double Spread(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)));
    }
}
