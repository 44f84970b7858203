
namespace AnalogCoSim.Inference.Fitting;

/// <summary>Sums over MVMs of what one core gave and what its target weights give, per column; enough for a straight line.</summary>
internal sealed class ColumnSums(int columns)
{
    private readonly double[] _given = new double[columns];
    private readonly double[] _wanted = new double[columns];
    private readonly double[] _givenSquared = new double[columns];
    private readonly double[] _product = new double[columns];
    private long _count;

    /// <summary>Adds one MVM.</summary>
    /// <param name="given">What the core gave.</param>
    /// <param name="wanted">What its target weights give, in the same unit.</param>
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

    /// <summary>Mean of what was given.</summary>
    /// <param name="column">Column.</param>
    /// <returns>The mean; 0 without samples.</returns>
    public double Given(int column) => _given[column] / Math.Max(1, _count);

    /// <summary>Slope of the line of least square error from what was given to what was wanted.</summary>
    /// <param name="column">Column.</param>
    /// <returns>The slope; 0 where nothing came out, always the same, or the opposite.</returns>
    public double Slope(int column)
    {
        if (_count < 2)
        {
            return 0;
        }

        double given = Given(column);
        double variance = (_givenSquared[column] / _count) - (given * given);
        double covariance = (_product[column] / _count) - (given * (_wanted[column] / _count));
        return variance > 0 && covariance > 0 ? covariance / variance : 0;
    }

    /// <summary>What has to be added to <paramref name="slope"/> times the given values for their mean to be the wanted one.</summary>
    /// <param name="column">Column.</param>
    /// <param name="slope">The slope.</param>
    /// <returns>The offset.</returns>
    public double Offset(int column, double slope) => (_wanted[column] - (slope * _given[column])) / Math.Max(1, _count);
}
