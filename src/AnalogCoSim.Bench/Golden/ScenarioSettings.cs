using System.Collections;
using System.Globalization;
using System.Text;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;

namespace AnalogCoSim.Bench.Golden;

/// <summary>A digest of what decides the numbers of a run: network, data source, calibration, chip and seed; not the engine, the threads or the number of images.</summary>
internal static class ScenarioSettings
{
    /// <summary>Digests a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>Equal for scenarios whose images give equal numbers.</returns>
    public static ulong Digest(Scenario scenario)
    {
        var text = new StringBuilder();
        Describe(text, scenario.Network with { Onnx = Path.GetFileName(scenario.Network.Onnx), Program = Path.GetFileName(scenario.Network.Program) });
        Describe(text, scenario.Data with { First = 0, Count = 1, Root = null });
        Describe(text, scenario.Calibration is null ? null : scenario.Calibration with { Root = null });
        Describe(text, scenario.Chip);
        text.Append(CultureInfo.InvariantCulture, $"seed {scenario.Seed}");
        return MvmDigest.Add(0, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Describe(StringBuilder text, object? section)
    {
        if (section is null)
        {
            text.Append("none;");
            return;
        }

        foreach (KeyShape key in ObjectShape.For(section.GetType()).Keys.OrderBy(key => key.Name, StringComparer.Ordinal))
        {
            object? value = key.Property.GetValue(section);
            text.Append(key.Name).Append('=');
            if (key.IsMapping)
            {
                Describe(text, value);
            }
            else if (value is IEnumerable list and not string)
            {
                text.AppendJoin(',', list.Cast<object>().Select(Invariant)).Append(';');
            }
            else
            {
                text.Append(Invariant(value)).Append(';');
            }
        }
    }

    private static string Invariant(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
