using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>Registers and memories of a module by name: everything that is the target of a non-blocking assignment.</summary>
/// <param name="model">The model.</param>
public sealed class RtlRegisters(VerilatedModel model)
{
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
}
