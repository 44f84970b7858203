using System.Globalization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Core.Results;

namespace AnalogCoSim.Report;

/// <summary>A result as JUnit XML: one test case for the run and one for each expectation.</summary>
/// <remarks>One failure of the run is one failed test case: what follows from it is skipped, with the reason. What was not compared is skipped too, never passed.</remarks>
public sealed class JUnitReport : IResultWriter
{
    /// <inheritdoc />
    public string FileName => "junit.xml";

    /// <inheritdoc />
    public string Write(ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return JUnitSuite.Write(Suite(result));
    }

    /// <summary>Several results as one JUnit file, as a regression writes it.</summary>
    /// <param name="results">The results.</param>
    /// <returns>XML.</returns>
    public static string WriteAll(IEnumerable<ScenarioResult> results) => JUnitSuite.Write(results.Select(Suite));

    private static JUnitSuite Suite(ScenarioResult result) => new(
        result.Scenario,
        result.WallSeconds,
        result.Started,
        [("engine", result.Engine), ("seed", result.Seed.ToString(CultureInfo.InvariantCulture)), ("digest", result.Digest), ("repeat", result.Repeat)],
        [Run(result), .. result.Expectations.Select(expectation => Case(result, expectation))]);

    private static JUnitCase Run(ScenarioResult result) => new("run", result.WallSeconds)
    {
        Failure = result.Error is { } failure ? $"{failure.Code} {failure.Message}" : null,
        FailureText = result.Error is { } error
            ? $"{error.Code} {error.Message}\nwhere: {error.Where}\nexpected: {error.Expected}\nactual: {error.Actual}\nrepeat: {result.Repeat}"
            : string.Empty,
    };

    private static JUnitCase Case(ScenarioResult result, ExpectationResult expectation)
    {
        var test = new JUnitCase(expectation.Name, 0);
        if (expectation.Met)
        {
            return test;
        }

        if (!expectation.Compared || result.Error is not null)
        {
            return test with { Skipped = expectation.Compared ? $"{expectation.Actual}, expected {expectation.Expected}; see the failure of the run" : expectation.Actual };
        }

        return test with
        {
            Failure = $"{expectation.Name}: {expectation.Actual}",
            FailureText = $"expected: {expectation.Expected}\nactual: {expectation.Actual}\nrepeat: {result.Repeat}",
        };
    }
}
