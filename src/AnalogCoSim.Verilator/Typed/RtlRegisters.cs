using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>Registers and memories of a module by name: everything that is the target of a non-blocking assignment.</summary>
/// <param name="model">The model.</param>
public sealed class RtlRegisters(VerilatedModel model)
{
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);

    /// <summary>Names with their sizes in bytes, in name order; relative to the top module, e.g. <c>.u_fifo.mem</c>.</summary>
    public IReadOnlyList<(string Name, int Bytes)> Names => model.RegisterNames();

    /// <summary>Reads a register or memory.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>Its bytes, little-endian; a memory element after element, each in 1, 2, 4, 8 or a multiple of 4 bytes.</returns>
    /// <exception cref="ArgumentException">There is no such register.</exception>
    public byte[] Peek(string name) => model.ReadRegister(name) is { Length: > 0 } bytes ? bytes : throw new ArgumentException($"The module has no register {name}.", nameof(name));

    /// <summary>Writes a register or memory past the RTL; logic behind it follows at the next clock.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">Its bytes as in <see cref="Peek"/>; fewer leave the rest as it is.</param>
    /// <exception cref="ArgumentException">There is no such register, or it is smaller.</exception>
    public void Poke(string name, ReadOnlySpan<byte> value) => model.WriteRegister(name, value);

    /// <summary>Holds a register at a value, whatever the RTL assigns, from the next clock or <see cref="RtlModule.Evaluate"/> until <see cref="Release"/> (flavours Check and Trace).</summary>
    /// <remarks>At each edge logic behind the register sees what the RTL assigns for a moment, before the value is put back; nothing is clocked in that moment. Signals that are no registers cannot be held.</remarks>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">All its bytes as in <see cref="Peek"/>.</param>
    /// <exception cref="ArgumentException">There is no such register, or it has another size.</exception>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">This flavour cannot.</exception>
    public void Force(string name, ReadOnlySpan<byte> value)
    {
        model.Force(name, value);
        _held.Add(name);
    }

    /// <summary>The same for a register of at most 8 bytes, by its number.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">Its value; bits beyond its width must be 0.</param>
    /// <exception cref="ArgumentException">There is no such register, it has more bytes, or the value has.</exception>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">This flavour cannot.</exception>
    public void Force(string name, ulong value)
    {
        int bytes = Names.FirstOrDefault(register => register.Name == name).Bytes;
        if (bytes is 0 or > 8 || (bytes < 8 && value >> (8 * bytes) != 0))
        {
            throw new ArgumentException(bytes == 0 ? $"The module has no register {name}." : $"Register {name} of {bytes} bytes does not hold {value}.", nameof(value));
        }

        Force(name, System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in value))[..bytes]);
    }

    /// <summary>Lets go of a register that was held; it keeps the value until the RTL assigns another.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such register.</exception>
    public void Release(string name)
    {
        model.Release(name);
        _held.Remove(name);
    }

    /// <summary>Lets go of all registers that are held.</summary>
    public void ReleaseAll()
    {
        foreach (string name in _held.ToArray())
        {
            Release(name);
        }
    }
}
