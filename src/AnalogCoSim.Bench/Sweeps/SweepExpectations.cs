using System.Globalization;
using AnalogCoSim.Bench.Running;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Holds the rows of a sweep against what it expects.</summary>
internal static class SweepExpectations
{
    private const double Rounding = 1e-9;

    /// <summary>Evaluates all expectations that are given for a row.</summary>
    /// <param name="expect">Expectations of the variant.</param>
    /// <param name="row">The row.</param>
    /// <param name="rows">All rows.</param>
    /// <returns>One result an expectation.</returns>
    public static IReadOnlyList<ExpectationResult> Evaluate(SweepExpectSection expect, SweepSummary row, IReadOnlyList<SweepSummary> rows)
    {
        var all = new List<ExpectationResult>();
        if (expect.MeanAccuracy is { } accuracy)
        {
            all.Add(new ExpectationResult("meanAccuracy", accuracy.Text(" %"), row.Accuracy is { } spread ? Number(spread.Mean) + " %" : NoImages(row), row.Accuracy is { Mean: var mean } && accuracy.Contains(mean)));
        }

        if (expect.MaxLossPoints is { } points)
        {
            double? loss = Other(expect.Against, row, rows) - row.Accuracy?.Mean;
            all.Add(new ExpectationResult("maxLossPoints", $"at most {Number(points)} points below {expect.Against}", loss is { } lost ? $"{Number(lost)} points" : NoImages(row), loss <= points + Rounding));
        }

        if (expect.Cores is { } cores)
        {
            all.Add(new ExpectationResult("cores", cores.Text(" cores"), row.Cores is { } used ? $"{used} cores" : NoImages(row), row.Cores is { } count && cores.Contains(count)));
        }

        if (expect.Refused is { } code)
        {
            all.Add(new ExpectationResult("refused", code, row.Error?.Code ?? "not refused", row.Status == PointStatus.Refused && row.Error?.Code == code));
        }

        return all;
    }

    private static double? Other(string against, SweepSummary row, IReadOnlyList<SweepSummary> rows) => against == SweepExpectSection.FloatNetwork
        ? row.FloatAccuracy
        : (rows.FirstOrDefault(other => other.Variant == against && other.Seconds == row.Seconds) ?? OnlyRow(against, rows))?.Accuracy?.Mean;

    // One of several times would be as wrong as any other.
    private static SweepSummary? OnlyRow(string variant, IReadOnlyList<SweepSummary> rows) => rows.Where(row => row.Variant == variant).ToArray() is [var only] ? only : null;

    private static string NoImages(SweepSummary row) => row.Error is { } error ? error.Code : "nothing to compare with";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
