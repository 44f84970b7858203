using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Engine;

/// <content>A second look at what led to an error: from a kept snapshot, or from the beginning of the image and into waves.</content>
public sealed partial class RtlEngine
{
    // Clocks after the failure that waves still show: a packet and what it sets off.
    private const ulong ClocksAfterFailure = 300;

    private WavePlan? _waves;

    /// <summary>Clocks of the kept snapshots from which the layer that ran last can be replayed, ascending; see <see cref="RtlChipOptions.SnapshotInterval"/>.</summary>
    /// <returns>The clocks; empty without snapshots.</returns>
    public IReadOnlyList<ulong> ReplayPoints()
    {
        IReadOnlyList<ulong> kept = _rtl.KeptSnapshots;
        return _layer is { } layer ? [.. kept.Where(cycle => cycle >= layer.Begin)] : [];
    }

    /// <summary>Goes back to a kept snapshot, with all MVMs that were under way, and runs the layer from there to its end: for a look at what led to an error.</summary>
    /// <remarks>The noise of an MVM is a function of its coordinates, so the macros have no state of their own that would have to go back.</remarks>
    /// <param name="cycle">One of <see cref="ReplayPoints"/>.</param>
    /// <param name="observer">Gets the MVMs from there on.</param>
    /// <param name="cancellation">Ends the run between two clocks.</param>
    /// <returns>False when the observer stopped it. An error of the RTL is thrown again.</returns>
    public bool Replay(ulong cycle, IMvmObserver? observer = null, CancellationToken cancellation = default)
    {
        int index = ReplayPoints().Contains(cycle) ? _rtl.KeptSnapshots.ToList().IndexOf(cycle) : -1;
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(cycle));
        using (ModelSnapshot snapshot = _rtl.KeptSnapshot(index))
        {
            _rtl.Restore(snapshot);
        }

        _layer!.Rewind(cycle, observer);
        return _layer.GoOn(_rtl, ulong.MaxValue, cancellation);
    }

    /// <summary>
    /// Runs the image that ran last once more, on a new chip in the flavour Trace whose clock is set to that of the first run, and writes waves of the layer in which the first
    /// run ended, up to shortly after the clock in which it ended. Needs no snapshots; this engine stays as it is, so it may have failed in any way.
    /// </summary>
    /// <remarks>
    /// Register writes made by hand are repeated in their clocks, noise is keyed by image, core and MVM: so the second run does what the first one did, unless an earlier image
    /// left something behind in the RTL; <see cref="WaveReplay.Failure"/> tells whether the same error came. Builds the model of the flavour Trace if the cache lacks it.
    /// </remarks>
    /// <param name="cores">Cores to watch.</param>
    /// <param name="folder">Folder for the files, see <see cref="ChipWaves"/>.</param>
    /// <param name="observer">Gets the MVMs of the image again; null for none.</param>
    /// <param name="cancellation">Ends the replay between two clocks.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="AcsException">RtlMisuse when no layer has run yet; DataNotFound and the like of the build.</exception>
    public WaveReplay Replay(IReadOnlyCollection<int> cores, string folder, IMvmObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cores);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ulong end = _rtl.Cycle + ClocksAfterFailure;
        if (_layer is null)
        {
            throw new AcsException(ErrorCode.RtlMisuse, "There is nothing to replay.", expected: "an engine that has run a layer");
        }

        using var again = new RtlEngine(_chip, _options with { Flavour = ModelFlavour.Trace, SnapshotInterval = 0, Waves = null, Profile = false })
        {
            Counts = Counts,
            PositionShare = PositionShare,
        };
        again._waves = new WavePlan(new ChipWaves(folder, [.. cores]), _layer.Begin, end);
        foreach (var (cycle, writes) in _rtl.Configured.Skip(again._rtl.Configured.Count))
        {
            again.PassUntil(cycle);
            again._rtl.Configure(writes);
        }

        again.PassUntil(_imageBegin);
        AcsException? failure = null;
        try
        {
            again.Run([_image], _tensors[0], observer, cancellation);
        }
        catch (AcsException error)
        {
            failure = error;
        }

        again._rtl.CloseWaves();
        return new WaveReplay(again._waves.Files, _layer.Begin, Math.Min(again._rtl.Cycle, end), failure);
    }

    // A tile stays awake for some clocks after a register write; what is left of the time is leapt over.
    private void PassUntil(ulong cycle)
    {
        _rtl.Run([], [], Math.Max(cycle, _rtl.Cycle));
        if (cycle > _rtl.Cycle)
        {
            _rtl.Idle(cycle);
        }
    }

    // The waves of a replay begin with the layer that failed.
    private void BeginWaves(ulong cycle)
    {
        if (_waves is { Files.Count: 0 } plan && cycle >= plan.From)
        {
            plan.Files = _rtl.OpenWaves(plan.Waves);
        }
    }

    /// <summary>What a replay writes.</summary>
    private sealed class WavePlan(ChipWaves waves, ulong from, ulong until)
    {
        public ChipWaves Waves => waves;

        public ulong From => from;

        public ulong Until => until;

        public IReadOnlyList<string> Files { get; set; } = [];
    }
}
