using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>One drain of 256 columns, as the tile does it: some of them are asked for by transactions.</summary>
/// <param name="controls">Its first transaction, which sets ReLUs and combination.</param>
internal sealed class LdpuPass(Transaction controls)
{
    private readonly List<Transaction> _columns = [controls];

    /// <summary>The transaction that sets ReLUs, combination and gap.</summary>
    public Transaction Controls => controls;

    /// <summary>Takes the transactions of the next pass.</summary>
    /// <param name="context">The run; there is a next transaction.</param>
    /// <returns>The pass.</returns>
    public static LdpuPass Take(BlockContext context)
    {
        var pass = new LdpuPass(context.Take());
        while (context.Next is { } next && pass.Goes(next))
        {
            pass._columns.Add(context.Take());
        }

        return pass;
    }

    /// <summary>Writes of registers, three for each column that wants them.</summary>
    /// <returns>A clock for each.</returns>
    public IEnumerable<LdpuFrame> Writes() =>
        from one in _columns
        where one[LdpuFields.Write] != 0
        let column = one.NumberOf(LdpuFields.Column)
        from write in (LdpuFrame[])
        [
            Write(RegisterMap.ColumnScaleBase + column, RegisterMap.PackColumnScale((uint)one[LdpuFields.ScaleP], (uint)one[LdpuFields.ScaleN])),
            Write(RegisterMap.ColumnAffineBase + column, RegisterMap.PackColumnAffine((uint)one[LdpuFields.Offset], (uint)one[LdpuFields.AffineScale])),
            Write(RegisterMap.ColumnBiasBase + column, RegisterMap.PackColumnBias((uint)one[LdpuFields.AffineOffset])),
        ]
        select write;

    /// <summary>The columns, with those nobody asked for.</summary>
    /// <returns>Columns in order; a filler has counts of 0 and writes nothing.</returns>
    public IEnumerable<(Transaction Column, bool Filler)> Columns()
    {
        int place = 0;
        for (int column = 0; column < ChipGeometry.CrossbarSize; column++)
        {
            bool asked = place < _columns.Count && _columns[place].NumberOf(LdpuFields.Column) == column;
            yield return asked ? (_columns[place++], false) : (Filler(column), true);
        }
    }

    /// <summary>Bytes of the received packet: up to the last column that has one.</summary>
    public int PacketBytes => controls[LdpuFields.Combine] == 0 ? 0 : _columns.Where(one => one[LdpuFields.Has] != 0).Select(one => one.NumberOf(LdpuFields.Column) + 1).DefaultIfEmpty(0).Max();

    /// <summary>Whether two transactions want the same ReLUs, combination and factor.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    /// <returns>True if so.</returns>
    public static bool SameControls(Transaction one, Transaction other) =>
        ((Field[])[LdpuFields.Relu1, LdpuFields.Relu2, LdpuFields.Combine, LdpuFields.RxScale]).All(field => one[field] == other[field]);

    private static LdpuFrame Write(int address, uint data) => new() { Address = address, Data = data };

    // All or none of the columns of a pass write their registers, so that passes without writes may follow each other at once.
    private bool Goes(Transaction next) => next.NumberOf(LdpuFields.Column) > _columns[^1].NumberOf(LdpuFields.Column)
        && SameControls(controls, next) && next[LdpuFields.Write] == controls[LdpuFields.Write] && next[LdpuFields.Gap] == 0;

    private Transaction Filler(int column)
    {
        ulong[] values = [.. controls.Shape.Fields.Select(field => field.Default)];
        values[LdpuFields.Column.Index] = (ulong)column;
        values[LdpuFields.Write.Index] = 0;
        return new Transaction(controls.Shape, values, controls.Number, "filler");
    }
}
