using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Chip.Ldpu;

/// <summary>The LDPU for batches of MVMs: bit-equal to <see cref="LdpuModel"/>, vectorised over columns.</summary>
public static class LdpuBatch
{
    private const int Size = ChipGeometry.CrossbarSize;

    /// <summary>The widest instruction set of this machine that the batch form uses.</summary>
    public static LdpuInstructionSet Widest { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512DQ.IsSupported ? LdpuInstructionSet.Vector512
        : Avx2.IsSupported && Fma.IsSupported ? LdpuInstructionSet.Vector256
        : LdpuInstructionSet.Portable;

    /// <summary>Computes a batch with the widest instruction set.</summary>
    /// <param name="lanes">Expanded registers of the tile.</param>
    /// <param name="countsP">P counts, 0..4095; shape [batch, 256].</param>
    /// <param name="countsN">N counts, 0..4095; shape [batch, 256].</param>
    /// <param name="received">Received INT8 by column; shape [batch, 256]; may be empty if the tile does not combine.</param>
    /// <param name="outputs">INT8 results; shape [batch, 256]; columns from <paramref name="columns"/> on are left as they are or computed.</param>
    /// <param name="columns">Columns wanted, 1..256.</param>
    public static void Run(
        LdpuLanes lanes,
        ReadOnlySpan<ushort> countsP,
        ReadOnlySpan<ushort> countsN,
        ReadOnlySpan<sbyte> received,
        Span<sbyte> outputs,
        int columns = Size) =>
        Run(Widest, lanes, countsP, countsN, received, outputs, columns);

    /// <summary>Computes a batch with a chosen instruction set; for tests and measurements.</summary>
    /// <param name="instructions">Instruction set; must not be wider than <see cref="Widest"/>.</param>
    /// <param name="lanes">Expanded registers of the tile.</param>
    /// <param name="countsP">P counts, 0..4095; shape [batch, 256].</param>
    /// <param name="countsN">N counts, 0..4095; shape [batch, 256].</param>
    /// <param name="received">Received INT8 by column; shape [batch, 256]; may be empty if the tile does not combine.</param>
    /// <param name="outputs">INT8 results; shape [batch, 256].</param>
    /// <param name="columns">Columns wanted, 1..256.</param>
    public static void Run(
        LdpuInstructionSet instructions,
        LdpuLanes lanes,
        ReadOnlySpan<ushort> countsP,
        ReadOnlySpan<ushort> countsN,
        ReadOnlySpan<sbyte> received,
        Span<sbyte> outputs,
        int columns)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        bool combine = lanes.Registers.Combine;
        int batch = outputs.Length / Size;
        if (outputs.Length % Size != 0 || countsP.Length < outputs.Length || countsN.Length < outputs.Length || (combine && received.Length < outputs.Length))
        {
            throw new ArgumentException($"Counts, received values and outputs must all be [batch, {ChipGeometry.CrossbarSize}].", nameof(outputs));
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(columns is > 0 and <= Size, true, nameof(columns));
        for (int mvm = 0; mvm < batch; mvm++)
        {
            int start = mvm * Size;
            ReadOnlySpan<ushort> p = countsP.Slice(start, Size);
            ReadOnlySpan<ushort> n = countsN.Slice(start, Size);
            ReadOnlySpan<sbyte> rx = combine ? received.Slice(start, Size) : default;
            RunOne(instructions, lanes, p, n, rx, outputs.Slice(start, Size), columns);
        }
    }

    private static void RunOne(
        LdpuInstructionSet instructions,
        LdpuLanes lanes,
        ReadOnlySpan<ushort> p,
        ReadOnlySpan<ushort> n,
        ReadOnlySpan<sbyte> rx,
        Span<sbyte> q,
        int columns)
    {
        switch (instructions)
        {
            case LdpuInstructionSet.Vector512:
                LdpuKernel512.Run(lanes, ref MemoryMarshal.GetReference(p), ref MemoryMarshal.GetReference(n), ref MemoryMarshal.GetReference(rx), ref MemoryMarshal.GetReference(q), columns);
                break;
            case LdpuInstructionSet.Vector256:
                LdpuKernel256.Run(lanes, ref MemoryMarshal.GetReference(p), ref MemoryMarshal.GetReference(n), ref MemoryMarshal.GetReference(rx), ref MemoryMarshal.GetReference(q), columns);
                break;
            default:
                LdpuModel.Drain(lanes.Registers, p, n, rx, q[..columns]);
                break;
        }
    }
}
