using System.Runtime.InteropServices;

namespace AnalogCoSim.Verilator.Models;

/// <content>Registers by name: reading for tests and diagnosis, writing for states that no stimulus reaches.</content>
public sealed unsafe partial class VerilatedModel
{
    private Dictionary<string, int>? _registerIndex;

    private delegate T RegisterUse<out T>(Span<byte> value);

    /// <summary>Names of all registers with their sizes in bytes, in name order.</summary>
    /// <returns>Names relative to the top module, e.g. <c>.u_ldpu.column_q</c>.</returns>
    public IReadOnlyList<(string Name, int Bytes)> RegisterNames()
    {
        var names = new List<(string, int)>();
        CallGate.Slot slot = _gate.Enter();
        byte* name;
        byte* data;
        long size;
        while (_library.Register(_handle.Address, names.Count, &name, &data, &size) == (int)NativeStatus.Ok)
        {
            names.Add((Marshal.PtrToStringUTF8((nint)name)!, (int)size));
        }

        slot.Leave();
        return names;
    }

    /// <summary>Reads a register, for tests and diagnosis.</summary>
    /// <param name="name">As listed by <see cref="RegisterNames"/>.</param>
    /// <returns>Its bytes, or empty when there is no such register.</returns>
    public byte[] ReadRegister(string name) => IndexOf(name) is { } index ? Use(index, value => value.ToArray()) : [];

    /// <summary>Puts a value into a register, past the RTL; logic behind it follows at the next clock.</summary>
    /// <remarks>A register that is an output of its module may be kept by the simulator in the net of the level above; what is written here is then a copy.</remarks>
    /// <param name="name">As listed by <see cref="RegisterNames"/>.</param>
    /// <param name="value">Its bytes, little-endian; bits beyond the register's width must be 0. Shorter values leave the upper bytes as they are.</param>
    /// <exception cref="ArgumentException">There is no such register, or it is smaller.</exception>
    public void WriteRegister(string name, ReadOnlySpan<byte> value)
    {
        byte[] bytes = value.ToArray();
        if (IndexOf(name) is not { } index || !Use(index, register => bytes.AsSpan().TryCopyTo(register)))
        {
            throw new ArgumentException($"The model has no register {name} of {value.Length} bytes.", nameof(name));
        }
    }

    /// <summary>Holds a register at a value, whatever the RTL assigns, until <see cref="Release"/>: from the next evaluation or clock on (<see cref="Building.ModelSpecification.ForceableRegisters"/>).</summary>
    /// <remarks>At each edge logic behind the register sees what the RTL assigns for a moment, before the value is put back; nothing is clocked in that moment. Signals that are no registers cannot be held.</remarks>
    /// <param name="name">As listed by <see cref="RegisterNames"/>.</param>
    /// <param name="value">All its bytes, little-endian; bits beyond its width must be 0.</param>
    /// <exception cref="ArgumentException">There is no such register, or it has another size.</exception>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">The build cannot.</exception>
    public void Force(string name, ReadOnlySpan<byte> value)
    {
        int index = IndexOf(name) ?? throw new ArgumentException($"The model has no register {name}.", nameof(name));
        if (RegisterNames()[index].Bytes != value.Length)
        {
            throw new ArgumentException($"Register {name} has {RegisterNames()[index].Bytes} bytes, the value {value.Length}.", nameof(value));
        }

        fixed (byte* bytes = value)
        {
            Check(_gate.Enter(), _library.Force(_handle.Address, index, bytes, value.Length));
        }
    }

    /// <summary>Lets go of a register that was held; it keeps the value until the RTL assigns another.</summary>
    /// <param name="name">As listed by <see cref="RegisterNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such register.</exception>
    public void Release(string name)
    {
        int index = IndexOf(name) ?? throw new ArgumentException($"The model has no register {name}.", nameof(name));
        Check(_gate.Enter(), _library.Force(_handle.Address, index, null, 0));
    }

    private int? IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _gate.ThrowIfClosed();
        _registerIndex ??= RegisterNames().Select((register, index) => (register.Name, index)).ToDictionary(StringComparer.Ordinal);
        return _registerIndex.TryGetValue(name, out int found) ? found : null;
    }

    // The model cannot go away while a register is in use.
    private T Use<T>(int index, RegisterUse<T> use)
    {
        CallGate.Slot slot = _gate.Enter();
        try
        {
            byte* name;
            byte* data;
            long size;
            ArgumentOutOfRangeException.ThrowIfNotEqual(_library.Register(_handle.Address, index, &name, &data, &size), (int)NativeStatus.Ok, nameof(index));
            return use(new Span<byte>(data, (int)size));
        }
        finally
        {
            slot.Leave();
        }
    }
}
