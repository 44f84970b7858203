using AnalogCoSim.Bench.Statistics;

namespace AnalogCoSim.Bench.Tests.Statistics;

[TestFixture]
public sealed class AccuracyIntervalTests
{
    // Published values of the Wilson interval: 0 of 10, 81 of 263 (Newcombe 1998, table I), and all of 10.
    [TestCase(0, 10, 0, 27.75)]
    [TestCase(81, 263, 25.53, 36.62)]
    [TestCase(10, 10, 72.25, 100)]
    public void One_run_has_the_Wilson_interval(int correct, int images, double low, double high)
    {
        AccuracyInterval interval = AccuracyInterval.OfImages(correct, images)!;
        Assert.That((interval.Low, interval.High), Is.EqualTo((low, high)).Using<(double A, double B)>((x, y) => Math.Abs(x.A - y.A) < 0.01 && Math.Abs(x.B - y.B) < 0.01));
    }

    [Test]
    public void Interval_of_as_many_images_as_can_be_is_narrow_and_a_number() =>
        Assert.That(AccuracyInterval.OfImages(int.MaxValue / 2, int.MaxValue)!, Has.Property("Low").EqualTo(50).Within(0.01).And.Property("High").EqualTo(50).Within(0.01));

    [Test]
    public void Without_images_there_is_none() =>
        Assert.That((AccuracyInterval.OfImages(0, 0), AccuracyInterval.OfSeeds(null, 10)), Is.EqualTo(((AccuracyInterval?)null, (AccuracyInterval?)null)));

    [Test]
    public void Seeds_that_agree_leave_the_interval_of_the_shared_images_however_many_they_are()
    {
        AccuracyInterval one = AccuracyInterval.OfImages(900, 1000)!;
        AccuracyInterval five = AccuracyInterval.OfSeeds(Spread.Of([90, 90, 90, 90, 90]), 1000)!;
        Assert.That(five.Low, Is.EqualTo(one.Low).Within(1e-9));
        Assert.That(five.High, Is.EqualTo(one.High).Within(1e-9));
    }

    [Test]
    public void Two_seeds_that_differ_widen_it_by_Student_t_with_one_degree_of_freedom()
    {
        AccuracyInterval images = AccuracyInterval.OfImages(900, 1000)!;
        AccuracyInterval both = AccuracyInterval.OfSeeds(Spread.Of([89.5, 90.5]), 1000)!;
        // s / sqrt(2) = 0.5; t = 12.706.
        Assert.That(90 - both.Low, Is.EqualTo(double.Hypot(90 - images.Low, 12.7062 * 0.5)).Within(1e-9));
    }

    // The share of experiments whose interval holds the truth: chips differ by 0.5 points, images are shared by the seeds.
    [Test]
    public void Interval_holds_the_true_mean_in_about_95_percent_of_drawn_experiments()
    {
        var random = new Random(1);
        const int Experiments = 1000, Images = 500, Seeds = 5;
        int held = 0;
        for (int experiment = 0; experiment < Experiments; experiment++)
        {
            // An image has a difficulty of its own: right where it is below the accuracy of the chip.
            double[] difficulty = [.. Enumerable.Range(0, Images).Select(_ => random.NextDouble())];
            double[] accuracies = [.. Enumerable.Range(0, Seeds).Select(_ => Accuracy(0.9 + (0.005 * Normal(random)), difficulty))];
            AccuracyInterval interval = AccuracyInterval.OfSeeds(Spread.Of(accuracies), Images)!;
            held += interval.Low <= 90 && 90 <= interval.High ? 1 : 0;
        }

        Assert.That(held / (double)Experiments, Is.InRange(0.94, 0.995));
    }

    private static double Accuracy(double chip, double[] difficulty) => 100.0 * difficulty.Count(image => image < chip) / difficulty.Length;

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
