using System.Text;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Models;

/// <content>Snapshots, waves, coverage.</content>
public sealed unsafe partial class VerilatedModel
{
    private const string NoFile = "/dev/null";

    private bool _writesWaves;

    /// <summary>Takes a snapshot (flavour Check; Trace too where the module is alone).</summary>
    /// <returns>The state, valid for any instance of the same build.</returns>
    public ModelSnapshot Save()
    {
        CallGate.Slot slot = _gate.Enter();
        nint snapshot = _library.Save(_handle.Address);
        slot.Leave();
        return snapshot != 0 ? new ModelSnapshot(_library, snapshot) : throw NativeError.Unsupported(Built.Top);
    }

    /// <summary>Goes back to a snapshot; also clears an error. Registers that are held stay held.</summary>
    /// <param name="snapshot">From <see cref="Save"/> of the same build.</param>
    /// <exception cref="AcsException">RtlMisuse while waves are written: time would go back in their file.</exception>
    public void Restore(ModelSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _gate.ThrowIfClosed();
        if (_writesWaves)
        {
            throw new AcsException(ErrorCode.RtlMisuse, $"The model of {Built.Top} cannot go back while it writes waves.", where: Built.Top,
                expected: "time that goes forward in the file", remedy: "close the waves first (Trace(null), StopWaves), and open another file afterwards");
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(snapshot.Library, _library, nameof(snapshot));
        using ModelSnapshot.Lease lease = snapshot.Hold();
        Check(_gate.Enter(), _library.Restore(_handle.Address, lease.Address));
    }

    /// <summary>Starts writing waves (flavour Trace); a clock is <see cref="Building.ModelSpecification.ClockPicoseconds"/> in them, an <see cref="Evaluate"/> half of one.</summary>
    /// <param name="path">FST file; null closes the current one.</param>
    public void Trace(string? path)
    {
        fixed (byte* text = path is null ? null : Encoding.UTF8.GetBytes(path + '\0'))
        {
            Check(_gate.Enter(), _library.Trace(_handle.Address, text));
            _writesWaves = path is not null;
        }
    }

    /// <summary>Takes what the RTL has printed since the last call, where the instance captures it (<see cref="ModelStart.CapturesOutput"/>).</summary>
    /// <returns>Whole lines without their ends; what does not fit into 4 MB is counted in a line of its own.</returns>
    public IReadOnlyList<string> TakeOutput()
    {
        // Decoded at the end: a long line may be cut within a character.
        using var text = new MemoryStream();
        byte* buffer = stackalloc byte[4096];
        CallGate.Slot slot = _gate.Enter();
        for (long count; (count = _library.TakeOutput(_handle.Address, buffer, 4096)) > 0;)
        {
            text.Write(new ReadOnlySpan<byte>(buffer, (int)count));
        }

        slot.Leave();
        return text.Length == 0 ? [] : Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length - 1).Split('\n');
    }

    // The gate is closed: nobody else calls any more.
    private void HandIn(string path, string resetPath)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(path + '\0'), resetText = Encoding.UTF8.GetBytes(resetPath + '\0'))
        {
            _library.Coverage(_handle.Address, text, resetText);
        }
    }

    /// <summary>Writes the coverage counters (flavour Cover), also after an error.</summary>
    /// <param name="path">File for <c>verilator_coverage</c>.</param>
    /// <param name="resetPath">File of the same form for those counts that came before the first release of <c>rst_ni</c> or while it was asserted later; null for none.</param>
    public void WriteCoverage(string path, string? resetPath = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        fixed (byte* text = Encoding.UTF8.GetBytes(path + '\0'), resetText = Encoding.UTF8.GetBytes((resetPath ?? NoFile) + '\0'))
        {
            Check(_gate.Enter(), _library.Coverage(_handle.Address, text, resetText));
        }
    }
}
