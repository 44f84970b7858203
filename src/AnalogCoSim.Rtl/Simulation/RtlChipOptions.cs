using AnalogCoSim.Chip;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>How a chip model is built and run.</summary>
public sealed record RtlChipOptions
{
    /// <summary>The longest latency that a macro can have, clocks.</summary>
    public const int LongestLatency = RegisterMap.LatencyLimit - 1;

    /// <summary>Clocks from mvm_start_o to the first pair in 1-phase mode, 1 to <see cref="LongestLatency"/>: 133 ns at 400 MHz.</summary>
    public int LatencyOnePhase { get; init; } = RegisterMap.PhaseLatency1;

    /// <summary>The same in 4-phase mode: 520 ns.</summary>
    public int LatencyFourPhase { get; init; } = RegisterMap.PhaseLatency4;

    /// <summary>Clocks between state digests; 0 for none.</summary>
    public int DigestInterval { get; init; }

    /// <summary>Waves from the first clock on (flavour Trace); null for none.</summary>
    public ChipWaves? Waves { get; init; }

    /// <summary>Whether to measure where the time goes.</summary>
    public bool Profile { get; init; }

    /// <summary>Clocks between the snapshots that the chip takes by itself (flavour Check); 0 for none.</summary>
    public int SnapshotInterval { get; init; }

    /// <summary>Snapshots that are kept; each takes at most a megabyte.</summary>
    public int SnapshotCount { get; init; } = 8;

    /// <summary>One model of the whole chip instead of an instance of one tile model for each tile.</summary>
    public bool Flat { get; init; }

    /// <summary>Which build.</summary>
    public ModelFlavour Flavour { get; init; } = ModelFlavour.Fast;

    /// <summary>Folder with <c>rtl/</c>; null to search.</summary>
    public string? RtlRoot { get; init; }

    /// <summary>Whether registers can be read; state digests need it.</summary>
    public bool PublicRegisters { get; init; } = true;

    /// <summary>A link of the partitioned engine that carries nothing, <see cref="RegisterMap.NeighbourPorts"/> * sending tile + port; for tests that plant faults.</summary>
    internal int? DeadLink { get; init; }

    /// <summary>Refuses values that no chip can have.</summary>
    /// <exception cref="AcsException">RtlMisuse.</exception>
    public void Validate()
    {
        (string Name, int Value, int Low, int High)[] values =
        [
            (nameof(LatencyOnePhase), LatencyOnePhase, 1, LongestLatency),
            (nameof(LatencyFourPhase), LatencyFourPhase, 1, LongestLatency),
            (nameof(DigestInterval), DigestInterval, 0, int.MaxValue),
            (nameof(SnapshotInterval), SnapshotInterval, 0, int.MaxValue),
            (nameof(SnapshotCount), SnapshotCount, 0, 1 << 16),
        ];
        foreach (var (name, value, low, high) in values)
        {
            if (value < low || value > high)
            {
                throw Refused(name, $"{low} to {high}", $"{value}");
            }
        }

        if (SnapshotInterval > 0 && Flavour != ModelFlavour.Check)
        {
            throw Refused(nameof(SnapshotInterval), "0, or the flavour Check, which alone has snapshots", $"{SnapshotInterval} in the flavour {Flavour}");
        }

        if (Waves is not null && Flavour != ModelFlavour.Trace)
        {
            throw Refused(nameof(Waves), "none, or the flavour Trace, which alone has waves", $"waves in the flavour {Flavour}");
        }
    }

    private static AcsException Refused(string name, string expected, string actual) =>
        new(ErrorCode.RtlMisuse, "An option of the chip model is out of its range.", where: $"{nameof(RtlChipOptions)}.{name}", expected: expected, actual: actual);

    /// <summary>What has to be built for these options.</summary>
    /// <returns>The specification.</returns>
    public ModelSpecification Specification() => new(RtlTree.SourcesOf(Flat ? "acs_chip" : "acs_tile", RtlRoot), Flavour)
    {
        Harness = Flat ? ChipHarness.Flat : ChipHarness.Partitioned,
        ClockPicoseconds = ChipWaves.PicosecondsPerClock,
        PublicRegisters = PublicRegisters,
    };
}
