using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Building;
using Microsoft.Win32.SafeHandles;

namespace AnalogCoSim.Rtl.Models;

/// <summary>One instance of a compiled RTL module: set inputs, run clocks, read outputs.</summary>
/// <remarks>
/// An instance belongs to one thread: construct, use and dispose it there. Different instances are independent and may run on different threads.
/// Inputs take effect with the next <see cref="Evaluate"/> or <see cref="Run"/>.
/// </remarks>
public sealed unsafe partial class VerilatedModel : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly ModelLibrary _library;
    private readonly byte* _inputs;
    private readonly byte* _outputs;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> _shortStep;

    /// <summary>Creates an instance.</summary>
    /// <param name="built">The built model.</param>
    /// <param name="seed">Seed of <c>$random</c>; at least 1, since 0 would mean any.</param>
    /// <exception cref="AcsException">ModelDoesNotLoad.</exception>
    public VerilatedModel(BuiltModel built, int seed = 1)
        : base(ownsHandle: true)
    {
        ArgumentNullException.ThrowIfNull(built);
        ArgumentOutOfRangeException.ThrowIfLessThan(seed, 1);
        _library = ModelLibrary.Load(built);
        SetHandle(_library.Create(seed));
        if (IsInvalid)
        {
            throw new AcsException(ErrorCode.ModelDoesNotLoad, $"No instance of {built.Specification.Sources.Top} can be created.", where: built.LibraryPath);
        }

        _shortStep = HasShortClocks(built) ? _library.ShortStep : null;
        _inputs = _library.Inputs(handle);
        _outputs = _library.Outputs(handle);
    }

    /// <summary>What the model was built from.</summary>
    public BuiltModel Built => _library.Built;

    /// <summary>Ports and their places in the records.</summary>
    public PortTable Ports => _library.Built.Ports;

    /// <summary>Clocks run so far.</summary>
    public ulong Cycle => _library.Cycles(handle);

    /// <summary>The input record; see <see cref="PortTable"/> for the offsets.</summary>
    public Span<byte> Inputs => new(_inputs, Ports.InputBytes);

    /// <summary>The output record as of the last evaluation.</summary>
    public ReadOnlySpan<byte> Outputs => new(_outputs, Ports.OutputBytes);

    /// <summary>The input record as a blittable struct with explicit layout.</summary>
    /// <typeparam name="T">The struct; exactly as large as the record.</typeparam>
    /// <returns>A reference into the record.</returns>
    public ref T InputsAs<T>()
        where T : unmanaged => ref MemoryMarshal.AsRef<T>(Inputs);

    /// <summary>The output record as a blittable struct with explicit layout.</summary>
    /// <typeparam name="T">The struct; exactly as large as the record.</typeparam>
    /// <returns>A reference into the record.</returns>
    public ref readonly T OutputsAs<T>()
        where T : unmanaged => ref MemoryMarshal.AsRef<T>(Outputs);

    /// <summary>The bytes of one port, little-endian; writable for inputs only.</summary>
    /// <param name="name">Name in the RTL.</param>
    /// <returns>Its bytes in the record.</returns>
    public Span<byte> Bytes(string name)
    {
        ModelPort port = Ports[name];
        return new Span<byte>((port.Direction == PortDirection.Input ? _inputs : _outputs) + port.Offset, port.Bytes);
    }

    /// <summary>Reads a port of at most 64 bits.</summary>
    /// <param name="name">Name in the RTL.</param>
    /// <returns>Its value.</returns>
    public ulong Get(string name)
    {
        ReadOnlySpan<byte> bytes = Bytes(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, 8, name);
        ulong value = 0;
        bytes.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref value)));
        return value;
    }

    /// <summary>Sets an input of at most 64 bits; bits beyond its width are dropped.</summary>
    /// <param name="name">Name in the RTL.</param>
    /// <param name="value">Its value.</param>
    public void Set(string name, ulong value)
    {
        ModelPort port = Ports[name];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port.Width, 64, name);
        ulong kept = port.Width == 64 ? value : value & ((1UL << port.Width) - 1);
        MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in kept))[..port.Bytes].CopyTo(Bytes(name));
    }

    /// <summary>Settles the module after changed inputs without a clock edge of its own.</summary>
    /// <exception cref="AcsException">RtlAssertion, RtlStalled.</exception>
    public void Evaluate() => Check(_library.Eval(handle));

    /// <summary>Runs clocks with the inputs held.</summary>
    /// <param name="cycles">How many.</param>
    /// <exception cref="AcsException">RtlAssertion, RtlStalled.</exception>
    public void Run(ulong cycles = 1) => Check(_library.Run(handle, cycles));

    /// <summary>Runs clocks with new inputs in each: one native call for all of them.</summary>
    /// <param name="inputs">One input record a clock.</param>
    /// <param name="outputs">One output record a clock, as after its rising edge.</param>
    /// <exception cref="AcsException">RtlAssertion, RtlStalled.</exception>
    public void Burst(ReadOnlySpan<byte> inputs, Span<byte> outputs)
    {
        int cycles = Ports.InputBytes == 0 ? 0 : inputs.Length / Ports.InputBytes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, cycles * Ports.InputBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, cycles * Ports.OutputBytes);
        fixed (byte* from = inputs)
        fixed (byte* to = outputs)
        {
            Check(_library.Burst(handle, from, to, (ulong)cycles));
        }
    }

    /// <summary>Hash of all registers; equal for all flavours of the same RTL in the same state.</summary>
    /// <returns>The digest.</returns>
    public StateDigest Digest()
    {
        ulong* halves = stackalloc ulong[2];
        _library.Digest(handle, halves);
        return new StateDigest(halves[0], halves[1]);
    }

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        _library.Destroy(handle);
        RtlOutput.Drain();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(int status)
    {
        if (status != (int)NativeStatus.Ok)
        {
            throw Error(status);
        }
    }

    private AcsException Error(int status)
    {
        RtlOutput.Drain();
        return status == (int)NativeStatus.Unsupported ? Unsupported() : NativeError.ToException(_library.Error(handle), Built.Specification.Sources.Top);
    }

    private AcsException Unsupported()
    {
        Ports.RequireClock(Built.Specification);
        return NativeError.Unsupported(Built.Specification.Sources.Top);
    }
}
