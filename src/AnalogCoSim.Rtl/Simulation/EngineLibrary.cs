using System.Collections.Concurrent;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>Entry points of a chip engine in a model library.</summary>
internal sealed unsafe class EngineLibrary
{
    private static readonly ConcurrentDictionary<string, EngineLibrary> Loaded = new(StringComparer.Ordinal);

    private EngineLibrary(ModelLibrary model)
    {
        Model = model;
        Create = (delegate* unmanaged[Cdecl]<NativeConfig*, nint>)model.Symbol("acs_engine_create");
        Destroy = (delegate* unmanaged[Cdecl]<nint, void>)model.Symbol("acs_engine_destroy");
        Configure = (delegate* unmanaged[Cdecl]<nint, ConfigWrite*, long, int>)model.Symbol("acs_engine_configure");
        Reset = (delegate* unmanaged[Cdecl]<nint, int>)model.Symbol("acs_engine_reset");
        Run = (delegate* unmanaged[Cdecl]<nint, NativeCommand*, long, ulong, int>)model.Symbol("acs_engine_run");
        Interrupt = (delegate* unmanaged[Cdecl]<nint, int, void>)model.Symbol("acs_engine_interrupt");
        Idle = (delegate* unmanaged[Cdecl]<nint, ulong, int>)model.Symbol("acs_engine_idle");
        Report = (delegate* unmanaged[Cdecl]<nint, int, NativeTileReport*, void>)model.Symbol("acs_engine_report");
        Packet = (delegate* unmanaged[Cdecl]<nint, int, int, int, NativePortReport*, sbyte*, void>)model.Symbol("acs_engine_packet");
        Register = (delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, long, long>)model.Symbol("acs_engine_register");
        Cycle = (delegate* unmanaged[Cdecl]<nint, ulong>)model.Symbol("acs_engine_cycle");
        Digests = (delegate* unmanaged[Cdecl]<nint, ulong*, void>)model.Symbol("acs_engine_digests");
        State = (delegate* unmanaged[Cdecl]<nint, ulong*, void>)model.Symbol("acs_engine_state");
        Statistics = (delegate* unmanaged[Cdecl]<nint, ChipStatistics*, void>)model.Symbol("acs_engine_statistics");
        Error = (delegate* unmanaged[Cdecl]<nint, NativeError*>)model.Symbol("acs_engine_error");
        Save = (delegate* unmanaged[Cdecl]<nint, nint>)model.Symbol("acs_engine_save");
        Restore = (delegate* unmanaged[Cdecl]<nint, nint, int>)model.Symbol("acs_engine_restore");
        Kept = (delegate* unmanaged[Cdecl]<nint, ulong*, int, int>)model.Symbol("acs_engine_kept");
        KeptAt = (delegate* unmanaged[Cdecl]<nint, int, nint>)model.Symbol("acs_engine_kept_at");
        Count = (delegate* unmanaged[Cdecl]<nint, ulong, long, void>)model.Symbol("acs_engine_count");
        Counted = (delegate* unmanaged[Cdecl]<nint, ulong*, uint*>)model.Symbol("acs_engine_counted");
        Trace = (delegate* unmanaged[Cdecl]<nint, int, byte*, int>)model.Symbol("acs_engine_trace");
        Coverage = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)model.Symbol("acs_engine_coverage");
    }

    public ModelLibrary Model { get; }

    public delegate* unmanaged[Cdecl]<NativeConfig*, nint> Create { get; }

    public delegate* unmanaged[Cdecl]<nint, void> Destroy { get; }

    public delegate* unmanaged[Cdecl]<nint, ConfigWrite*, long, int> Configure { get; }

    public delegate* unmanaged[Cdecl]<nint, int> Reset { get; }

    public delegate* unmanaged[Cdecl]<nint, NativeCommand*, long, ulong, int> Run { get; }

    public delegate* unmanaged[Cdecl]<nint, int, void> Interrupt { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong, int> Idle { get; }

    public delegate* unmanaged[Cdecl]<nint, int, NativeTileReport*, void> Report { get; }

    public delegate* unmanaged[Cdecl]<nint, int, int, int, NativePortReport*, sbyte*, void> Packet { get; }

    public delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, long, long> Register { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong> Cycle { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong*, void> Digests { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong*, void> State { get; }

    public delegate* unmanaged[Cdecl]<nint, ChipStatistics*, void> Statistics { get; }

    public delegate* unmanaged[Cdecl]<nint, NativeError*> Error { get; }

    public delegate* unmanaged[Cdecl]<nint, nint> Save { get; }

    public delegate* unmanaged[Cdecl]<nint, nint, int> Restore { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong*, int, int> Kept { get; }

    public delegate* unmanaged[Cdecl]<nint, int, nint> KeptAt { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong, long, void> Count { get; }

    public delegate* unmanaged[Cdecl]<nint, ulong*, uint*> Counted { get; }

    public delegate* unmanaged[Cdecl]<nint, int, byte*, int> Trace { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> Coverage { get; }

    /// <summary>Loads the engine of a built model, once per process.</summary>
    /// <param name="built">The built model.</param>
    /// <returns>The library.</returns>
    public static EngineLibrary Load(BuiltModel built) => Loaded.GetOrAdd(built.LibraryPath, _ => new EngineLibrary(ModelLibrary.Load(built)));
}
