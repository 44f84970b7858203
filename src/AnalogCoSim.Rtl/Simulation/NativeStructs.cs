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
