namespace AnalogCoSim.Coverage.Code;

/// <summary>Counts of points of code.</summary>
/// <param name="Counts">The count of every point that there is, hit or not.</param>
public sealed record CodeCoverage(IReadOnlyDictionary<CodePoint, long> Counts)
{
    /// <summary>No points.</summary>
    public static CodeCoverage None { get; } = new(new Dictionary<CodePoint, long>());

    /// <summary>Adds up runs.</summary>
    /// <param name="runs">Coverage of each.</param>
    /// <returns>Every point of any of them, with the sum of its counts.</returns>
    public static CodeCoverage Merge(IEnumerable<CodeCoverage> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var sum = new Dictionary<CodePoint, long>();
        foreach (CodeCoverage run in runs)
        {
            AddTo(sum, run);
        }

        return new CodeCoverage(sum);
    }

    /// <summary>Adds one run to a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="run">The run.</param>
    internal static void AddTo(Dictionary<CodePoint, long> sum, CodeCoverage run)
    {
        foreach (var (point, count) in run.Counts)
        {
            sum[point] = sum.GetValueOrDefault(point) + count;
        }
    }
}
