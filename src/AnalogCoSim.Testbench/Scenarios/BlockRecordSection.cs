using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>What a run keeps besides its result.</summary>
public sealed record BlockRecordSection
{
    /// <summary>Whether transactions.yaml lists what was driven, to be read by another scenario.</summary>
    public bool Transactions { get; init; }

    /// <summary>Whether waves (FST) of the whole run are written; a run that fails writes those of its shrunk transactions in any case.</summary>
    public bool Waves { get; init; }

    /// <summary>Whether a failure is reduced to the fewest and simplest transactions that still fail.</summary>
    public bool Shrink { get; init; } = true;

    /// <summary>Longest time for that, s.</summary>
    [Range(1, 3600)]
    public int ShrinkSeconds { get; init; } = 20;
}
