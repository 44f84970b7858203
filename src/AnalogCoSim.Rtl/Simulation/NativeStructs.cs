using System.Runtime.InteropServices;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>Layout of <c>acs_config</c> with its callbacks.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeConfig
{
    public int LatencyOnePhase;
    public int LatencyFourPhase;
    public int DigestInterval;
    public int Profile;
    public int SnapshotInterval;
    public int SnapshotCount;
    public int* Links;
    public nint Context;
    public delegate* unmanaged[Cdecl]<nint, int, uint, int, sbyte*, ushort*, ushort*, int> Analog;
    public delegate* unmanaged[Cdecl]<nint, int, uint, ulong, sbyte*, int> Ldpu;
    public delegate* unmanaged[Cdecl]<nint, int, int, int, sbyte*, ulong, int> Host;
}

/// <summary>Layout of <c>acs_command</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeCommand
{
    public ulong Cycle;
    public int Tile;
    public int Kind;
    public int Argument;
    public int Length;
    public byte* Data;
}

/// <summary>Layout of <c>acs_port_report</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativePortReport
{
    public ulong Begin;
    public int Path;
    public int Length;
    public int Seen;
    public int Packets;
}

/// <summary>Layout of <c>acs_tile_report</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeTileReport
{
    public ulong LastStart;
    public uint Mvms;
    public uint Drained;
    public int Converting;
    public int Awake;
    public int HostPath;
    public int HostBytes;
    public NativePortReports Ports;
}

/// <summary>Reports of all ports of a tile.</summary>
[System.Runtime.CompilerServices.InlineArray(Chip.RegisterMap.Ports)]
internal struct NativePortReports
{
    private NativePortReport _first;
}
