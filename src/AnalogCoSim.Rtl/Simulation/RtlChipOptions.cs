using AnalogCoSim.Rtl.Building;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>How a chip model is built and run.</summary>
public sealed record RtlChipOptions
{
    /// <summary>Clocks from mvm_start_o to the first pair in 1-phase mode: 133 ns at 400 MHz.</summary>
    public int LatencyOnePhase { get; init; } = 54;

    /// <summary>The same in 4-phase mode: 520 ns.</summary>
    public int LatencyFourPhase { get; init; } = 208;

    /// <summary>Clocks between state digests; 0 for none.</summary>
    public int DigestInterval { get; init; }

    /// <summary>Whether to measure where the time goes.</summary>
    public bool Profile { get; init; }

    /// <summary>Clocks between the snapshots that the chip takes by itself (flavour Check); 0 for none.</summary>
    public int SnapshotInterval { get; init; }

    /// <summary>Snapshots that are kept; each takes at most a megabyte.</summary>
    public int SnapshotCount { get; init; } = 8;

    /// <summary>One model of the whole chip instead of 64 instances of one tile.</summary>
    public bool Flat { get; init; }

    /// <summary>Which build.</summary>
    public ModelFlavour Flavour { get; init; } = ModelFlavour.Fast;

    /// <summary>Folder with <c>rtl/</c>; null to search.</summary>
    public string? RtlRoot { get; init; }

    /// <summary>Whether registers can be read; state digests need it.</summary>
    public bool PublicRegisters { get; init; } = true;

    /// <summary>A link of the partitioned engine that carries nothing, 6 * sending tile + port; for tests that plant faults.</summary>
    internal int? DeadLink { get; init; }

    /// <summary>What has to be built for these options.</summary>
    /// <returns>The specification.</returns>
    public ModelSpecification Specification() => new(RtlSources.OfProject(Flat ? "acs_chip" : "acs_tile", RtlRoot), Flavour)
    {
        Harness = Flat ? ModelHarness.Flat : ModelHarness.Partitioned,
        PublicRegisters = PublicRegisters,
    };
}
