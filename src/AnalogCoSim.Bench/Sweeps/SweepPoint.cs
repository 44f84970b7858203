using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Statistics;
using AnalogCoSim.Chip.Performance;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>What one run of a sweep gave; one line of <c>points.jsonl</c>.</summary>
public sealed record SweepPoint
{
    /// <summary>Digest of all that decides the numbers.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the variant.</summary>
    public required string Variant { get; init; }

    /// <summary>Seed of all noise.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Time since programming, s; null where the sweep does not set it.</summary>
    public double? Seconds { get; init; }

    /// <summary>How it ended.</summary>
    public required PointStatus Status { get; init; }

    /// <summary>Images that ran.</summary>
    public int Images { get; init; }

    /// <summary>Images whose class was right.</summary>
    public int Correct { get; init; }

    /// <summary>Share of right classes, %; null where no image ran.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The same for the float32 network on the same images, %.</summary>
    public double? FloatAccuracy { get; init; }

    /// <summary>Where the accuracy lies with 95 % confidence, from the number of images.</summary>
    public AccuracyInterval? AccuracyInterval => Accuracy is null ? null : AccuracyInterval.OfImages(Correct, Images);

    /// <summary>Device model of the accuracy; null where no image ran.</summary>
    public string? DeviceModel { get; init; }

    /// <summary>Clocks of the chip for one image; null without an RTL engine.</summary>
    public double? CyclesPerImage { get; init; }

    /// <summary>Modelled energy of one image, uJ; null without an RTL engine.</summary>
    public double? MicrojoulePerImage { get; init; }

    /// <summary>Images a second while images ran.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>Seconds from start to end.</summary>
    public double WallSeconds { get; init; }

    /// <summary>Cores in use; null when refused.</summary>
    public int? Cores { get; init; }

    /// <summary>File name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>reference, rtl, rtl-flat or lockstep.</summary>
    public required string Engine { get; init; }

    /// <summary>Digest of all MVMs and outputs; null where no image ran.</summary>
    public string? Digest { get; init; }

    /// <summary>Published figures that this run bears on.</summary>
    public IReadOnlyList<PublishedRow> Published { get; init; } = [];

    /// <summary>The refusal or the mismatch.</summary>
    public ErrorResult? Error { get; init; }

    /// <summary>What a reader of the result has to know, a sentence each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The command that repeats the run.</summary>
    public required string Repeat { get; init; }
}
