using System.Globalization;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Resolves the scenario of every run of a sweep.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="path">Its file.</param>
/// <param name="overrides">Changes of every scenario from the command line; they win over the file.</param>
/// <param name="binder">Knows where each value came from.</param>
/// <param name="errors">Takes what is wrong with a variant.</param>
internal sealed class SweepPlanner(Sweep sweep, string path, IReadOnlyList<string> overrides, YamlBinder binder, YamlErrors errors)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>All runs, variant by variant, time by time, seed by seed.</summary>
    /// <returns>The runs; those of a wrong variant are left out, and seeds or times that the command line makes equal run once.</returns>
    public IEnumerable<PlannedPoint> Points() => sweep.Variants.SelectMany(Points).DistinctBy(point => (point.Variant.Name, point.Seed, point.Seconds));

    private IEnumerable<PlannedPoint> Points(SweepVariant variant, int index)
    {
        IEnumerable<double?> times = (variant.Times ?? sweep.Times).Select(time => (double?)time).DefaultIfEmpty();
        foreach (double? time in times)
        {
            foreach (ulong seed in variant.Seeds ?? sweep.Seeds)
            {
                if (Point(variant, index, seed, time) is not { } point)
                {
                    // Its other runs have the same error.
                    yield break;
                }

                yield return point;
            }
        }
    }

    private PlannedPoint? Point(SweepVariant variant, int index, ulong seed, double? time)
    {
        string file = Path.GetFullPath(variant.Scenario ?? sweep.Base, _folder);
        List<string> all = [.. sweep.Set, .. variant.Set, string.Create(CultureInfo.InvariantCulture, $"seed={seed}")];
        if (time is { } seconds)
        {
            all.Add(string.Create(CultureInfo.InvariantCulture, $"analog.driftSeconds={seconds:R}"));
        }

        all.AddRange(overrides);
        try
        {
            Scenario scenario = ScenarioFile.Load(file, all);
            // The sweep has expectations of its own, and a trace of every run would fill the disk.
            return new PlannedPoint(variant, scenario.Seed, scenario.Analog.DriftTimeSeconds is { } at && time is not null ? at : time, file, all, scenario with { Expect = new(), Record = new() });
        }
        catch (AcsException error) when (!overrides.Any(argument => error.Where == $"--set {argument}"))
        {
            errors.Add(new YamlError(error.Code, Place(variant, index, error), $"Variant '{variant.Name}': {error.Message}", error.Expected, Actual(error), error.Remedy));
            return null;
        }
    }

    // An error of the scenario's own file keeps its place there.
    private static string? Actual(AcsException error) => error.Where?.StartsWith("--set ", StringComparison.Ordinal) == false ? $"{error.Actual}\nin {error.Where}".TrimStart('\n') : error.Actual;

    private YamlDotNet.RepresentationModel.YamlNode Place(SweepVariant variant, int index, AcsException error)
    {
        string own = string.Create(CultureInfo.InvariantCulture, $"variants.{index}");
        string? argument = error.Where?.StartsWith("--set ", StringComparison.Ordinal) == true ? error.Where[6..] : null;
        foreach ((string key, IReadOnlyList<string> set) in new[] { ($"{own}.set", variant.Set), ("set", sweep.Set) })
        {
            int at = argument is null ? -1 : set.ToList().IndexOf(argument);
            if (at >= 0)
            {
                return binder.NodeOf(string.Create(CultureInfo.InvariantCulture, $"{key}.{at}"));
            }
        }

        return error.Code == ErrorCode.ScenarioNotFound && variant.Scenario is null ? binder.NodeOf("base") : binder.NodeOf(variant.Scenario is null ? own : $"{own}.scenario");
    }
}
