using System.Runtime.InteropServices;

namespace AnalogCoSim.Verilator.Models;

/// <summary>Layout of <c>acs_column</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeColumn
{
    public byte* Port;
    public byte* Data;
    public long Bytes;
}
