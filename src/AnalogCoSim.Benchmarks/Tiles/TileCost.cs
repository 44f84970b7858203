
namespace AnalogCoSim.Benchmarks.Tiles;

/// <summary>Where the time of a tile evaluation goes, ns; the best of several.</summary>
public sealed record TileCost
{
    /// <summary>A tile alone that has nothing to do: its evaluation.</summary>
    public required double IdleEvaluation { get; init; }

    /// <summary>A tile alone that converts and drains back to back: evaluation, inputs, two outputs.</summary>
    public required double StreamingEvaluation { get; init; }

    /// <summary>Copy of one record into the input ports.</summary>
    public required double InputRecord { get; init; }

    /// <summary>Copy of all output ports, 2,400 bits, into a record.</summary>
    public required double OutputRecord { get; init; }

    /// <summary>64 streaming tiles behind the scheduler, for each evaluation: the evaluation, caches shared.</summary>
    public required double ChipEvaluation { get; init; }

    /// <summary>The same: what tiles send becomes their neighbours' input.</summary>
    public required double ChipExchange { get; init; }

    /// <summary>The same: calls of the host for counts, results and packets.</summary>
    public required double ChipCallbacks { get; init; }

    /// <summary>The same: the rest of the scheduler, which drives loads and ADC pairs and digests results.</summary>
    public required double ChipScheduler { get; init; }
}
