using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Reporting;

namespace AnalogCoSim.Coverage.Status;

/// <summary>Joins testplans with results and coverage. What nobody knows is red.</summary>
public static class TestplanStatus
{
    /// <summary>Judges testpoints.</summary>
    /// <param name="testpoints">The testpoints.</param>
    /// <param name="results">The last results.</param>
    /// <param name="coverage">Coverage; null where none was collected.</param>
    /// <returns>A status for each, in their order.</returns>
    public static IReadOnlyList<TestpointStatus> Of(IReadOnlyList<Testpoint> testpoints, TestResults results, CoverageReport? coverage)
    {
        ArgumentNullException.ThrowIfNull(testpoints);
        ArgumentNullException.ThrowIfNull(results);
        ILookup<string, string> files = (coverage?.Code ?? CodeCoverage.None).Counts.Keys.Select(point => (point.Module, point.File)).Distinct().ToLookup(pair => pair.Module, pair => pair.File, StringComparer.Ordinal);
        return [.. testpoints.Select(point => One(point, results, coverage, files))];
    }

    private static TestpointStatus One(Testpoint point, TestResults results, CoverageReport? coverage, ILookup<string, string> files)
    {
        var red = new List<string>();
        int passed = Count(point.Tests, results.Tests, red) + Count(point.Scenarios, results.Scenarios, red);
        int total = point.Tests.Count + point.Scenarios.Count;
        if (total == 0)
        {
            red.Add("it has neither tests nor scenarios");
        }

        var amber = new List<string>();
        string? covered = point.Modules.Count == 0 ? null : Holes(point, coverage, files, amber);
        TestpointColour colour = red.Count > 0 ? TestpointColour.Red : amber.Count > 0 ? TestpointColour.Amber : TestpointColour.Green;
        return new TestpointStatus(point, colour, passed, total, covered, [.. red, .. amber]);
    }

    private static int Count(IReadOnlyList<string> names, IReadOnlyDictionary<string, bool> results, List<string> reasons)
    {
        int passed = 0;
        foreach (string name in names)
        {
            if (!results.TryGetValue(name, out bool good))
            {
                reasons.Add($"{name} was not run");
            }
            else if (!good)
            {
                reasons.Add($"{name} failed");
            }
            else
            {
                passed++;
            }
        }

        return passed;
    }

    private static string? Holes(Testpoint point, CoverageReport? coverage, ILookup<string, string> files, List<string> reasons)
    {
        string[] unknown = [.. point.Modules.Where(module => !files.Contains(module))];
        if (coverage is null || unknown.Length > 0)
        {
            reasons.Add($"coverage of {string.Join(", ", coverage is null ? point.Modules : unknown)} is not known");
            return null;
        }

        HashSet<string> of = [.. point.Modules.SelectMany(module => files[module])];
        int lines = coverage.Holes.Count(hole => hole.Kind == ItemKind.Line && of.Contains(hole.File));
        int toggles = coverage.Holes.Count(hole => hole.Kind == ItemKind.Toggle && of.Contains(hole.File));
        int branches = coverage.Holes.Count(hole => hole.Kind == ItemKind.Branch && of.Contains(hole.File));
        string text = FormattableString.Invariant($"{lines} lines, {branches} branches, {toggles} toggles open");
        if (lines + toggles + branches > 0)
        {
            reasons.Add(text);
        }

        return text;
    }
}
