using System.Globalization;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Scenarios;

namespace AnalogCoSim.Bench.Running;

/// <summary>Holds a result against what its scenario expects.</summary>
/// <param name="expect">Expectations.</param>
/// <param name="result">Result without its expectations.</param>
/// <param name="broken">Whether a failure ended the run before its last image: then nothing is judged but the failure itself.</param>
/// <param name="golden">Outcome of the golden comparison.</param>
internal sealed class ExpectationCheck(ExpectSection expect, ScenarioResult result, bool broken, GoldenOutcome golden)
{
    private const string Broken = "the run ended at its first failure";

    /// <summary>Evaluates all expectations that are given.</summary>
    /// <returns>One result an expectation.</returns>
    public IReadOnlyList<ExpectationResult> Evaluate() =>
        [.. new[] { Accuracy(), AccuracyDrop(), Mismatches(), Golden(), CyclesPerImage() }.OfType<ExpectationResult>().Select(Judged)];

    // Of a run that broke off, the accuracy of some images is no accuracy.
    private ExpectationResult Judged(ExpectationResult one) => broken && one.Compared && (one.Met || one.Name != "mismatches")
        ? ExpectationResult.NotCompared(one.Name, one.Expected, result.Images == 0 ? Broken : string.Create(CultureInfo.InvariantCulture, $"{Broken}; {one.Actual} over the {result.Images} images before it"))
        : one;

    private ExpectationResult? Accuracy() => expect.Accuracy is not { } range ? null
        : result.Accuracy is { } accuracy ? new ExpectationResult("accuracy", range.Text(" %"), Number(accuracy) + " %", range.Contains(accuracy))
        : ExpectationResult.NotCompared("accuracy", range.Text(" %"), broken ? Broken : "no image was judged");

    private ExpectationResult? AccuracyDrop()
    {
        if (expect.AccuracyDrop is not { } drop)
        {
            return null;
        }

        double? lost = result.FloatAccuracy - result.Accuracy;
        return new ExpectationResult("accuracyDrop", $"at most {Number(drop)} points", lost is { } points ? $"{Number(points)} points" : "no float network", lost <= drop + 1e-9);
    }

    private ExpectationResult? Mismatches()
    {
        if (expect.Mismatches is not { } most)
        {
            return null;
        }

        string expected = $"at most {most}";
        return result.Mismatches is { } found
            ? new ExpectationResult("mismatches", expected, found.ToString(CultureInfo.InvariantCulture), found <= most)
            : ExpectationResult.NotCompared("mismatches", expected, "the engine is not lockstep");
    }

    private ExpectationResult? Golden()
    {
        if (expect.Golden is not { } file)
        {
            return null;
        }

        string expected = Path.GetFileName(file);
        return golden.WhyNot is { } why
            ? ExpectationResult.NotCompared("golden", expected, why)
            : new ExpectationResult("golden", expected, golden.Failure is null ? $"equal, {golden.Compared} values" : "differs", golden.Failure is null);
    }

    private ExpectationResult? CyclesPerImage()
    {
        if (expect.CyclesPerImage is not { } range)
        {
            return null;
        }

        double mean = result.Images == 0 ? double.NaN : (double)result.Cycles / result.Images;
        return result.Engine == "reference"
            ? ExpectationResult.NotCompared("cyclesPerImage", range.Text(string.Empty), "the reference engine has no clock")
            : new ExpectationResult("cyclesPerImage", range.Text(string.Empty), Number(mean), range.Contains(mean));
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
