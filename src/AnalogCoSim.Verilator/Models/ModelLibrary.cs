using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Models;

/// <summary>A loaded model library with its entry points.</summary>
/// <remarks>Never unloaded: Verilator's run time keeps thread-local objects whose destructors would be gone.</remarks>
internal sealed unsafe class ModelLibrary
{
    private const uint AbiVersion = 9;

    private static readonly ConcurrentDictionary<string, Lazy<ModelLibrary>> Loaded = new(StringComparer.Ordinal);

    private ModelLibrary(ModelFile built, nint handle)
    {
        Built = built;
        Handle = handle;
        Create = (delegate* unmanaged[Cdecl]<int, byte*, byte*, byte**, int, int, nint>)Symbol("acs_model_create");
        Destroy = (delegate* unmanaged[Cdecl]<nint, void>)Symbol("acs_model_destroy");
        Error = (delegate* unmanaged[Cdecl]<nint, NativeError*>)Symbol("acs_model_error");
        Cycles = (delegate* unmanaged[Cdecl]<nint, ulong>)Symbol("acs_model_cycles");
        Eval = (delegate* unmanaged[Cdecl]<nint, int>)Symbol("acs_model_eval");
        Run = (delegate* unmanaged[Cdecl]<nint, ulong, int>)Symbol("acs_model_run");
        Burst = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, ulong, int>)Symbol("acs_model_burst");
        Settle = (delegate* unmanaged[Cdecl]<nint, int>)Symbol("acs_model_settle");
        TakeOutput = (delegate* unmanaged[Cdecl]<nint, byte*, long, long>)Symbol("acs_model_take_output");
        Step = (delegate* unmanaged[Cdecl]<nint, nint, int>)Symbol("acs_model_step");
        ShortStep = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint, int>)Step;
        ThreadRecord = (delegate* unmanaged[Cdecl]<nint>)Symbol("acs_thread");
        Port = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Symbol("acs_model_port");
        Stream = (delegate* unmanaged[Cdecl]<nint, byte*, NativeColumn*, long, ulong, int>)Symbol("acs_model_stream");
        Clocks = (delegate* unmanaged[Cdecl]<nint, int*, ulong*, ulong*, int, int>)Symbol("acs_model_clocks");
        Advance = (delegate* unmanaged[Cdecl]<nint, int, ulong, int>)Symbol("acs_model_advance");
        Edges = (delegate* unmanaged[Cdecl]<nint, int, ulong>)Symbol("acs_model_edges");
        Force = (delegate* unmanaged[Cdecl]<nint, int, byte*, long, int>)Symbol("acs_model_force");
        Digest = (delegate* unmanaged[Cdecl]<nint, ulong*, void>)Symbol("acs_model_digest");
        Register = (delegate* unmanaged[Cdecl]<nint, int, byte**, byte**, long*, int>)Symbol("acs_model_register");
        Save = (delegate* unmanaged[Cdecl]<nint, nint>)Symbol("acs_model_save");
        Restore = (delegate* unmanaged[Cdecl]<nint, nint, int>)Symbol("acs_model_restore");
        SnapshotSize = (delegate* unmanaged[Cdecl]<nint, long>)Symbol("acs_snapshot_size");
        SnapshotFree = (delegate* unmanaged[Cdecl]<nint, void>)Symbol("acs_snapshot_free");
        Trace = (delegate* unmanaged[Cdecl]<nint, byte*, int>)Symbol("acs_model_trace");
        Coverage = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)Symbol("acs_model_coverage");
    }

    public ModelFile Built { get; }

    public nint Handle { get; }

    public delegate* unmanaged[Cdecl]<int, byte*, byte*, byte**, int, int, nint> Create { get; }

    public delegate* unmanaged[Cdecl]<nint, void> Destroy { get; }

    public delegate* unmanaged[Cdecl]<nint, NativeError*> Error { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong> Cycles { get; }

    public delegate* unmanaged[Cdecl]<nint, int> Eval { get; }

    public delegate* unmanaged[Cdecl]<nint, int> Settle { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, long, long> TakeOutput { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong, int> Run { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, byte*, ulong, int> Burst { get; }

    /// <summary>One clock; takes the instance and <see cref="ThreadRecord"/> of the calling thread.</summary>
    public delegate* unmanaged[Cdecl]<nint, nint, int> Step { get; }

    /// <summary>Address of what the library keeps of the calling thread.</summary>
    public delegate* unmanaged[Cdecl]<nint> ThreadRecord { get; }

    /// <summary>The same without telling the garbage collector: for clocks well under a microsecond that never wait.</summary>
    public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint, int> ShortStep { get; }

    public delegate* unmanaged[Cdecl]<nint, int, byte*> Port { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, NativeColumn*, long, ulong, int> Stream { get; }

    public delegate* unmanaged[Cdecl]<nint, int*, ulong*, ulong*, int, int> Clocks { get; }

    public delegate* unmanaged[Cdecl]<nint, int, ulong, int> Advance { get; }

    public delegate* unmanaged[Cdecl]<nint, int, ulong> Edges { get; }

    public delegate* unmanaged[Cdecl]<nint, int, byte*, long, int> Force { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong*, void> Digest { get; }

    public delegate* unmanaged[Cdecl]<nint, int, byte**, byte**, long*, int> Register { get; }

    public delegate* unmanaged[Cdecl]<nint, nint> Save { get; }

    public delegate* unmanaged[Cdecl]<nint, nint, int> Restore { get; }

    public delegate* unmanaged[Cdecl]<nint, long> SnapshotSize { get; }

    public delegate* unmanaged[Cdecl]<nint, void> SnapshotFree { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, int> Trace { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> Coverage { get; }

    /// <summary>Loads a model, once per process.</summary>
    /// <param name="built">The built model.</param>
    /// <returns>The library.</returns>
    /// <exception cref="AcsException">ModelDoesNotLoad.</exception>
    public static ModelLibrary Load(ModelFile built)
    {
        ArgumentNullException.ThrowIfNull(built);
        return Loaded.GetOrAdd(built.LibraryPath, static (_, model) => new Lazy<ModelLibrary>(() => LoadOnce(model), LazyThreadSafetyMode.ExecutionAndPublication), built).Value;
    }

    /// <summary>Address of an exported function.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The address.</returns>
    public nint Symbol(string name) => NativeLibrary.TryGetExport(Handle, name, out nint address)
        ? address
        : throw SharedObject.DoesNotLoad(Built.LibraryPath, $"it lacks {name}");

    private static ModelLibrary LoadOnce(ModelFile built)
    {
        var library = new ModelLibrary(built, SharedObject.Load(built.LibraryPath));
        uint version = ((delegate* unmanaged[Cdecl]<uint>)library.Symbol("acs_abi_version"))();
        RtlOutput.Add(library.Symbol("acs_take_output"));
        return version == AbiVersion ? library : throw SharedObject.DoesNotLoad(built.LibraryPath, $"interface version {version} instead of {AbiVersion}");
    }
}
