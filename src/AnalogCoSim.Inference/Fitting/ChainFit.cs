using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Inference.Fitting;

/// <summary>Straight lines for the columns of one chain of cores, such that their sum has the mean and the spread that the target weights give.</summary>
/// <remarks>
/// Each core's line is first the one of least square error, which weighs a core by how much of what it gives is signal. Such a line always shrinks; the sums of a chain shrink by more than
/// their error justifies, and layer after layer the activations fade. One factor per column, common to the chain, gives the sum the spread back that a next layer was trained to see.
/// </remarks>
internal sealed class ChainFit
{
    private readonly int _cores;
    private readonly ColumnSums[] _sums;
    private readonly double[] _products;
    private readonly double[] _wanted;
    private readonly double[] _wantedSquared;
    private readonly List<Sample> _pending = [];
    private readonly int[] _next;
    private long _count;

    /// <summary>A fit without samples.</summary>
    /// <param name="group">The chain.</param>
    public ChainFit(ColumnGroup group)
    {
        _cores = group.Chain.Count;
        Columns = group.ChannelCount;
        _sums = [.. group.Chain.Select(_ => new ColumnSums(Columns))];
        _products = new double[_cores * _cores * Columns];
        _wanted = new double[Columns];
        _wantedSquared = new double[Columns];
        _next = new int[_cores];
    }

    /// <summary>Columns that are fitted: one for each channel of the chain.</summary>
    public int Columns { get; }

    /// <summary>Adds one MVM of one core. Every core of the chain brings the same MVMs in the same order.</summary>
    /// <param name="place">Place of the core in the chain.</param>
    /// <param name="given">What it gave, in the unit of <c>sum(x * w)</c> of the layer, column scale included; shape [<see cref="Columns"/>].</param>
    /// <param name="wanted">What its target weights give.</param>
    public void Add(int place, ReadOnlySpan<float> given, ReadOnlySpan<float> wanted)
    {
        _sums[place].Add(given, wanted);
        if (_next[place] == _pending.Count)
        {
            _pending.Add(new Sample(_cores, Columns));
        }

        Sample sample = _pending[_next[place]++];
        given.CopyTo(sample.Given.AsSpan(place * Columns));
        for (int c = 0; c < Columns; c++)
        {
            sample.Wanted[c] += wanted[c];
        }

        if (++sample.Cores == _cores)
        {
            Take(sample);
            _pending.RemoveAt(0);
            for (int i = 0; i < _cores; i++)
            {
                _next[i]--;
            }
        }
    }

    /// <summary>Adds what another thread has seen.</summary>
    /// <param name="other">Its fit, of the same chain.</param>
    public void Add(ChainFit other)
    {
        _count += other._count;
        AddTo(_products, other._products);
        AddTo(_wanted, other._wanted);
        AddTo(_wantedSquared, other._wantedSquared);
        for (int i = 0; i < _cores; i++)
        {
            _sums[i].Add(other._sums[i]);
        }
    }

    /// <summary>The lines <c>wanted = slope * given + offset</c> of one column.</summary>
    /// <param name="column">Column.</param>
    /// <returns>Slope and offset of every core of the chain; the identity where too little came out to fit anything.</returns>
    public (double Slope, double Offset)[] Lines(int column)
    {
        double[] slopes = [.. _sums.Select(sums => sums.Slope(column))];
        double factor = Factor(column, slopes);
        return [.. slopes.Select((slope, i) => slope > 0 && factor > 0 ? (slope * factor, _sums[i].Offset(column, slope * factor)) : (1.0, 0.0))];
    }

    private static void AddTo(double[] sums, double[] others)
    {
        for (int k = 0; k < sums.Length; k++)
        {
            sums[k] += others[k];
        }
    }

    private void Take(Sample sample)
    {
        _count++;
        for (int c = 0; c < Columns; c++)
        {
            _wanted[c] += sample.Wanted[c];
            _wantedSquared[c] += (double)sample.Wanted[c] * sample.Wanted[c];
        }

        for (int i = 0; i < _cores; i++)
        {
            ReadOnlySpan<float> a = sample.Given.AsSpan(i * Columns, Columns);
            for (int j = 0; j <= i; j++)
            {
                ReadOnlySpan<float> b = sample.Given.AsSpan(j * Columns, Columns);
                Span<double> products = _products.AsSpan(((i * _cores) + j) * Columns, Columns);
                for (int c = 0; c < Columns; c++)
                {
                    products[c] += (double)a[c] * b[c];
                }
            }
        }
    }

    /// <summary>Spread of what is wanted over that of the sum of the slopes' lines; 0 where there is none.</summary>
    private double Factor(int column, double[] slopes)
    {
        if (_count < 2)
        {
            return 0;
        }

        double wanted = _wanted[column] / _count;
        double target = (_wantedSquared[column] / _count) - (wanted * wanted);
        double variance = 0;
        for (int i = 0; i < _cores; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double covariance = (_products[(((i * _cores) + j) * Columns) + column] / _count) - (_sums[i].Given(column) * _sums[j].Given(column));
                variance += (i == j ? 1 : 2) * slopes[i] * slopes[j] * covariance;
            }
        }

        return target > 0 && variance > 0 ? Math.Sqrt(target / variance) : 0;
    }

    private sealed class Sample(int cores, int columns)
    {
        public float[] Given { get; } = new float[cores * columns];

        public float[] Wanted { get; } = new float[columns];

        public int Cores { get; set; }
    }
}
