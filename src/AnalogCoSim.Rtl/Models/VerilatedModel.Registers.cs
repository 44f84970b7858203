namespace AnalogCoSim.Rtl.Models;

/// <content>Writing registers: states that no stimulus reaches.</content>
public sealed unsafe partial class VerilatedModel
{
    private Dictionary<string, int>? _registerIndex;

    /// <summary>Puts a value into a register, past the RTL; logic behind it follows at the next clock.</summary>
    /// <remarks>A register that is an output of its module may be kept by the simulator in the net of the level above; what is written here is then a copy.</remarks>
    /// <param name="name">As listed by <see cref="RegisterNames"/>.</param>
    /// <param name="value">Its bytes, little-endian; bits beyond the register's width must be 0. Shorter values leave the upper bytes as they are.</param>
    /// <exception cref="ArgumentException">There is no such register, or it is smaller.</exception>
    public void WriteRegister(string name, ReadOnlySpan<byte> value)
    {
        if (IndexOf(name) is not { } index || value.Length > Register(index).Length)
        {
            throw new ArgumentException($"The model has no register {name} of {value.Length} bytes.", nameof(name));
        }

        value.CopyTo(Register(index));
    }

    private int? IndexOf(string name)
    {
        _registerIndex ??= RegisterNames().Select((register, index) => (register.Name, index)).ToDictionary(StringComparer.Ordinal);
        return _registerIndex.TryGetValue(name, out int found) ? found : null;
    }

    private Span<byte> Register(int index)
    {
        byte* name;
        byte* data;
        long size;
        ArgumentOutOfRangeException.ThrowIfNotEqual(_library.Register(handle, index, &name, &data, &size), (int)NativeStatus.Ok, nameof(index));
        return new Span<byte>(data, (int)size);
    }
}
