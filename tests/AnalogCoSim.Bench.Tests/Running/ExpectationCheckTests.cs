using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Statistics;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>Every key of <c>expect</c> is judged, on the right side of its bound, and not at all where there is nothing to judge.</summary>
[TestFixture]
public sealed class ExpectationCheckTests
{
    private static readonly GoldenOutcome NoTrace = GoldenOutcome.Not("no trace");

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("accuracy at its bounds", new() { Accuracy = new() { Min = 87.5, Max = 87.5 } }, "met");
        yield return Case("accuracy too low", new() { Accuracy = new() { Min = 87.51 } }, "missed");
        yield return Case("accuracy too high", new() { Accuracy = new() { Max = 87.49 } }, "missed");
        yield return Case("drop at its bound", new() { AccuracyDrop = 2.5 }, "met");
        yield return Case("drop too large", new() { AccuracyDrop = 2.49 }, "missed");
        yield return Case("mismatches at their bound", new() { Mismatches = 3 }, "met");
        yield return Case("a mismatch too many", new() { Mismatches = 2 }, "missed");
        yield return Case("clocks at their bounds", new() { CyclesPerImage = new() { Min = 1000.5, Max = 1000.5 } }, "met");
        yield return Case("too few clocks", new() { CyclesPerImage = new() { Min = 1000.6 } }, "missed");
        yield return Case("too many clocks", new() { CyclesPerImage = new() { Max = 1000.4 } }, "missed");
        yield return Case("clocks of no image", new() { CyclesPerImage = new() { Max = 1000.4 } }, "missed", result => result with { Images = 0 });
        yield return Case("clocks of the reference", new() { CyclesPerImage = new() { Min = 1 } }, "not compared", result => result with { Engine = "reference" });
        yield return Case("mismatches of the reference", new() { Mismatches = 0 }, "not compared", result => result with { Mismatches = null });
        yield return Case("accuracy of no image", new() { Accuracy = new() { Min = 0 } }, "not compared", result => result with { Accuracy = null });
        yield return Case("drop without a float network", new() { AccuracyDrop = 100 }, "missed", result => result with { FloatAccuracy = null });
        yield return Case("no golden trace", new() { Golden = "a/trace.npz" }, "not compared");
        yield return Case("equal golden trace", new() { Golden = "a/trace.npz" }, "met", golden: new GoldenOutcome(7, null, null));
        yield return Case("other golden trace", new() { Golden = "a/trace.npz" }, "missed", golden: new GoldenOutcome(7, new AcsException(ErrorCode.GoldenMismatch, "x"), null));
    }

    [TestCaseSource(nameof(Cases))]
    public void Expectation_is_judged(ExpectSection expect, ScenarioResult result, GoldenOutcome golden, string status)
    {
        Assert.That(new ExpectationCheck(expect, result, broken: false, golden).Evaluate().Single().Status, Is.EqualTo(status));
    }

    [TestCaseSource(nameof(Cases))]
    public void Of_a_run_that_broke_off_nothing_but_its_mismatches_is_judged(ExpectSection expect, ScenarioResult result, GoldenOutcome golden, string status)
    {
        string expected = status == "missed" && expect.Mismatches is not null ? "missed" : "not compared";
        Assert.That(new ExpectationCheck(expect, result, broken: true, golden).Evaluate().Single().Status, Is.EqualTo(expected));
    }

    [Test]
    public void Every_key_of_a_scenario_gives_one_judgement_under_its_own_name()
    {
        var all = new ExpectSection { Accuracy = new(), AccuracyDrop = 0, Mismatches = 0, Golden = "trace.npz", CyclesPerImage = new() };
        Assert.That(typeof(ExpectSection).GetProperties().Select(property => property.GetValue(all)), Has.None.Null, "a new key belongs into this test");

        Assert.That(new ExpectationCheck(all, Result(), broken: false, NoTrace).Evaluate().Select(one => one.Name), Is.EquivalentTo(Keys<ExpectSection>()));
        Assert.That(new ExpectationCheck(new ExpectSection(), Result(), broken: false, NoTrace).Evaluate(), Is.Empty);
    }

    [Test]
    public void Every_key_of_a_sweep_gives_one_judgement_under_its_own_name()
    {
        var all = new SweepExpectSection { MeanAccuracy = new(), MaxLossPoints = 0, Cores = new(), Refused = "ACS0204" };
        Assert.That(typeof(SweepExpectSection).GetProperties().Select(property => property.GetValue(all)), Has.None.Null, "a new key belongs into this test");
        SweepSummary row = Row();

        string[] judged = [.. SweepExpectations.Evaluate(all, row, [row]).Select(one => one.Name)];

        Assert.That(judged, Is.EquivalentTo(Keys<SweepExpectSection>().Where(key => key != "against")), "'against' says what is compared with");
        Assert.That(SweepExpectations.Evaluate(new SweepExpectSection(), row, [row]), Is.Empty);
    }

    [TestCase(8, null, true)]
    [TestCase(9, null, false)]
    [TestCase(null, 8, true)]
    [TestCase(null, 7, false)]
    public void Cores_of_a_sweep_are_held_to_their_bounds(double? least, double? most, bool met)
    {
        SweepSummary row = Row();
        Assert.That(SweepExpectations.Evaluate(new SweepExpectSection { Cores = new() { Min = least, Max = most } }, row, [row]).Single().Met, Is.EqualTo(met));
    }

    private static IEnumerable<string> Keys<T>() => typeof(T).GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);

    private static TestCaseData Case(string name, ExpectSection expect, string status, Func<ScenarioResult, ScenarioResult>? change = null, GoldenOutcome? golden = null) =>
        new TestCaseData(expect, change is null ? Result() : change(Result()), golden ?? NoTrace, status).SetArgDisplayNames(name);

    private static SweepSummary Row() => new()
    {
        Variant = "a",
        Label = "a",
        Group = string.Empty,
        Status = PointStatus.Ran,
        Network = "net.onnx",
        Accuracy = Spread.Of([89]),
        FloatAccuracy = 90,
        Cores = 8,
    };

    private static ScenarioResult Result() => new()
    {
        Scenario = "s",
        Engine = "lockstep",
        Seed = 1,
        Passed = true,
        Images = 2,
        Correct = 1,
        Accuracy = 87.5,
        FloatAccuracy = 90,
        Mismatches = 3,
        Cycles = 2001,
        Mvms = 1,
        WallSeconds = 1,
        ImagesPerSecond = 2,
        Threads = 1,
        Digest = string.Empty,
        Network = "n",
        Data = "d",
        Cores = 1,
        Chip = new Dictionary<string, string>(),
        Expectations = [],
        PerLayer = [],
        TimeBudget = [],
        Versions = new Dictionary<string, string>(),
        Started = DateTimeOffset.UnixEpoch,
        Repeat = string.Empty,
    };
}
