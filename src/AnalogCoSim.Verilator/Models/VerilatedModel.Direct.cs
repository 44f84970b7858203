using System.Runtime.CompilerServices;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Models;

/// <content>Driving without copies: ports in place, one clock a call, bursts that keep chosen outputs.</content>
public sealed unsafe partial class VerilatedModel
{
    /// <summary>The storage of a port inside the model: written inputs count from the next <see cref="Step"/> on, outputs are as of the last one.</summary>
    /// <remarks>
    /// Nothing is copied. <see cref="Run"/> and the bursts set all inputs from their records, so either write ports or records. The reference is valid until the model
    /// is disposed. Bits of an input beyond its width must be 0.
    /// </remarks>
    /// <typeparam name="T">Type as large as the port's storage: 1, 2, 4 or 8 bytes, or a struct for a wide port.</typeparam>
    /// <param name="name">Name in the RTL.</param>
    /// <returns>The storage.</returns>
    public ref T Port<T>(string name)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sizeof(T), Ports[name].Bytes, name);
        return ref Unsafe.AsRef<T>(PortAddress(name));
    }

    /// <summary>Where a port lies.</summary>
    /// <param name="name">Name in the RTL.</param>
    /// <returns>Its address, valid until the model is disposed.</returns>
    internal byte* PortAddress(string name)
    {
        ModelPort port = Ports[name];
        CallGate.Slot slot = _gate.Enter();
        byte* at = _library.Port(_handle.Address, Ports.IndexOf(port));
        slot.Leave();
        return at;
    }

    /// <summary>Runs one clock with the ports as they are; the records of <see cref="Inputs"/> and <see cref="Outputs"/> keep what they hold.</summary>
    /// <remarks>
    /// For a module or a tile, whose clock takes a fraction of a microsecond, the call does not tell the garbage collector that native code runs: a collection that
    /// another thread wants waits for its return. Nothing in such a call blocks or calls back. Whole chips, and builds that write files, are called in the usual way.
    /// </remarks>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">RtlAssertion, RtlStalled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        CallGate.Slot slot = _gate.Enter();
        Check(slot, _shortStep != null ? _shortStep(_handle.Address, slot.Record) : _library.Step(_handle.Address, slot.Record));
    }

    /// <summary>Runs clocks with new inputs in each: one native call for all of them, which keeps chosen outputs only.</summary>
    /// <param name="inputs">One input record per clock.</param>
    /// <param name="outputs">Takes the outputs, as after each rising edge.</param>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">RtlAssertion, RtlStalled.</exception>
    public void Burst(ReadOnlySpan<byte> inputs, OutputColumns outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        int cycles = Ports.InputBytes == 0 ? 0 : inputs.Length / Ports.InputBytes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, cycles * Ports.InputBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cycles, outputs.Clocks);
        if (!ReferenceEquals(outputs.Table, Ports) && outputs.Table.Describe() != Ports.Describe())
        {
            throw new ArgumentException("The columns belong to another model.", nameof(outputs));
        }

        int width = outputs.Ports.Count;
        if (cycles == 0)
        {
            return;
        }

        NativeColumn* columns = stackalloc NativeColumn[width];
        fixed (byte* from = inputs)
        {
            CallGate.Slot slot = _gate.Enter();
            for (int k = 0; k < width; k++)
            {
                columns[k].Port = _library.Port(_handle.Address, outputs.Indices[k]);
                columns[k].Data = First(outputs.Data(k));
                columns[k].Bytes = outputs.Ports[k].Bytes;
            }

            Check(slot, _library.Stream(_handle.Address, from, columns, width, (ulong)cycles));
        }
    }

    /// <summary>Settles the module after written ports, without a clock edge of its own.</summary>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">RtlAssertion, RtlStalled.</exception>
    public void Settle() => Check(_gate.Enter(), _library.Settle(_handle.Address));

    /// <summary>Runs clocks with the ports as they are, in one native call.</summary>
    /// <param name="cycles">How many.</param>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">RtlAssertion, RtlStalled.</exception>
    public void Hold(ulong cycles) => Check(_gate.Enter(), _library.Stream(_handle.Address, null, null, 0, cycles));

    private static bool HasShortClocks(ModelFile built) =>
        built.HasShortClocks && built.Flavour is ModelFlavour.Fast or ModelFlavour.Check;
}
