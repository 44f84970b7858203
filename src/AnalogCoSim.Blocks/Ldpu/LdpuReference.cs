using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>The LDPU in C#: <see cref="LdpuModel"/> with registers of its own, each result in its clock.</summary>
internal sealed class LdpuReference(Scoreboard scoreboard, Check result, Check ahead) : IReferenceModel
{
    // From the clock of a column's counts to the clock after whose edge the result is seen.
    private const int Delay = RegisterMap.LdpuLatency - 2;

    // A result is announced this many clocks ahead.
    private const int Ahead = 2;

    private readonly LdpuRegisters _registers = new()
    {
        ScaleP = new ushort[ChipGeometry.CrossbarSize],
        ScaleN = new ushort[ChipGeometry.CrossbarSize],
        Offset = new ushort[ChipGeometry.CrossbarSize],
        AffineScale = new ushort[ChipGeometry.CrossbarSize],
        AffineOffset = new ushort[ChipGeometry.CrossbarSize],
    };

    private readonly bool[] _written = new bool[ChipGeometry.CrossbarSize];

    public void Take(Transaction transaction, long clock)
    {
        int column = transaction.NumberOf(LdpuFields.Column);
        if (transaction[LdpuFields.Write] != 0)
        {
            Write(column, transaction);
        }

        // Memories have no reset: a column that was never written gives any value.
        sbyte value = Stages(_registers, transaction).Q;
        Expect(transaction, column, (byte)value, clock, _written[column] ? 0xFFFFUL : 0xFF00);
    }

    /// <summary>Takes a column that nobody asked for: it has to come, with any value.</summary>
    /// <param name="filler">Its transaction.</param>
    /// <param name="clock">Its clock.</param>
    public void TakeFiller(Transaction filler, long clock) => Expect(filler, filler.NumberOf(LdpuFields.Column), 0, clock, 0xFF00);

    /// <summary>All values of a column.</summary>
    /// <param name="registers">Registers of the columns.</param>
    /// <param name="transaction">Counts, received byte and controls.</param>
    /// <returns>The stages.</returns>
    public static LdpuStages Stages(LdpuRegisters registers, Transaction transaction)
    {
        LdpuRegisters controlled = registers with
        {
            Relu1 = transaction[LdpuFields.Relu1] != 0,
            Relu2 = transaction[LdpuFields.Relu2] != 0,
            Combine = transaction[LdpuFields.Combine] != 0,
            RxScale = (ushort)transaction[LdpuFields.RxScale],
        };
        sbyte received = transaction[LdpuFields.Has] != 0 ? (sbyte)transaction.NumberOf(LdpuFields.Received) : (sbyte)0;
        return LdpuModel.Column(controlled, transaction.NumberOf(LdpuFields.Column), (ushort)transaction[LdpuFields.P], (ushort)transaction[LdpuFields.N], received);
    }

    private void Write(int column, Transaction transaction)
    {
        _written[column] = true;
        _registers.ScaleP[column] = (ushort)transaction[LdpuFields.ScaleP];
        _registers.ScaleN[column] = (ushort)transaction[LdpuFields.ScaleN];
        _registers.Offset[column] = (ushort)transaction[LdpuFields.Offset];
        _registers.AffineScale[column] = (ushort)transaction[LdpuFields.AffineScale];
        _registers.AffineOffset[column] = (ushort)transaction[LdpuFields.AffineOffset];
    }

    private void Expect(Transaction transaction, int column, byte value, long clock, ulong care)
    {
        scoreboard.Expect(ahead, transaction, 1, clock, clock + Delay - Ahead);
        scoreboard.Expect(result, transaction, ((ulong)column << 8) | value, clock, clock + Delay, care);
    }
}
