using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.LinkTx;

/// <summary>The packet sender in C#: <see cref="LinkPacket.From"/>, the path id in the clock in which the first column is announced.</summary>
internal sealed class LinkTxReference(Scoreboard scoreboard, Check check) : IReferenceModel
{
    /// <summary>The result of a column.</summary>
    /// <param name="drain">The drain.</param>
    /// <param name="column">The column.</param>
    /// <returns>INT8.</returns>
    public static sbyte Result(Transaction drain, int column) => (sbyte)(drain.NumberOf(LinkTxFields.Data) + (column * drain.NumberOf(LinkTxFields.Step)));

    public void Take(Transaction transaction, long clock)
    {
        if (transaction[LinkTxFields.Enable] == 0)
        {
            return;
        }

        int first = transaction.NumberOf(LinkTxFields.First);
        var registers = new LdpuRegisters
        {
            ScaleP = [],
            ScaleN = [],
            Offset = [],
            AffineScale = [],
            AffineOffset = [],
            TxPath = (byte)transaction[LinkTxFields.Path],
            TxFirst = (byte)first,
            TxLast = (byte)transaction[LinkTxFields.Last],
        };
        sbyte[] results = [.. Enumerable.Range(0, ChipGeometry.CrossbarSize).Select(column => Result(transaction, column))];
        byte[] bytes = LinkPacket.From(registers, results).ToBytes();
        for (int k = 0; k < bytes.Length; k++)
        {
            scoreboard.Expect(check, transaction, bytes[k], clock, clock + first + k);
        }
    }
}
