using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Simulation;

/// <content>Snapshots: taken by hand, and a ring of the last few that the chip takes by itself.</content>
public sealed unsafe partial class RtlChip
{
    /// <summary>Clocks of the snapshots that the ring keeps, ascending; see <see cref="RtlChipOptions.SnapshotInterval"/>.</summary>
    public IReadOnlyList<ulong> KeptSnapshots
    {
        get
        {
            CallGate.Slot slot = _gate.Enter();
            var cycles = new ulong[_library.Kept(_handle.Address, null, 0)];
            fixed (ulong* first = cycles)
            {
                _library.Kept(_handle.Address, first, cycles.Length);
            }

            slot.Leave();
            return cycles;
        }
    }

    /// <summary>Takes a snapshot of everything between two clocks (flavour Check): tiles, links, loads and packets under way, and the counts of MVMs that the macros have
    /// still to deliver. State behind the listener is the caller's to save.</summary>
    /// <remarks>Tiles that did not change since the last snapshot are shared with it.</remarks>
    /// <returns>The snapshot.</returns>
    public ModelSnapshot Save()
    {
        CallGate.Slot slot = _gate.Enter();
        nint snapshot = _library.Save(_handle.Address);
        slot.Leave();
        return snapshot != 0 ? new ModelSnapshot(_library.Model, snapshot) : throw NativeError.Unsupported(_top);
    }

    /// <summary>A snapshot that the ring keeps; it stays valid when the ring drops it.</summary>
    /// <param name="index">Which of <see cref="KeptSnapshots"/>.</param>
    /// <returns>The snapshot.</returns>
    public ModelSnapshot KeptSnapshot(int index)
    {
        CallGate.Slot slot = _gate.Enter();
        nint snapshot = _library.KeptAt(_handle.Address, index);
        slot.Leave();
        return snapshot != 0 ? new ModelSnapshot(_library.Model, snapshot) : throw new ArgumentOutOfRangeException(nameof(index), index, "the ring keeps fewer snapshots");
    }

    /// <summary>Goes back to a snapshot; also clears an error and drops the kept snapshots of later clocks. <see cref="Statistics"/> go on: they count work done.</summary>
    /// <param name="snapshot">From a chip of the same build.</param>
    public void Restore(ModelSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _gate.ThrowIfClosed();
        ArgumentOutOfRangeException.ThrowIfNotEqual(snapshot.Library, _library.Model, nameof(snapshot));
        using ModelSnapshot.Lease lease = snapshot.Hold();
        Finish(_gate.Enter(), _library.Restore(_handle.Address, lease.Address));
    }
}
