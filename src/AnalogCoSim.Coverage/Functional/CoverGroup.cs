using System.Globalization;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Coverage.Functional;

/// <summary>Functional coverage of one thing that happens, such as a packet or an MVM: its points, their crosses, and counts of all bins.</summary>
/// <remarks>
/// Define points, bins and crosses first, then sample; a sample allocates nothing. One instance belongs to one thread at a time: others count in a <see cref="Fresh"/> copy, which
/// <see cref="Merge"/> adds up.
/// </remarks>
public sealed class CoverGroup
{
    /// <summary>Stands for a point that has no value in a sample.</summary>
    public const long None = long.MinValue;

    private readonly List<CoverPoint> _points = [];
    private readonly List<CoverCross> _crosses = [];
    private int[] _hits = [];
    private bool _frozen;

    /// <summary>Begins a group.</summary>
    /// <param name="name">Its name; letters, digits, _, + and -.</param>
    /// <param name="description">What one sample is.</param>
    /// <exception cref="AcsException">CoverageDefinition: a name that cannot be.</exception>
    public CoverGroup(string name, string description = "")
    {
        Name = CoverageNames.Checked(name, "cover group");
        Description = description;
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>What one sample is.</summary>
    public string Description { get; }

    /// <summary>Samples taken.</summary>
    public long Samples { get; private set; }

    /// <summary>Whether an illegal value only counts; otherwise it throws.</summary>
    public bool CountsIllegal { get; init; }

    /// <summary>Adds a point; samples give values in the order in which points were added.</summary>
    /// <param name="name">Name within the group.</param>
    /// <param name="description">What its values are, with their unit.</param>
    /// <param name="domain">All values that there can be. Where there are up to 131072, bins are looked up in a table, and overlaps and bins without a value are found before the first sample.</param>
    /// <returns>The point, for its bins.</returns>
    /// <exception cref="AcsException">CoverageDefinition: a name that cannot be or is there, or a group that was sampled.</exception>
    public CoverPoint Point(string name, string description = "", (long Low, long High)? domain = null)
    {
        CheckNew(name);
        var point = new CoverPoint(Name, name, description, domain);
        _points.Add(point);
        return point;
    }

    /// <summary>Adds a cross of points of this group.</summary>
    /// <param name="name">Name within the group.</param>
    /// <param name="points">Two points or more.</param>
    /// <returns>The cross, for combinations to leave out.</returns>
    /// <exception cref="AcsException">CoverageDefinition: as for points, or a point that is not of this group or stands twice.</exception>
    public CoverCross Cross(string name, params ReadOnlySpan<CoverPoint> points)
    {
        CheckNew(name);
        int[] indices = [.. points.ToArray().Select(point => _points.IndexOf(point))];
        if (indices.Length < 2 || indices.Contains(-1) || indices.Distinct().Count() < indices.Length)
        {
            throw CoverageNames.Wrong("A cross has points that it cannot have.", $"{Name}.{name}", "two or more points of this group, each once", FormattableString.Invariant($"{indices.Length} points"), "name others");
        }

        var cross = new CoverCross(Name, name, indices, _points);
        _crosses.Add(cross);
        return cross;
    }

    /// <summary>Ends the definition and checks it; the first sample does so too.</summary>
    /// <exception cref="AcsException">CoverageDefinition: bins that overlap or that nothing can hit, points without bins, exclusions of what there is not.</exception>
    public void Freeze()
    {
        if (_frozen)
        {
            return;
        }

        _points.ForEach(point => point.Freeze());
        _crosses.ForEach(cross => cross.Freeze());
        _hits = new int[_points.Count];
        _frozen = true;
    }

    /// <summary>Counts one sample.</summary>
    /// <param name="values">A value for each point, in their order; <see cref="None"/> where there is none.</param>
    /// <exception cref="AcsException">CoverageIllegal: a value that must not be, unless <see cref="CountsIllegal"/>; the sample is counted. CoverageDefinition: another number of values, or bins that overlap.</exception>
    public void Sample(params ReadOnlySpan<long> values)
    {
        Freeze();
        if (values.Length != _points.Count)
        {
            throw CoverageNames.Wrong("A sample has another number of values than the group has points.", Name, Invariant(_points.Count), Invariant(values.Length), "give a value for each point");
        }

        int illegal = -1;
        for (int i = 0; i < values.Length; i++)
        {
            _hits[i] = values[i] == None ? -1 : _points[i].Take(values[i]);
            illegal = _hits[i] >= 0 && _points[i].Bins[_hits[i]].Kind == BinKind.Illegal && illegal < 0 ? i : illegal;
        }

        foreach (CoverCross cross in _crosses)
        {
            cross.Take(_hits);
        }

        Samples++;
        if (illegal >= 0 && !CountsIllegal)
        {
            throw Illegal(illegal, values);
        }
    }

    /// <summary>A group with the same definition and no counts, for another thread.</summary>
    /// <returns>The copy.</returns>
    public CoverGroup Fresh()
    {
        Freeze();
        var copy = new CoverGroup(Name, Description) { CountsIllegal = CountsIllegal };
        copy._points.AddRange(_points.Select(point => point.Fresh()));
        copy._crosses.AddRange(_crosses.Select(cross => cross.Fresh(copy._points)));
        copy._hits = new int[_points.Count];
        copy._frozen = true;
        return copy;
    }

    /// <summary>Adds the counts of a copy made by <see cref="Fresh"/>, of this group or of the one it was copied from.</summary>
    /// <param name="other">The copy; it keeps its counts.</param>
    /// <exception cref="AcsException">CoverageDefinition: a group of another definition, or this one itself.</exception>
    public void Merge(CoverGroup other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Freeze();
        other.Freeze();
        if (ReferenceEquals(this, other) || _points.Count != other._points.Count || !_points.Zip(other._points).All(pair => ReferenceEquals(pair.First.Bins, pair.Second.Bins)))
        {
            throw CoverageNames.Wrong("Two groups that do not share a definition cannot be merged.", Name, "a copy made by Fresh", ReferenceEquals(this, other) ? "the group itself" : other.Name, "merge their results");
        }

        for (int i = 0; i < _points.Count; i++)
        {
            _points[i].Add(other._points[i]);
        }

        for (int i = 0; i < _crosses.Count; i++)
        {
            _crosses[i].Add(other._crosses[i]);
        }

        Samples += other.Samples;
    }

    /// <summary>All bins with their counts; a group that was never sampled has all its bins as holes.</summary>
    /// <returns>A copy that later samples do not change.</returns>
    public FunctionalCoverage Results()
    {
        Freeze();
        return new FunctionalCoverage([.. _points.SelectMany(point => point.Results(Name)), .. _crosses.SelectMany(cross => cross.Results(Name))]);
    }

    private static string Invariant(int count) => count.ToString(CultureInfo.InvariantCulture);

    private void CheckNew(string name)
    {
        CoverageNames.Checked(name, Name);
        if (_frozen || _points.Any(point => point.Name == name) || _crosses.Any(cross => cross.Name == name))
        {
            throw CoverageNames.Wrong(
                _frozen ? "A group is changed after it was sampled." : "A group has two points or crosses of one name.", Name, _frozen ? "all points before the first sample" : "another name", name, "correct the definition");
        }
    }

    private AcsException Illegal(int point, ReadOnlySpan<long> values)
    {
        BinDefinition bin = _points[point].Bins[_hits[point]];
        string[] parts = new string[values.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = values[i] == None ? $"{_points[i].Name} none" : string.Create(CultureInfo.InvariantCulture, $"{_points[i].Name} {values[i]}");
        }

        return new AcsException(
            ErrorCode.CoverageIllegal,
            "A value was sampled that must not be.",
            string.Create(CultureInfo.InvariantCulture, $"{Name}.{_points[point].Name}.{bin.Name}, sample {Samples - 1}"),
            bin.Reason,
            string.Join(", ", parts),
            "find out what drives it; where it is legal, correct the bin");
    }
}
