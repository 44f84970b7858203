namespace AnalogCoSim.Testbench.Transactions;

/// <summary>One thing that a bench does to its block: values for all fields of a shape.</summary>
public sealed class Transaction
{
    private readonly ulong[] _values;

    /// <summary>Makes a transaction.</summary>
    /// <param name="shape">Its fields.</param>
    /// <param name="values">A bit pattern for each field, cut to its width.</param>
    /// <param name="number">Number among all transactions of the run, from 0 on.</param>
    /// <param name="sequence">Sequence that it came from.</param>
    public Transaction(TransactionShape shape, ReadOnlySpan<ulong> values, int number, string sequence)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, shape.Fields.Count);
        (Shape, Number, Sequence) = (shape, number, sequence);
        _values = new ulong[values.Length];
        for (int k = 0; k < values.Length; k++)
        {
            _values[k] = values[k] & shape.Fields[k].Mask;
        }
    }

    /// <summary>Its fields.</summary>
    public TransactionShape Shape { get; }

    /// <summary>Number among all transactions of the run, from 0 on.</summary>
    public int Number { get; }

    /// <summary>Sequence that it came from.</summary>
    public string Sequence { get; }

    /// <summary>Bit patterns of all fields.</summary>
    public ReadOnlySpan<ulong> Values => _values;

    /// <summary>The bit pattern of a field.</summary>
    /// <param name="field">A field of the shape.</param>
    public ulong this[Field field]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(field);
            return _values[field.Index];
        }
    }

    /// <summary>The number that a field of up to 32 bits holds, with the sign of a signed one.</summary>
    /// <param name="field">A field of the shape.</param>
    /// <returns>The number.</returns>
    public int NumberOf(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.IsSigned ? (int)field.Extend(this[field]) : (int)this[field];
    }

    /// <summary>The same transaction with another value in a field.</summary>
    /// <param name="field">A field of the shape.</param>
    /// <param name="value">Bit pattern.</param>
    /// <returns>A copy.</returns>
    public Transaction With(Field field, ulong value)
    {
        ArgumentNullException.ThrowIfNull(field);
        ulong[] values = [.. _values];
        values[field.Index] = value;
        return new Transaction(Shape, values, Number, Sequence);
    }

    /// <summary>The transaction as a YAML flow mapping of all fields that differ from their defaults.</summary>
    /// <returns>E.g. <c>{ op: add, a: 0x3C00 }</c>.</returns>
    public override string ToString()
    {
        string[] fields = [.. Shape.Fields.Where(field => this[field] != (field.Default & field.Mask)).Select(field => $"{field.Name}: {field.Show(this[field])}")];
        return fields.Length == 0 ? "{}" : $"{{ {string.Join(", ", fields)} }}";
    }
}
