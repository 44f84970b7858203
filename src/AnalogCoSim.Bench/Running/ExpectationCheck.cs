using System.Globalization;
using AnalogCoSim.Bench.Scenarios;

namespace AnalogCoSim.Bench.Running;

/// <summary>Holds a result against what its scenario expects.</summary>
internal static class ExpectationCheck
{
    /// <summary>Evaluates all expectations that are given.</summary>
    /// <param name="expect">Expectations.</param>
    /// <param name="result">Result without its expectations.</param>
    /// <param name="goldenMet">Whether the golden trace was met; null if it was not compared.</param>
    /// <returns>One result an expectation.</returns>
    public static IReadOnlyList<ExpectationResult> Evaluate(ExpectSection expect, ScenarioResult result, bool? goldenMet)
    {
        var all = new List<ExpectationResult>();
        if (expect.Accuracy is { } accuracy)
        {
            all.Add(new ExpectationResult("accuracy", accuracy.Text(" %"), Number(result.Accuracy) + " %", accuracy.Contains(result.Accuracy)));
        }

        if (expect.AccuracyDrop is { } drop)
        {
            double? lost = result.FloatAccuracy - result.Accuracy;
            all.Add(new ExpectationResult("accuracyDrop", $"at most {Number(drop)} points", lost is { } points ? $"{Number(points)} points" : "no float network", lost <= drop + 1e-9));
        }

        if (expect.Mismatches is { } mismatches)
        {
            string actual = result.Mismatches?.ToString(CultureInfo.InvariantCulture) ?? "not compared: the engine is not lockstep";
            all.Add(new ExpectationResult("mismatches", $"at most {mismatches}", actual, result.Mismatches is null || result.Mismatches <= mismatches));
        }

        if (expect.Golden is { } golden)
        {
            string actual = goldenMet switch { true => $"equal, {result.GoldenValuesCompared} values", false => "differs", null => "not compared: recorded with other settings" };
            all.Add(new ExpectationResult("golden", Path.GetFileName(golden), actual, goldenMet != false));
        }

        if (expect.CyclesPerImage is { } cycles)
        {
            double mean = result.Images == 0 ? double.NaN : (double)result.Cycles / result.Images;
            bool untimed = result.Engine == "reference";
            all.Add(new ExpectationResult("cyclesPerImage", cycles.Text(string.Empty), untimed ? "the reference engine has no clock" : Number(mean), untimed || cycles.Contains(mean)));
        }

        return all;
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
