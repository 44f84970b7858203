using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Analog.Tests;

namespace AnalogCoSim.Studies.Tests;

[TestFixture]
public sealed class StudyTests
{
    [Test]
    public void Converter_table_has_both_paths_of_every_column()
    {
        var rows = ConverterStudy.Table(new AnalogParameters { AdcTrim = AdcTrimModel.Simulated }, 0);
        Assert.That(rows, Has.Count.EqualTo(512));
        Assert.That(rows.Average(row => row.Levels), Is.EqualTo(444).Within(20), "128 ns at 100 µA: more than 420 levels");
        Assert.That(rows.Average(row => row.LargestInl), Is.LessThan(1), "published: INL within 1 LSB");
    }

    [Test]
    public void Programming_table_follows_the_published_sigma([Values(DeviceModel.WeightLevel, DeviceModel.DeviceLevel)] DeviceModel model)
    {
        var rows = ProgrammingStudy.Run(new AnalogParameters { DeviceModel = model, StuckResetProbability = 0, StuckSetProbability = 0 }, [0.25, 0.75]);
        foreach (var row in rows)
        {
            Assert.That(row.SigmaRatio, Is.EqualTo(row.PublishedSigmaRatio).Within(model == DeviceModel.WeightLevel ? 1 : 15).Percent);
            Assert.That(row.MeanRatio, Is.EqualTo(row.TargetRatio).Within(0.01));
        }

        Assert.That(rows[0].PulseHistogram, Has.Length.EqualTo(model == DeviceModel.DeviceLevel ? 31 : 0));
    }

    [Test]
    public void Drift_grows_and_compensation_helps()
    {
        var rows = DriftStudy.Run(new AnalogParameters(), 0, Stimulus.Weights(81), [3600, 86400]);
        Assert.That(rows[1].Uncompensated, Is.GreaterThan(rows[0].Uncompensated));
        Assert.That(rows[1].Global, Is.LessThan(rows[1].Uncompensated));
        Assert.That(rows[1].PerColumn, Is.EqualTo(rows[1].Global).Within(10).Percent);
    }

    [Test]
    public void Total_weight_polynomial_has_its_two_branches()
    {
        Assert.That(TotalWeightArray.SigmaCounts(0.7), Is.EqualTo(2.7349).Within(1e-3));
        Assert.That(TotalWeightArray.SigmaCounts(-180), Is.EqualTo(19.197).Within(1e-2));
    }
}
