using System.Globalization;
using AnalogCoSim.Core.Results;

namespace AnalogCoSim.Testbench.Running;

/// <summary>A result as JUnit: one test case for the run and one for each expectation.</summary>
public static class BlockJUnit
{
    /// <summary>Makes the suite.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The suite.</returns>
    public static JUnitSuite Of(BlockResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new JUnitSuite(
            result.Scenario,
            result.WallSeconds,
            result.Started,
            [("top", result.Top), ("model", result.Model), ("seed", result.Seed.ToString(CultureInfo.InvariantCulture)), ("stimulus", result.StimulusDigest), ("repeat", result.Repeat)],
            [Run(result), .. result.Expectations.Select(expectation => Case(result, expectation))]);
    }

    private static JUnitCase Run(BlockResult result) => new("run", result.WallSeconds)
    {
        Failure = result.Error is { } failure ? $"{failure.Code} {failure.Message}" : null,
        FailureText = result.Error is { } error
            ? $"{error.Code} {error.Message}\nwhere: {error.Where}\nexpected: {error.Expected}\nactual: {error.Actual}\nshrunk to:\n{string.Join('\n', result.Shrunk?.Transactions ?? [])}\nrepeat: {result.Shrunk?.Repeat ?? result.Repeat}"
            : string.Empty,
    };

    private static JUnitCase Case(BlockResult result, BlockExpectation expectation)
    {
        var test = new JUnitCase(expectation.Name, 0);
        return expectation.Met ? test
            : result.Error is not null ? test with { Skipped = $"{expectation.Actual}, expected {expectation.Expected}; see the failure of the run" }
            : test with { Failure = $"{expectation.Name}: {expectation.Actual}", FailureText = $"expected: {expectation.Expected}\nactual: {expectation.Actual}\nrepeat: {result.Repeat}" };
    }
}
