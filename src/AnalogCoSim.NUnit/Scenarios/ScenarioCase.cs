using System.Globalization;
using System.Text;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;
using NUnit.Framework;

namespace AnalogCoSim.NUnit.Scenarios;

/// <summary>A scenario of a block as a test case.</summary>
public sealed class ScenarioCase
{
    private readonly string _name;
    private readonly Func<BlockBenches> _benches;

    internal ScenarioCase(string file, string folder, Func<BlockBenches> benches)
    {
        (File, _benches, _name) = (file, benches, Path.GetRelativePath(folder, file));
        try
        {
            Tags = BlockScenario.Load(file).Tags;
        }
        catch (AcsException)
        {
            // The test tells it.
            Tags = [];
        }
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Tags of the scenario; none where it cannot be read.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Runs the scenario; its result lies in <c>block-results</c> below NUnit's work directory.</summary>
    /// <param name="overrides">Keys with other values, <c>key=value</c>.</param>
    /// <returns>The result, passed or failed.</returns>
    /// <exception cref="AcsException">The scenario, its RTL or the tools are at fault.</exception>
    public BlockResult Run(params string[] overrides)
    {
        BlockScenario scenario = BlockScenario.Load(File, overrides);
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "block-results", scenario.Name);
        return BlockRunner.Run(scenario, new BlockRunOptions { Benches = _benches(), ResultFolder = folder });
    }

    /// <summary>Runs the scenario and fails the test where it does not pass; the files of the result are then attached.</summary>
    /// <remarks>The text of the failure has the place, what was seen and expected, the seed, what is left of the stimulus, and the command that runs it again.</remarks>
    /// <param name="overrides">Keys with other values, <c>key=value</c>.</param>
    public void Passes(params string[] overrides)
    {
        BlockResult result = Run(overrides);
        if (result.Passed)
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(result.Folder!, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".log" or ".yaml" or ".fst" or ".json").Order(StringComparer.Ordinal))
        {
            TestContext.AddTestAttachment(file, Path.GetFileName(file));
        }

        Assert.Fail(Text(result));
    }

    /// <inheritdoc />
    public override string ToString() => _name;

    /// <summary>What a failed test says.</summary>
    /// <param name="result">The result.</param>
    /// <returns>Lines.</returns>
    internal static string Text(BlockResult result)
    {
        var text = new StringBuilder();
        if (result.Error is { } error)
        {
            text.Append(CultureInfo.InvariantCulture, $"{error.Code} {error.Message}\n");
            Line(text, "where", error.Where);
            Line(text, "expected", error.Expected);
            Line(text, "actual", error.Actual);
        }

        foreach (BlockExpectation expectation in result.Expectations.Where(one => !one.Met))
        {
            text.Append(CultureInfo.InvariantCulture, $"{expectation.Name}: expected {expectation.Expected}, was {expectation.Actual}\n");
        }

        Line(text, "seed", result.Seed.ToString(CultureInfo.InvariantCulture));
        if (result.Shrunk is { } shrunk)
        {
            Line(text, "shrunk", $"{shrunk.Transactions.Count} of {shrunk.Of} transactions: {string.Join(", ", shrunk.Transactions.Take(3))}");
        }

        Line(text, "again", $"dotnet test --filter 'FullyQualifiedName~.{result.Scenario}'");
        if (result.Shrunk?.File is { } file)
        {
            Line(text, "keep", $"{file} beside the scenario is a test of its own");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name,-9} {value}\n");
        }
    }
}
