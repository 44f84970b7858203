using System.Runtime.CompilerServices;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>One instance of an RTL module; generated classes add its ports.</summary>
/// <remarks>One thread at a time; different instances are independent. Ports are read and written in place, inside the model.</remarks>
public abstract unsafe class RtlModule : IDisposable
{
    private readonly List<string> _output = [];
    private bool _disposed;

    /// <summary>Creates an instance.</summary>
    /// <param name="type">What the class knows of its module.</param>
    /// <param name="options">What it begins with; null for the usual.</param>
    /// <exception cref="AcsException">ModelDoesNotLoad; RtlStalled when the initial state does not settle.</exception>
    protected RtlModule(RtlModuleType type, ModelOptions? options)
    {
        ArgumentNullException.ThrowIfNull(type);
        options ??= new ModelOptions();
        Type = type;
        Model = new VerilatedModel(type.Find(options.Flavour), new ModelStart { Seed = options.Seed, PlusArgs = options.PlusArgs, CapturesOutput = true });
        Registers = new RtlRegisters(Model);
    }

    /// <summary>What the class knows of its module.</summary>
    public RtlModuleType Type { get; }

    /// <summary>The model below: ports by name, digests, bursts that keep chosen outputs.</summary>
    public VerilatedModel Model { get; }

    /// <summary>Registers and memories by name: peek and poke.</summary>
    public RtlRegisters Registers { get; }

    /// <summary>The clocks of a module that has several; else null.</summary>
    internal ClockGroup? ClocksOfModule { get; set; }

    /// <summary>Lines that this instance has printed with <c>$display</c> and its kin.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            _output.AddRange(Model.TakeOutput());
            return _output;
        }
    }

    /// <summary>Whether the instance is gone.</summary>
    public bool IsDisposed => _disposed;

    /// <summary>Forgets the lines that were printed so far.</summary>
    public void ForgetOutput()
    {
        Model.TakeOutput();
        _output.Clear();
    }

    /// <summary>Settles combinational logic after written inputs, without a clock edge.</summary>
    /// <exception cref="AcsException">RtlAssertion, RtlStalled.</exception>
    public void Evaluate() => Model.Settle();

    /// <summary>Writes waves from now on (flavour Trace).</summary>
    /// <param name="path">FST file.</param>
    /// <exception cref="AcsException">ModelDoesNotLoad: this instance is of another flavour, the remedy says how to get one.</exception>
    public void StartWaves(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Model.Built.Flavour != Building.ModelFlavour.Trace)
        {
            throw new AcsException(
                ErrorCode.ModelDoesNotLoad,
                $"This instance of {Type.Top} writes no waves.",
                where: Type.Top,
                expected: "flavour Trace",
                actual: $"flavour {Model.Built.Flavour}",
                remedy: $"Flavours=\"...;Trace\" in <Verilog Top=\"{Type.Top}\" />, and new ModelOptions {{ Flavour = ModelFlavour.Trace }}");
        }

        Model.Trace(path);
    }

    /// <summary>Ends the waves and closes their file.</summary>
    public void StopWaves() => Model.Trace(null);

    /// <summary>Takes a snapshot (flavours Check and Trace).</summary>
    /// <returns>The state, valid for any instance of the same class and flavour.</returns>
    public ModelSnapshot Save() => Model.Save();

    /// <summary>Goes back to a snapshot; also clears an error. Registers that are held stay held.</summary>
    /// <param name="snapshot">From <see cref="Save"/>.</param>
    /// <exception cref="AcsException">RtlMisuse while waves are written: time would go back in their file. Call <see cref="StopWaves"/> first.</exception>
    public void Restore(ModelSnapshot snapshot) => Model.Restore(snapshot);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Refuses a module that is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It is.</exception>
    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>The cell of a reset port.</summary>
    /// <param name="port">Name in the RTL.</param>
    /// <returns>The cell.</returns>
    internal PortCell<byte> ResetCell(string port) => CellOf<byte>(port);

    /// <summary>Runs clocks, of the slowest where there are several.</summary>
    /// <param name="clocks">How many.</param>
    internal void RunClocks(int clocks)
    {
        if (ClocksOfModule is null)
        {
            Model.Hold((ulong)clocks);
        }
        else
        {
            ClocksOfModule.RunSlowest(clocks);
        }
    }

    /// <summary>Frees the model; generated classes forget their ports first.</summary>
    /// <param name="disposing">True: this is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Model.Dispose();
            _disposed = true;
        }
    }

    /// <summary>The storage of a port of at most 64 bits.</summary>
    /// <typeparam name="T">Unsigned integer as large as the storage.</typeparam>
    /// <param name="port">Name in the RTL.</param>
    /// <returns>The storage.</returns>
    protected PortCell<T> CellOf<T>(string port)
        where T : unmanaged => new(Unsafe.AsPointer(ref Model.Port<T>(port)));

    /// <summary>The storage of a port of more than 64 bits.</summary>
    /// <param name="port">Name in the RTL.</param>
    /// <returns>The storage.</returns>
    protected WidePort WordsOf(string port) => new(Model.PortAddress(port), Model.Ports[port].Bytes / sizeof(uint));
}
