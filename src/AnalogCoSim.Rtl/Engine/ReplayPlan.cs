using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>All that is needed to run the image again that ran last on an engine, and to write waves of where it ended; it outlives the engine.</summary>
/// <remarks>
/// Register writes made by hand are repeated in their clocks, noise is keyed by image, core and MVM: so the second run does what the first one did, unless an earlier image
/// left something behind in the RTL. Needs no snapshots, so the engine may have failed in any way.
/// </remarks>
public sealed class ReplayPlan
{
    // Some 64 positions of a layer before the clock in which the first run ended, and a packet and what it sets off after it.
    private const ulong ClocksBefore = 64 * RegisterMap.PacketInterval;
    private const ulong ClocksAfter = 300;

    private readonly ProgrammedChip _chip;
    private readonly RtlChipOptions _options;
    private readonly ICountSource? _counts;
    private readonly double _positionShare;
    private readonly HostPlan _host;
    private readonly int _image;
    private readonly sbyte[] _input;
    private readonly (ulong Cycle, ConfigWrite[] Writes)[] _configured;

    internal ReplayPlan(ProgrammedChip chip, RtlEngine engine, RtlChipOptions options, int image, sbyte[] input, ulong imageBegin, ulong layerBegin)
    {
        (_chip, _counts, _positionShare, _image, _input) = (chip, engine.Counts, engine.PositionShare, image, (sbyte[])input.Clone());
        _options = options with { Flavour = ModelFlavour.Trace, PublicRegisters = true, SnapshotInterval = 0, Waves = null, Profile = false };
        // The reset before the image is over when the image begins.
        _host = engine.Host with { Reset = false };
        _configured = [.. engine.Rtl.Configured];
        (ImageBegin, EndedAt) = (imageBegin, engine.Rtl.Cycle);
        FromCycle = EndedAt > layerBegin + ClocksBefore ? EndedAt - ClocksBefore : layerBegin;
    }

    /// <summary>Clock of the chip that is clock 0 of the image.</summary>
    public ulong ImageBegin { get; }

    /// <summary>Clock of the chip in which the first run ended.</summary>
    public ulong EndedAt { get; }

    /// <summary>Clock of the chip in which the waves begin: that of the layer, or some 64 positions before the end.</summary>
    public ulong FromCycle { get; }

    /// <summary>First clock of the chip that the waves do not hold.</summary>
    public ulong UntilCycle => EndedAt + ClocksAfter;

    /// <summary>Runs the image again on a new chip in the flavour Trace, whose clock is set to that of the first run; builds the model if the cache lacks it.</summary>
    /// <param name="cores">Cores to watch.</param>
    /// <param name="folder">Folder for the files, see <see cref="ChipWaves"/>.</param>
    /// <param name="observer">Gets the MVMs of the image again; null for none.</param>
    /// <param name="probes">Columns whose way through the LDPU is read; null for none.</param>
    /// <param name="cancellation">Ends the build, or the replay between two clocks.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="AcsException">Those of the build; RtlMisuse where waves cannot be written.</exception>
    public WaveReplay Run(IReadOnlyCollection<int> cores, string folder, IMvmObserver? observer = null, IReadOnlyList<ColumnProbe>? probes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cores);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        VerilatorBuild.Default.Build(_options.Specification(), cancellation);
        using var engine = new RtlEngine(_chip, _options) { Counts = _counts, PositionShare = _positionShare, Host = _host };
        foreach (var (cycle, writes) in _configured.Skip(engine.Rtl.Configured.Count))
        {
            PassUntil(engine.Rtl, cycle);
            engine.Rtl.Configure(writes);
        }

        PassUntil(engine.Rtl, ImageBegin);
        var window = new WaveWindow(new ChipWaves(folder, [.. cores]), FromCycle, UntilCycle);
        AcsException? failure = engine.RunWith(new ReplayStops(window, probes ?? []), _image, _input, observer, cancellation);
        return new WaveReplay(window.Files, FromCycle, Math.Min(engine.Rtl.Cycle, UntilCycle), failure);
    }

    // A tile stays awake for some clocks after a register write; what is left of the time is leapt over.
    private static void PassUntil(RtlChip rtl, ulong cycle)
    {
        rtl.Run([], [], Math.Max(cycle, rtl.Cycle));
        if (cycle > rtl.Cycle)
        {
            rtl.Idle(cycle);
        }
    }
}
