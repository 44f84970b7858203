using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Rtl.Simulation;

/// <content>What native code calls. No exception passes the border: it is kept and thrown from <see cref="Run"/>.</content>
public sealed unsafe partial class RtlChip
{
    private const int Continue = 0;
    private const int Stop = 1;

    private ExceptionDispatchInfo? _failure;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnAnalog(nint context, int tile, uint sequence, int mode, sbyte* x, ushort* p, ushort* n)
    {
        RtlChip chip = Self(context);
        try
        {
            const int Size = ChipGeometry.CrossbarSize;
            chip._listener.OnMvm(tile, sequence, mode != 0, new ReadOnlySpan<sbyte>(x, Size), new Span<ushort>(p, Size), new Span<ushort>(n, Size));
            return Continue;
        }
#pragma warning disable CA1031 // Anything that gets past here would end the process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return chip.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnLdpu(nint context, int tile, uint sequence, ulong cycle, sbyte* q)
    {
        RtlChip chip = Self(context);
        try
        {
            return chip._listener.OnLdpu(tile, sequence, cycle, new ReadOnlySpan<sbyte>(q, ChipGeometry.CrossbarSize)) ? Continue : Stop;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return chip.Keep(exception);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnHost(nint context, int tile, int path, int length, sbyte* bytes, ulong cycle)
    {
        RtlChip chip = Self(context);
        try
        {
            chip._listener.OnHostPacket(tile, path, new ReadOnlySpan<sbyte>(bytes, length), cycle);
            return Continue;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return chip.Keep(exception);
        }
    }

    private static RtlChip Self(nint context) => (RtlChip)GCHandle.FromIntPtr(context).Target!;

    private int Keep(Exception exception)
    {
        _failure ??= ExceptionDispatchInfo.Capture(exception);
        return Stop;
    }
}
