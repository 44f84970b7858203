namespace AnalogCoSim.Coverage.Functional;

/// <summary>The combinations of the bins of two or more points; counted by <see cref="CoverGroup.Sample"/> where every point met one of its goals.</summary>
public sealed class CoverCross
{
    /// <summary>Most combinations of one cross: more nobody reads.</summary>
    public const int MostCombinations = 1 << 16;

    private const string Any = "*";

    private readonly string _place;
    private readonly int[] _points;
    private readonly IReadOnlyList<CoverPoint> _all;
    private readonly List<(string Reason, string[] Bins)> _exclusions;
    private string?[] _reasons = [];
    private int[] _strides = [];
    private long[] _counts = [];
    private bool _frozen;

    internal CoverCross(string group, string name, int[] points, IReadOnlyList<CoverPoint> all)
        : this($"{group}.{name}", name, points, all, [])
    {
    }

    private CoverCross(string place, string name, int[] points, IReadOnlyList<CoverPoint> all, List<(string Reason, string[] Bins)> exclusions) =>
        (_place, Name, _points, _all, _exclusions) = (place, name, points, all, exclusions);

    /// <summary>Name within the group.</summary>
    public string Name { get; }

    /// <summary>Takes combinations out that cannot be or are of no interest; one that is hit nevertheless is reported.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="bins">For each point of the cross the name of a bin, or <c>*</c> for all.</param>
    /// <returns>This cross.</returns>
    /// <exception cref="Core.Errors.AcsException">CoverageDefinition: no reason, another number of names, or a cross that was sampled; names are checked with the first sample.</exception>
    public CoverCross Exclude(string reason, params ReadOnlySpan<string> bins)
    {
        if (_frozen || bins.Length != _points.Length)
        {
            throw CoverageNames.Wrong(
                "A cross cannot leave out these combinations.",
                _place,
                FormattableString.Invariant($"{_points.Length} names, before the first sample"),
                FormattableString.Invariant($"{bins.Length} names"),
                "name a bin, or *, for each point");
        }

        _exclusions.Add((CoverageNames.Reason(reason, _place), bins.ToArray()));
        return this;
    }

    internal CoverCross Fresh(IReadOnlyList<CoverPoint> all) =>
        new(_place, Name, _points, all, _exclusions) { _reasons = _reasons, _strides = _strides, _counts = new long[_counts.Length], _frozen = true };

    /// <summary>Fixes the combinations; the points are frozen.</summary>
    internal void Freeze()
    {
        if (_frozen)
        {
            return;
        }

        _strides = new int[_points.Length];
        long size = 1;
        for (int i = _points.Length - 1; i >= 0; i--)
        {
            _strides[i] = (int)size;
            size *= Bins(i).Count;
            if (size > MostCombinations)
            {
                throw CoverageNames.Wrong("A cross has more combinations than anybody reads.", _place, FormattableString.Invariant($"{MostCombinations} at most"), "more", "cross fewer points, or coarser bins");
            }
        }

        (_counts, _reasons) = (new long[size], new string?[size]);
        foreach ((string reason, string[] bins) in _exclusions)
        {
            Exclude(reason, bins);
        }

        _frozen = true;
    }

    /// <summary>Counts a combination.</summary>
    /// <param name="hits">The bin that each point of the group met.</param>
    internal void Take(ReadOnlySpan<int> hits)
    {
        int place = 0;
        for (int i = 0; i < _points.Length; i++)
        {
            int bin = hits[_points[i]];
            if (bin < 0 || Bins(i)[bin].Kind != BinKind.Goal)
            {
                return;
            }

            place += bin * _strides[i];
        }

        _counts[place]++;
    }

    internal void Add(CoverCross other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    internal IEnumerable<FunctionalBin> Results(string group)
    {
        for (int place = 0; place < _counts.Length; place++)
        {
            if (Parts(place).All(bin => bin.Kind == BinKind.Goal))
            {
                string name = string.Join('/', Parts(place).Select(bin => bin.Name));
                yield return new FunctionalBin(group, Name, name, _reasons[place] is null ? BinKind.Cross : BinKind.Excluded, _counts[place], 1, _reasons[place]);
            }
        }
    }

    private IReadOnlyList<BinDefinition> Bins(int index) => _all[_points[index]].Bins;

    private IEnumerable<BinDefinition> Parts(int place) => Enumerable.Range(0, _points.Length).Select(i => Bins(i)[place / _strides[i] % Bins(i).Count]);

    private void Exclude(string reason, string[] names)
    {
        int matches = 0;
        for (int place = 0; place < _counts.Length; place++)
        {
            bool fits = Parts(place).Zip(names).All(pair => pair.Second == Any || pair.First.Name == pair.Second) && Parts(place).All(bin => bin.Kind == BinKind.Goal);
            matches += fits ? 1 : 0;
            _reasons[place] = fits ? _reasons[place] ?? reason : _reasons[place];
        }

        if (matches == 0)
        {
            throw CoverageNames.Wrong("A cross leaves out combinations that it does not have.", _place, "names of goals of its points, or *", string.Join('/', names), "correct the names");
        }
    }
}
