using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Bench.Scenarios;

/// <summary>What a run keeps besides its results.</summary>
public sealed record RecordSection
{
    /// <summary>How much of the inside of the chip.</summary>
    public TraceKind Trace { get; init; } = TraceKind.None;

    /// <summary>Images whose inside is recorded: the first ones of the run.</summary>
    [Range(0, 1000)]
    public int Images { get; init; } = 1;

    /// <summary>Whether the RTL engine writes waves (FST, one file per core in use) of the first image.</summary>
    public bool Waves { get; init; }

    /// <summary>Whether a run that fails runs the failing image again and writes waves (FST) of the guilty core and those that send to it.</summary>
    public bool Replay { get; init; } = true;
}
