using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Report;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>Every scenario of the repository is a test case of its own.</summary>
[TestFixture]
public sealed class ScenarioTests
{
    private static IEnumerable<TestCaseData> Cases => Repository.Scenarios.Select(path =>
    {
        var test = new TestCaseData(path);
        test.SetArgDisplayNames(Path.GetFileNameWithoutExtension(path));
        string text = File.ReadAllText(Repository.PathOf(path));
        test.SetCategory(text.Contains("nightly", StringComparison.Ordinal) ? "Nightly" : "Smoke");
        return test;
    });

    [TestCaseSource(nameof(Cases))]
    public void Scenario_meets_its_expectations(string path)
    {
        string file = Repository.PathOf(path);
        Scenario scenario = ScenarioFile.Load(file);
        var options = new RunOptions
        {
            ScenarioPath = file,
            ResultFolder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "scenarios", scenario.Name),
            Writers = ReportWriters.Usual,
        };
        ScenarioResult result = Run(scenario, options);
        Assert.That(result.Passed, Is.True, () => Explain(result));
    }

    private static ScenarioResult Run(Scenario scenario, RunOptions options)
    {
        try
        {
            return ScenarioRunner.Run(scenario, options, NoProgress.Instance);
        }
        catch (AcsException missing) when (missing.Code is ErrorCode.ToolMissing or ErrorCode.DataNotFound)
        {
            // Data and tools of a size that a repository does not hold; everything else that is missing is a failure.
            bool outside = missing.Code == ErrorCode.ToolMissing || missing.Remedy?.Contains("ACS_", StringComparison.Ordinal) == true;
            Assert.That(outside, Is.True, missing.Render());
            Assert.Ignore(missing.Render());
            throw;
        }
    }

    private static string Explain(ScenarioResult result)
    {
        IEnumerable<string> missed = result.Expectations.Where(e => !e.Met).Select(e => $"{e.Name}: expected {e.Expected}, got {e.Actual}");
        return string.Join('\n', missed.Append(result.Failure?.Render() ?? string.Empty).Append(result.Repeat));
    }
}
