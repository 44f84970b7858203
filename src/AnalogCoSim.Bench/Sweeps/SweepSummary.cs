using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Statistics;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>A variant at one time, over its seeds; one row of the report.</summary>
public sealed record SweepSummary
{
    /// <summary>Name of the variant.</summary>
    public required string Variant { get; init; }

    /// <summary>What people read.</summary>
    public required string Label { get; init; }

    /// <summary>Heading under which it is listed; empty for none.</summary>
    public required string Group { get; init; }

    /// <summary>Time since programming, s; null where the sweep does not set it.</summary>
    public double? Seconds { get; init; }

    /// <summary>How its runs ended: the worst of them.</summary>
    public required PointStatus Status { get; init; }

    /// <summary>File name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Images of one run.</summary>
    public int Images { get; init; }

    /// <summary>Accuracy over the seeds, %; null where no image ran.</summary>
    public Spread? Accuracy { get; init; }

    /// <summary>Where the mean over the seeds lies with 95 % confidence, from seeds and images; null where no image ran.</summary>
    public AccuracyInterval? AccuracyInterval => AccuracyInterval.OfSeeds(Accuracy, Images);

    /// <summary>Device model of the accuracy; null where no image ran.</summary>
    public string? DeviceModel { get; init; }

    /// <summary>Clocks of the chip for one image, mean of the runs; null without an RTL engine.</summary>
    public double? CyclesPerImage { get; init; }

    /// <summary>Modelled energy of one image, uJ, mean of the runs; null without an RTL engine.</summary>
    public double? MicrojoulePerImage { get; init; }

    /// <summary>Accuracy of the float32 network on the same images, %.</summary>
    public double? FloatAccuracy { get; init; }

    /// <summary>Points of accuracy that the mean loses against float.</summary>
    public double? LossPoints => FloatAccuracy - Accuracy?.Mean;

    /// <summary>Accuracy that others publish, %.</summary>
    public double? Published { get; init; }

    /// <summary>Mean minus published, points.</summary>
    public double? Difference => Accuracy?.Mean - Published;

    /// <summary>Images a second, mean of the runs.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>Cores in use; null when refused.</summary>
    public int? Cores { get; init; }

    /// <summary>The refusal or the mismatch.</summary>
    public ErrorResult? Error { get; init; }

    /// <summary>What the sweep expects of it.</summary>
    public IReadOnlyList<ExpectationResult> Expectations { get; init; } = [];
}
