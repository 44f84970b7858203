using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Coverage.Functional;

/// <summary>One quantity of a cover group and the bins into which its values fall. Values are whole numbers: flags, codes, bit patterns, counts.</summary>
/// <remarks>Bins are added first; the first sample ends that. Every value belongs to one bin at most, and those that belong to none are counted as "other".</remarks>
public sealed class CoverPoint
{
    /// <summary>Name of the count of values without a bin.</summary>
    public const string OtherBin = "other";

    private readonly string _place;
    private readonly (long Low, long High)? _domain;
    private readonly List<BinDefinition> _bins;
    private BinLookup? _lookup;
    private long[] _counts = [];
    private long _others;
    private long _firstOther;
    private long _atLeast = 1;

    internal CoverPoint(string group, string name, string description, (long Low, long High)? domain)
        : this($"{group}.{name}", name, description, domain, [])
    {
    }

    private CoverPoint(string place, string name, string description, (long Low, long High)? domain, List<BinDefinition> bins) =>
        (_place, Name, Description, _domain, _bins) = (place, name, description, domain, bins);

    /// <summary>Name within the group.</summary>
    public string Name { get; }

    /// <summary>What the values are, with their unit.</summary>
    public string Description { get; }

    internal IReadOnlyList<BinDefinition> Bins => _bins;

    /// <summary>Adds a goal: one value.</summary>
    /// <param name="name">Name of the bin.</param>
    /// <param name="value">The value.</param>
    /// <returns>This point.</returns>
    /// <exception cref="AcsException">CoverageDefinition: a name that cannot be or is there, or a point that was sampled.</exception>
    public CoverPoint Value(string name, long value) => Intervals(name, (value, value));

    /// <summary>Adds a goal: a range of values.</summary>
    /// <param name="name">Name of the bin.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Highest value, included.</param>
    /// <returns>This point.</returns>
    public CoverPoint Range(string name, long low, long high) => Intervals(name, (low, high));

    /// <summary>Adds a goal: several ranges.</summary>
    /// <param name="name">Name of the bin.</param>
    /// <param name="intervals">Ranges with both ends included.</param>
    /// <returns>This point.</returns>
    public CoverPoint Intervals(string name, params ReadOnlySpan<(long Low, long High)> intervals) => Add(name, BinKind.Goal, intervals, null, null);

    /// <summary>Adds a goal: a class of values, such as the NaNs of FP16.</summary>
    /// <param name="name">Name of the bin.</param>
    /// <param name="holds">Whether a value belongs to it; depends on nothing else.</param>
    /// <returns>This point.</returns>
    public CoverPoint Class(string name, Func<long, bool> holds) => Add(name, BinKind.Goal, [], holds, null);

    /// <summary>Adds a goal for each of some values: <c>prefix</c> followed by the value.</summary>
    /// <param name="prefix">Begin of the names.</param>
    /// <param name="low">Lowest value, 0 or more.</param>
    /// <param name="high">Highest value, included.</param>
    /// <returns>This point.</returns>
    public CoverPoint Each(string prefix, long low, long high)
    {
        for (long value = low; value <= high; value++)
        {
            Value(FormattableString.Invariant($"{prefix}{value}"), value);
        }

        return this;
    }

    /// <summary>Adds values that are of no interest.</summary>
    /// <param name="name">Name of the bin.</param>
    /// <param name="reason">Why.</param>
    /// <param name="intervals">Ranges with both ends included.</param>
    /// <returns>This point.</returns>
    public CoverPoint Ignore(string name, string reason, params ReadOnlySpan<(long Low, long High)> intervals) => Add(name, BinKind.Ignored, intervals, null, CoverageNames.Reason(reason, _place));

