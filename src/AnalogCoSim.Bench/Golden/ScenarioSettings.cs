using System.Collections;
using System.Globalization;
using System.Text;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Golden;

/// <summary>A digest of what decides the numbers of a run: network, data source, calibration, chip and seed; not the engine, the threads or the number of images.</summary>
internal static class ScenarioSettings
{
    /// <summary>Digests a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>Equal for scenarios whose images give equal numbers.</returns>
    public static ulong Digest(Scenario scenario) => Digest(scenario, withDefaults: true);

    /// <summary>Digests what a scenario sets to something else than its default.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>
    /// As <see cref="Digest(Scenario)"/>, but the same when the bench learns a new parameter: for traces that are kept for years. A default
    /// that changes is seen in the numbers that they hold.
    /// </returns>
    public static ulong DigestOfChoices(Scenario scenario) => Digest(scenario, withDefaults: false);

    /// <summary>Describes all that is set in a scenario but what cannot change a number of any image: words for people, threads, batches, expectations.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>Text, equal for scenarios whose runs give the same. Files are named without their folders: what is in them is for the caller to add.</returns>
    public static string Everything(Scenario scenario)
    {
        var text = new StringBuilder();
        Scenario bare = WithoutFolders(scenario) with { Description = string.Empty, Tags = [], Threads = 0, Batch = 1, Expect = new(), Record = scenario.Record with { Replay = true } };
        Describe(text, bare, withDefaults: true);
        return text.ToString();
    }

    /// <summary>What <see cref="DigestOfChoices"/> digests, for people.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns><c>key=value</c>, one per line.</returns>
    public static string Choices(Scenario scenario) => Text(scenario, withDefaults: false).Replace(";", "\n", StringComparison.Ordinal);

    private static ulong Digest(Scenario scenario, bool withDefaults) => MvmDigest.Add(0, Encoding.UTF8.GetBytes(Text(scenario, withDefaults)));

    private static Scenario WithoutFolders(Scenario scenario) => scenario with
    {
        Network = scenario.Network with { Onnx = Path.GetFileName(scenario.Network.Onnx), Program = Path.GetFileName(scenario.Network.Program) },
        Data = scenario.Data with { Root = null },
        Calibration = scenario.Calibration is null ? null : scenario.Calibration with { Root = null },
    };

    private static string Text(Scenario scenario, bool withDefaults)
    {
        var text = new StringBuilder();
        Describe(text, scenario.Network with { Onnx = Path.GetFileName(scenario.Network.Onnx), Program = Path.GetFileName(scenario.Network.Program) }, withDefaults);
        Describe(text, scenario.Data with { First = 0, Count = 1, Root = null }, withDefaults);
        Describe(text, scenario.Calibration is null ? null : scenario.Calibration with { Root = null }, withDefaults);
        Describe(text, scenario.Analog, withDefaults);
        text.Append(CultureInfo.InvariantCulture, $"seed {scenario.Seed}");
        return text.ToString();
    }

    private static void Describe(StringBuilder text, object? section, bool withDefaults)
    {
        if (section is null)
        {
            text.Append("none;");
            return;
        }

        object defaults = Activator.CreateInstance(section.GetType())!;
        foreach (KeyShape key in ObjectShape.For(section.GetType()).Keys.OrderBy(key => key.Name, StringComparer.Ordinal))
        {
            object? value = key.Property.GetValue(section);
            if (key.IsMapping)
            {
                text.Append(key.Name).Append('=');
                Describe(text, value, withDefaults);
            }
            else if (withDefaults || Words(value) != Words(key.Property.GetValue(defaults)))
            {
                text.Append(key.Name).Append('=').Append(Words(value)).Append(';');
            }
        }
    }

    private static string Words(object? value) => value is IEnumerable list and not string ? string.Join(',', list.Cast<object>().Select(Invariant)) : Invariant(value);

    private static string Invariant(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
