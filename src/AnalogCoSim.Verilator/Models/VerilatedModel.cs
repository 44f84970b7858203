using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Models;

/// <summary>One instance of a compiled RTL module: set inputs, run clocks, read outputs.</summary>
/// <remarks>
/// One call at a time: an instance may pass from thread to thread, but two threads in one instance are refused. Different instances are independent.
/// Inputs take effect with the next <see cref="Evaluate"/> or <see cref="Run"/>. After <see cref="Dispose"/> every member throws <see cref="ObjectDisposedException"/>;
/// spans of the records stay valid memory, references from <see cref="Port{T}"/> do not.
/// </remarks>
public sealed unsafe partial class VerilatedModel : IDisposable
{
    // Of a tile; others are smaller.
    private const long ApproximateBytes = 64 << 10;

    private readonly ModelLibrary _library;
    private readonly InstanceHandle _handle;
    private readonly CallGate _gate;
    private readonly byte[] _inputs;
    private readonly byte[] _outputs;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint, int> _shortStep;

    /// <summary>Creates an instance.</summary>
    /// <param name="built">The built model.</param>
    /// <param name="seed">Seed of <c>$random</c>; at least 1, since 0 would mean any.</param>
    /// <exception cref="AcsException">ModelDoesNotLoad; RtlStalled when the initial state does not settle.</exception>
    public VerilatedModel(ModelFile built, int seed = 1)
        : this(built, new ModelStart { Seed = seed })
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="built">The compiled model.</param>
    /// <param name="start">What it begins with.</param>
    /// <exception cref="AcsException">ModelDoesNotLoad; RtlStalled when the initial state does not settle.</exception>
    public VerilatedModel(ModelFile built, ModelStart start)
    {
        ArgumentNullException.ThrowIfNull(built);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(start.Seed, 1, nameof(start));
        _library = ModelLibrary.Load(built);
        _gate = new CallGate(this, $"The model of {built.Top}", _library.ThreadRecord);

        // Pinned for good, and ours: spans of them outlive the model.
        _inputs = GC.AllocateArray<byte>(Ports.InputBytes + 8, pinned: true);
        _outputs = GC.AllocateArray<byte>(Ports.OutputBytes + 8, pinned: true);
        _handle = new InstanceHandle(Create(start), _library.Destroy, ApproximateBytes);
        _shortStep = HasShortClocks(built) ? _library.ShortStep : null;
        if (_handle.IsInvalid)
        {
            throw new AcsException(ErrorCode.ModelDoesNotLoad, $"No instance of {built.Top} can be created.", where: built.LibraryPath);
        }

        int status = _library.Error(_handle.Address)->Status;
        if (status is (int)NativeStatus.Stalled or (int)NativeStatus.Internal)
        {
            throw Error(status);
        }
    }

    /// <summary>What the model was built from.</summary>
    public ModelFile Built => Open()._library.Built;

    /// <summary>Ports and their places in the records.</summary>
    public PortTable Ports => Open()._library.Built.Ports;

    /// <summary>Clocks run so far.</summary>
    public ulong Cycle
    {
        get
        {
            CallGate.Slot slot = _gate.Enter();
            ulong cycle = _library.Cycles(_handle.Address);
            slot.Leave();
            return cycle;
        }
    }

    /// <summary>The input record; see <see cref="PortTable"/> for the offsets.</summary>
    public Span<byte> Inputs => _inputs.AsSpan(0, Ports.InputBytes);

    /// <summary>The output record as of the last evaluation.</summary>
    public ReadOnlySpan<byte> Outputs => _outputs.AsSpan(0, Ports.OutputBytes);

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
        return (port.Direction == PortDirection.Input ? _inputs : _outputs).AsSpan(port.Offset, port.Bytes);
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
    public void Evaluate() => Check(_gate.Enter(), _library.Eval(_handle.Address));

    /// <summary>Runs clocks with the inputs held.</summary>
    /// <param name="cycles">How many.</param>
    /// <exception cref="AcsException">RtlAssertion, RtlStalled.</exception>
    public void Run(ulong cycles = 1) => Check(_gate.Enter(), _library.Run(_handle.Address, cycles));

    /// <summary>Runs clocks with new inputs in each: one native call for all of them.</summary>
    /// <param name="inputs">One input record per clock.</param>
    /// <param name="outputs">One output record per clock, as after its rising edge.</param>
    /// <exception cref="AcsException">RtlAssertion, RtlStalled.</exception>
    public void Burst(ReadOnlySpan<byte> inputs, Span<byte> outputs)
    {
        int cycles = Ports.InputBytes == 0 ? 0 : inputs.Length / Ports.InputBytes;
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, cycles * Ports.InputBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, cycles * Ports.OutputBytes);
        fixed (byte* from = inputs)
        fixed (byte* to = outputs)
        {
            Check(_gate.Enter(), _library.Burst(_handle.Address, from, to, (ulong)cycles));
        }
    }

    /// <summary>Hash of all registers; equal for all flavours of the same RTL in the same state.</summary>
    /// <returns>The digest.</returns>
    public StateDigest Digest()
    {
        ulong* halves = stackalloc ulong[2];
        CallGate.Slot slot = _gate.Enter();
        _library.Digest(_handle.Address, halves);
        slot.Leave();
        return new StateDigest(halves[0], halves[1]);
    }

    /// <inheritdoc />
    /// <exception cref="AcsException">RtlMisuse: a call is under way.</exception>
    public void Dispose()
    {
        if (_gate.Close())
        {
            CoverageHarvest.Take(_library.Built, HandIn);
            _handle.Dispose();
            RtlOutput.Drain();
        }
    }

    private static byte* First(byte[] pinned) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    private nint Create(ModelStart start)
    {
        string[] arguments = start.PlusArgs.Count == 0 ? [] : [_library.Built.Top, .. start.PlusArgs.Select(ModelStart.Checked)];
        byte[][] texts = [.. arguments.Select(argument => Encoding.UTF8.GetBytes(argument + '\0'))];
        GCHandle[] pins = [.. texts.Select(text => GCHandle.Alloc(text, GCHandleType.Pinned))];
        byte** pointers = stackalloc byte*[texts.Length];
        for (int k = 0; k < pins.Length; k++)
        {
            pointers[k] = (byte*)pins[k].AddrOfPinnedObject();
        }

        nint instance = _library.Create(start.Seed, First(_inputs), First(_outputs), pointers, texts.Length, start.CapturesOutput ? 1 : 0);
        Array.ForEach(pins, pin => pin.Free());
        return instance;
    }

    private VerilatedModel Open()
    {
        _gate.ThrowIfClosed();
        return this;
    }

    // The arguments are evaluated in order: the gate is entered, the call is made. Nothing in between throws.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(CallGate.Slot slot, int status)
    {
        if (status != (int)NativeStatus.Ok)
        {
            Fail(slot, status);
        }

        slot.Leave();
    }

    private void Fail(CallGate.Slot slot, int status)
    {
        try
        {
            throw Error(status);
        }
        finally
        {
            // Also when the error cannot be made: because a listener of the RTL's output throws, or another error is nearer to the cause.
            slot.Leave();
        }
    }

    private AcsException Error(int status)
    {
        RtlOutput.Drain();
        return status == (int)NativeStatus.Unsupported ? Unsupported() : NativeError.ToException(_library.Error(_handle.Address), _library.Built.Top);
    }

    private AcsException Unsupported()
    {
        if (_library.Built.Clock != ModelSpecification.NoClock)
        {
            ClockPort.Require(_library.Built);
        }

        return NativeError.Unsupported(_library.Built.Top);
    }
}
