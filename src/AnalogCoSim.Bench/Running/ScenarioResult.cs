using System.Text.Json.Serialization;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Statistics;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>Everything a run gave; written as <c>result.json</c>.</summary>
public sealed record ScenarioResult
{
    /// <summary>Version of this format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>What the scenario is for.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>reference, rtl, rtl-flat or lockstep.</summary>
    public required string Engine { get; init; }

    /// <summary>Seed of all noise.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Whether what was expected came out, as far as it could be judged; false where something was expected and nothing could be.</summary>
    public required bool Passed { get; init; }

    /// <summary>What people read of it.</summary>
    [JsonIgnore]
    public RunVerdict Verdict => Error is not null || Expectations.Any(expectation => expectation.Missed) ? RunVerdict.Failed
        : Expectations.All(expectation => expectation.Compared) ? (Passed ? RunVerdict.Met : RunVerdict.Failed)
        : Passed ? RunVerdict.MetInPart : RunVerdict.NotCompared;

    /// <summary>Images that ran.</summary>
    public required int Images { get; init; }

    /// <summary>Images whose class was right.</summary>
    public required int Correct { get; init; }

    /// <summary>Share of right classes, %; null where no image was judged.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Where the accuracy lies with 95 % confidence, from the number of images; null without images. What another seed would give is not in it.</summary>
    public AccuracyInterval? AccuracyInterval => AccuracyInterval.OfImages(Correct, Images);

    /// <summary>The model of the devices for which the accuracy holds, from <see cref="Chip"/>.</summary>
    public string DeviceModel => DeviceModelName.Of(Chip);

    /// <summary>The same for the float32 network on the same images; null for chip programs, which have none.</summary>
    public double? FloatAccuracy { get; init; }

    /// <summary>Images on which chip and float network agree; null for chip programs.</summary>
    public int? FloatAgreement { get; init; }

    /// <summary>Values in which RTL and reference differed; null without lockstep.</summary>
    public long? Mismatches { get; init; }

    /// <summary>Clocks of the chip, all images; 0 without an RTL engine.</summary>
    public required ulong Cycles { get; init; }

    /// <summary>Time on the chip for one image, us; null without an RTL engine.</summary>
    public double? MicrosecondsPerImage { get; init; }

    /// <summary>Modelled energy of one image, uJ; null without an RTL engine.</summary>
    public double? MicrojoulePerImage { get; init; }

    /// <summary>Share of the crossbar cells of the cores in use that hold weights of the network, %.</summary>
    public double UtilisationPercent { get; init; }

    /// <summary>MVMs, all images.</summary>
    public required long Mvms { get; init; }

    /// <summary>MVM inputs compared: the RTL's input registers with the reference's vectors; one im2col makes both, each from its own engine's tensors.</summary>
    public long InputsCompared { get; init; }

    /// <summary>ADC counts that both sides computed, compared; 0 where the reference's were handed to the RTL.</summary>
    public long CountsCompared { get; init; }

    /// <summary>ADC counts that the reference handed to the RTL: equal by construction, not compared. Whether they arrived is seen in the LDPU outputs.</summary>
    public long CountsShared { get; init; }

    /// <summary>LDPU outputs compared with the reference.</summary>
    public long LdpuOutputsCompared { get; init; }

    /// <summary>Values compared with the golden trace.</summary>
    public long GoldenValuesCompared { get; init; }

    /// <summary>Seconds from start to end.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Images a second while images ran.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Engine instances that ran at once.</summary>
    public required int Threads { get; init; }

    /// <summary>Digest of the output tensors of all images; equal for equal outputs of any engine. Golden traces hold digests of every MVM.</summary>
    public required string Digest { get; init; }

    /// <summary>The network.</summary>
    public required string Network { get; init; }

    /// <summary>The images.</summary>
    public required string Data { get; init; }

    /// <summary>What a reader of the result has to know, a sentence each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Cores in use.</summary>
    public required int Cores { get; init; }

    /// <summary>Parameters of the analog half that differ from the defaults, and the fidelity.</summary>
    public required IReadOnlyDictionary<string, string> Chip { get; init; }

    /// <summary>Expectations.</summary>
    public required IReadOnlyList<ExpectationResult> Expectations { get; init; }

    /// <summary>Layers.</summary>
    public required IReadOnlyList<LayerResult> PerLayer { get; init; }

    /// <summary>What the run exercised of the digital half, and what not.</summary>
    public Exercised Exercised { get; init; } = Exercised.Nothing;

    /// <summary>What each link carried; empty without an RTL engine.</summary>
    public IReadOnlyList<LinkTraffic> Links { get; init; } = [];

    /// <summary>Published figures that the run bears on, beside its own; none but for ResNet-9.</summary>
    public IReadOnlyList<PublishedRow> Published { get; init; } = [];

    /// <summary>Where the time went.</summary>
    public required IReadOnlyList<TimePart> TimeBudget { get; init; }

    /// <summary>The time for each clock, MVM and tile evaluation; null without an RTL engine.</summary>
    public EngineCost? Cost { get; init; }

    /// <summary>Versions of program, runtime and tools.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>When the run started, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The command that repeats the run.</summary>
    public required string Repeat { get; init; }

    /// <summary>The mismatch that ended the run, if one did.</summary>
    public ErrorResult? Error { get; init; }

    /// <summary>The same as an exception, for whoever prints it.</summary>
    [JsonIgnore]
    public AcsException? Failure { get; init; }

    /// <summary>Folder of the result files.</summary>
    [JsonIgnore]
    public string? Folder { get; init; }

    /// <summary>Tile activity of the first image; null without an RTL engine.</summary>
    [JsonIgnore]
    public ImageActivity? Activity { get; init; }

    /// <summary>Results of all images, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<ImageResult> PerImage { get; init; } = [];
}
