using System.Globalization;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Checks of a sweep that concern several keys, or the meaning of one.</summary>
/// <param name="binder">Knows where each value came from.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class SweepChecks(YamlBinder binder, YamlErrors errors)
{
    /// <summary>Checks a whole sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    public void Check(Sweep sweep)
    {
        if (sweep.Variants.Count == 0)
        {
            Invalid("variants", "A sweep needs at least one variant.", "a list of mappings with the key 'name'", "an empty list");
        }

        if (sweep.Seeds.Count == 0)
        {
            Invalid("seeds", "A sweep needs at least one seed.", "a list of: an integer, 0 or larger", "an empty list");
        }

        var names = new HashSet<string>(StringComparer.Ordinal) { SweepExpectSection.FloatNetwork };
        for (int i = 0; i < sweep.Variants.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"variants.{i}");
            SweepVariant variant = sweep.Variants[i];
            if (!names.Add(variant.Name))
            {
                Invalid($"{path}.name", "The name of a variant is taken.", "a name of its own, and not 'float'", variant.Name);
            }

            CheckVariant(variant, path, sweep);
        }
    }

    private void CheckVariant(SweepVariant variant, string path, Sweep sweep)
    {
        if (variant.Seeds is { Count: 0 })
        {
            Invalid($"{path}.seeds", "A variant needs at least one seed.", "a list of: an integer, 0 or larger", "an empty list");
        }

        if (variant.Compile is { } compile && compile.High <= compile.Low)
        {
            Invalid($"{path}.compile", "The largest drawn input must be above the smallest.", "low below high", string.Create(CultureInfo.InvariantCulture, $"{compile.Low} and {compile.High}"));
        }

        string[] known = [SweepExpectSection.FloatNetwork, .. sweep.Variants.Select(other => other.Name)];
        if (!known.Contains(variant.Expect.Against, StringComparer.Ordinal))
        {
            string? near = NearestName.Of(variant.Expect.Against, known) is { } name ? $"Did you mean '{name}'?" : null;
            errors.AddInvalid(binder.NodeOf($"{path}.expect.against"), "The loss is counted against something that is not in the sweep.", $"one of: {string.Join(", ", known)}", variant.Expect.Against, near);
        }

        CheckRange(variant.Expect.MeanAccuracy, $"{path}.expect.meanAccuracy");
        CheckRange(variant.Expect.Cores, $"{path}.expect.cores");
    }

    private void CheckRange(RangeSection? range, string path)
    {
        if (range?.Min > range?.Max)
        {
            Invalid(path, "The smallest value is above the largest.", "min up to max", range.Text(string.Empty));
        }
    }

    private void Invalid(string path, string what, string expected, string actual) => errors.AddInvalid(binder.NodeOf(path), what, expected, actual);
}
