using System.Runtime.InteropServices;
using System.Text;

namespace AnalogCoSim.Rtl.Models;

/// <content>Registers, snapshots, waves, coverage.</content>
public sealed unsafe partial class VerilatedModel
{
    /// <summary>Names of all registers with their sizes in bytes, in name order.</summary>
    /// <returns>Names relative to the top module, e.g. <c>.u_ldpu.column_q</c>.</returns>
    public IReadOnlyList<(string Name, int Bytes)> RegisterNames()
    {
        var names = new List<(string, int)>();
        byte* name;
        byte* data;
        long size;
        while (_library.Register(handle, names.Count, &name, &data, &size) == (int)NativeStatus.Ok)
        {
            names.Add((Marshal.PtrToStringUTF8((nint)name)!, (int)size));
        }

        return names;
    }

    /// <summary>Reads a register, for tests and diagnosis.</summary>
    /// <param name="name">As listed by <see cref="RegisterNames"/>.</param>
    /// <returns>Its bytes, or empty when there is no such register.</returns>
    public byte[] ReadRegister(string name)
    {
        return IndexOf(name) is { } index ? Register(index).ToArray() : [];
    }

    /// <summary>Takes a snapshot (flavour Check).</summary>
    /// <returns>The state, valid for any instance of the same build.</returns>
    public ModelSnapshot Save()
    {
        nint snapshot = _library.Save(handle);
        return snapshot != 0 ? new ModelSnapshot(_library, snapshot) : throw NativeError.Unsupported(Built.Specification.Sources.Top);
    }

    /// <summary>Goes back to a snapshot; also clears an error.</summary>
    /// <param name="snapshot">From <see cref="Save"/> of the same build.</param>
    public void Restore(ModelSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentOutOfRangeException.ThrowIfNotEqual(snapshot.Library, _library, nameof(snapshot));
        Check(_library.Restore(handle, snapshot.DangerousGetHandle()));
    }

    /// <summary>Starts writing waves (flavour Trace).</summary>
    /// <param name="path">FST file; null closes the current one.</param>
    public void Trace(string? path)
    {
        fixed (byte* text = path is null ? null : Encoding.UTF8.GetBytes(path + '\0'))
        {
            Check(_library.Trace(handle, text));
        }
    }

    /// <summary>Writes the coverage counters (flavour Cover).</summary>
    /// <param name="path">File for <c>verilator_coverage</c>.</param>
    public void WriteCoverage(string path)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(path + '\0'))
        {
            Check(_library.Coverage(handle, text));
        }
    }
}
