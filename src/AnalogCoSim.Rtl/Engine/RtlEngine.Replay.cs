using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Engine;

/// <content>A second look at what led to an error: from a kept snapshot, or from the beginning of the image and into waves.</content>
public sealed partial class RtlEngine
{
    private ReplayStops? _stops;

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

    /// <summary>Looks for the first link at which the packet of an MVM that ended just now was lost or changed on its way from core to core.</summary>
    /// <param name="sender">The core that sent.</param>
    /// <param name="receiver">The next core of its chain.</param>
    /// <param name="cycle">Clock of the image in which the receiver delivered its last column.</param>
    /// <param name="sent">What the sender had to send: its columns from TxFirst to TxLast.</param>
    /// <returns>The link; null where the packet came whole, or where the links are not seen.</returns>
    public HopFault? FollowPacket(CoreSlice sender, CoreSlice receiver, ulong cycle, ReadOnlySpan<sbyte> sent)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(receiver);
        // Refuses a disposed engine, where the links are not seen as well.
        _ = _rtl.Cycle;
        return PacketTrail.Follow(_rtl, sender, receiver, _imageBegin + cycle, sent);
    }

    /// <summary>Looks for what a neighbour sent wrongly, or not at all, to a tile in which the RTL reported an error just now.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>The first link on the way to it at which a packet of the layer is lost, cut short, too long, too early or not asked for; null where there is none, or the links are not seen.</returns>
    public HopFault? FindFault(int tile)
    {
        // Refuses a disposed engine, with layers or without.
        _ = _rtl.Cycle;
        return _layer?.FindFault(_rtl, tile);
    }

    /// <summary>What it takes to run the image again that ran last; this engine stays as it is, so it may have failed in any way.</summary>
    /// <returns>The plan, which outlives this engine; null while no layer has run.</returns>
    public ReplayPlan? PlanReplay()
    {
        // Refuses a disposed engine, with layers or without.
        _ = _rtl.Cycle;
        return _layer is { } layer ? new ReplayPlan(_chip, this, _options, _image, _tensors[0], _imageBegin, layer.Begin) : null;
    }

    /// <summary>Runs an image with stops for waves and probes.</summary>
    /// <param name="stops">The clocks; nothing runs after the end of the waves.</param>
    /// <param name="image">Image number.</param>
    /// <param name="input">Its tensor.</param>
    /// <param name="observer">Gets its MVMs.</param>
    /// <param name="cancellation">Ends the run between two clocks.</param>
    /// <returns>The error that ended it; null without.</returns>
    internal AcsException? RunWith(ReplayStops stops, int image, ReadOnlySpan<sbyte> input, IMvmObserver? observer, CancellationToken cancellation)
    {
        _stops = stops;
        try
        {
            Run([image], input, observer, cancellation);
            return null;
        }
        catch (AcsException error)
        {
            return error;
        }
        finally
        {
            _stops = null;
            _rtl.CloseWaves();
        }
    }

    // A replay stops where its waves begin and end, and in each clock that a probe looks at.
    private bool RunClocks(CrossbarStep step, ReadOnlySpan<sbyte> residual, CancellationToken cancellation)
    {
        _stops?.Visit(_rtl);
        ulong last = Math.Min(_last, _stops?.Next(_rtl.Cycle) ?? ulong.MaxValue);
        bool finished = _layer!.Run(_rtl, Latency(_chip.ModeOf(_image)), _tensors[step.Input], residual, _tensors[step.Output], last, cancellation);
        while (!finished && _stops?.Visit(_rtl) == true && !_layer.Stopped)
        {
            finished = _layer.GoOn(_rtl, _stops.Next(_rtl.Cycle), cancellation);
        }

        return finished;
    }
}
