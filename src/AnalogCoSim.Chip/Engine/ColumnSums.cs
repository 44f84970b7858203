namespace AnalogCoSim.Chip.Engine;

/// <summary>Sums over MVMs of what one core gave and what its target weights give, per column; enough for a straight line.</summary>
internal sealed class ColumnSums(int columns)
{
    private readonly double[] _given = new double[columns];
    private readonly double[] _wanted = new double[columns];
    private readonly double[] _givenSquared = new double[columns];
    private readonly double[] _product = new double[columns];
    private long _count;

    /// <summary>Adds one MVM.</summary>
    /// <param name="given">What the core gave, counts after the convert stage.</param>
    /// <param name="wanted">What its target weights give, counts.</param>
    public void Add(ReadOnlySpan<float> given, ReadOnlySpan<float> wanted)
    {
        _count++;
        for (int c = 0; c < given.Length; c++)
        {
            _given[c] += given[c];
            _wanted[c] += wanted[c];
            _givenSquared[c] += (double)given[c] * given[c];
            _product[c] += (double)given[c] * wanted[c];
        }
    }

    /// <summary>Adds what another thread has summed.</summary>
    /// <param name="other">Its sums.</param>
    public void Add(ColumnSums other)
    {
        _count += other._count;
        for (int c = 0; c < _given.Length; c++)
        {
            _given[c] += other._given[c];
            _wanted[c] += other._wanted[c];
            _givenSquared[c] += other._givenSquared[c];
            _product[c] += other._product[c];
        }
    }

    /// <summary>The line <c>wanted = slope * given + offset</c> of least square error of a column.</summary>
    /// <param name="column">Column.</param>
    /// <returns>Slope, and offset in counts; the identity where nothing, or always the same, came out.</returns>
    public (double Slope, double Offset) Line(int column)
    {
        if (_count < 2)
        {
            return (1, 0);
        }

        double given = _given[column] / _count;
        double wanted = _wanted[column] / _count;
        double variance = (_givenSquared[column] / _count) - (given * given);
        double covariance = (_product[column] / _count) - (given * wanted);
        return variance > 0 && covariance > 0 ? (covariance / variance, wanted - (covariance / variance * given)) : (1, 0);
    }
}