    /// <summary>Adds values that must not be.</summary>
    /// <param name="name">Name of the bin.</param>
    /// <param name="reason">Why.</param>
    /// <param name="intervals">Ranges with both ends included.</param>
    /// <returns>This point.</returns>
    public CoverPoint Illegal(string name, string reason, params ReadOnlySpan<(long Low, long High)> intervals) => Add(name, BinKind.Illegal, intervals, null, CoverageNames.Reason(reason, _place));

    /// <summary>Adds a class of values that must not be.</summary>
    /// <param name="name">Name of the bin.</param>
    /// <param name="reason">Why.</param>
    /// <param name="holds">Whether a value belongs to it.</param>
    /// <returns>This point.</returns>
    public CoverPoint Illegal(string name, string reason, Func<long, bool> holds) => Add(name, BinKind.Illegal, [], holds, CoverageNames.Reason(reason, _place));

    /// <summary>Sets how many samples a goal of this point needs.</summary>
    /// <param name="count">1 or more; 1 where nothing is set.</param>
    /// <returns>This point.</returns>
    public CoverPoint AtLeast(long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        RefuseLater();
        _atLeast = count;
        return this;
    }

    internal CoverPoint Fresh()
    {
        Freeze();
        return new CoverPoint(_place, Name, Description, _domain, _bins) { _lookup = _lookup, _counts = new long[_bins.Count], _atLeast = _atLeast };
    }

    internal void Freeze()
    {
        if (_lookup is not null)
        {
            return;
        }

        if (!_bins.Any(bin => bin.Kind is BinKind.Goal or BinKind.Illegal))
        {
            throw CoverageNames.Wrong("A point has nothing to be hit.", _place, "at least one bin", "none", "add a bin");
        }

        _lookup = new BinLookup(_place, _bins, _domain);
        _counts = new long[_bins.Count];
    }

    /// <summary>Counts a value; returns its bin, or -1.</summary>
    internal int Take(long value)
    {
        int bin = _lookup!.Of(value);
        if (bin >= 0)
        {
            _counts[bin]++;
        }
        else if (_others++ == 0)
        {
            _firstOther = value;
        }

        return bin;
    }

    internal void Add(CoverPoint other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        _firstOther = _others > 0 ? _firstOther : other._firstOther;
        _others += other._others;
    }

    internal IEnumerable<FunctionalBin> Results(string group)
    {
        for (int i = 0; i < _bins.Count; i++)
        {
            yield return new FunctionalBin(group, Name, _bins[i].Name, _bins[i].Kind, _counts[i], _bins[i].Kind == BinKind.Goal ? _atLeast : 1, _bins[i].Reason);
        }

        yield return new FunctionalBin(group, Name, OtherBin, BinKind.Other, _others, 1, _others > 0 ? FormattableString.Invariant($"e.g. {_firstOther}") : null);
    }

    private CoverPoint Add(string name, BinKind kind, ReadOnlySpan<(long Low, long High)> intervals, Func<long, bool>? holds, string? reason)
    {
        RefuseLater();
        CoverageNames.Checked(name, _place);
        if (name == OtherBin || _bins.Any(bin => bin.Name == name))
        {
            throw CoverageNames.Wrong("A point has two bins of one name.", _place, "another name", name, "rename one of them");
        }

        foreach ((long low, long high) in intervals)
        {
            if (low > high)
            {
                throw CoverageNames.Wrong("A range of a bin ends before it begins.", $"{_place}.{name}", FormattableString.Invariant($"{low} or more"), FormattableString.Invariant($"{high}"), "swap the ends");
            }
        }

        if (intervals.IsEmpty && holds is null)
        {
            throw CoverageNames.Wrong("A bin holds no value.", $"{_place}.{name}", "a range", "none", "add one");
        }

        _bins.Add(new BinDefinition(name, kind, intervals.ToArray(), holds, reason));
        return this;
    }

    private void RefuseLater()
    {
        if (_lookup is not null)
        {
            throw CoverageNames.Wrong("A point is changed after it was sampled.", _place, "all bins before the first sample", "a change after it", "define the group wholly first");
        }
    }
}
