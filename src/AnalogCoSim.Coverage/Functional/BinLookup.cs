using System.Globalization;

namespace AnalogCoSim.Coverage.Functional;

/// <summary>Finds the bin of a value: by a table where the domain of the point is small, else by search. Immutable, so that threads share it.</summary>
internal sealed class BinLookup
{
    /// <summary>Largest domain that gets a table.</summary>
    public const long LargestTable = 1 << 17;

    private const int NoBin = -1;

    private readonly string _place;
    private readonly IReadOnlyList<BinDefinition> _bins;
    private readonly (long Low, long High, int Bin)[] _intervals;
    private readonly int[] _classes;
    private readonly long _low;
    private readonly short[] _table;

    /// <summary>Checks the bins against each other and against the domain.</summary>
    /// <param name="place">Group and point, for errors.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="domain">All values that there can be; null where that is not said.</param>
    public BinLookup(string place, IReadOnlyList<BinDefinition> bins, (long Low, long High)? domain)
    {
        (_place, _bins) = (place, bins);
        _intervals = [.. bins.SelectMany((bin, index) => bin.Intervals.Select(interval => (interval.Low, interval.High, index))).OrderBy(interval => interval.Low)];
        _classes = [.. Enumerable.Range(0, bins.Count).Where(index => bins[index].Holds is not null)];
        CheckIntervals();
        _table = domain is { } known && known.High - known.Low is >= 0 and < LargestTable ? Table(known.Low, known.High) : [];
        _low = domain?.Low ?? 0;
    }

    /// <summary>Index of the bin that holds a value; -1 for none.</summary>
    public int Of(long value)
    {
        ulong offset = unchecked((ulong)(value - _low));
        return offset < (ulong)_table.Length ? _table[offset] : _table.Length > 0 ? NoBin : Search(value);
    }

    private int Search(long value)
    {
        int found = NoBin;
        (int first, int last) = (0, _intervals.Length - 1);
        while (first <= last && found == NoBin)
        {
            int middle = (first + last) / 2;
            (long low, long high, int bin) = _intervals[middle];
            (first, last, found) = value < low ? (first, middle - 1, NoBin) : value > high ? (middle + 1, last, NoBin) : (first, last, bin);
        }

        foreach (int index in _classes)
        {
            if (_bins[index].Holds!(value))
            {
                found = found == NoBin ? index : throw Overlap(found, index, value);
            }
        }

        return found;
    }

    private short[] Table(long low, long high)
    {
        var table = new short[high - low + 1];
        var seen = new bool[_bins.Count];
        for (long value = low; value <= high; value++)
        {
            int bin = Search(value);
            table[value - low] = (short)bin;
            if (bin != NoBin)
            {
                seen[bin] = true;
            }
        }

        int never = Array.IndexOf(seen, false);
        return never < 0
            ? table
            : throw CoverageNames.Wrong(
                "A bin holds no value of its point's domain, so that nothing can hit it.", $"{_place}.{_bins[never].Name}", FormattableString.Invariant($"values of {low} to {high}"), "none", "correct the bin or the domain");
    }

    private void CheckIntervals()
    {
        for (int i = 1; i < _intervals.Length; i++)
        {
            if (_intervals[i].Low <= _intervals[i - 1].High)
            {
                throw Overlap(_intervals[i - 1].Bin, _intervals[i].Bin, _intervals[i].Low);
            }
        }
    }

    private Core.Errors.AcsException Overlap(int one, int other, long value) => CoverageNames.Wrong(
        "Two bins of a point hold the same value.",
        _place,
        "one bin for each value",
        string.Create(CultureInfo.InvariantCulture, $"{value} is in {_bins[one].Name} and in {_bins[other].Name}"),
        "let the bins end where others begin");
}
