using AnalogCoSim.Analog;
using AnalogCoSim.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Bench.Scenarios.Binding;

/// <summary>Checks that concern several keys, or the meaning of one.</summary>
/// <param name="binder">Knows where each value came from.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class ScenarioChecks(YamlBinder binder, ScenarioErrors errors)
{
    /// <summary>Checks a whole scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    public void Check(Scenario scenario)
    {
        CheckNetwork(scenario.Network);
        CheckChip(scenario.Chip);
        CheckRange(scenario.Expect.Accuracy, "expect.accuracy", 0, 100);
        CheckRange(scenario.Expect.CyclesPerImage, "expect.cyclesPerImage", 0, double.MaxValue);
        if (scenario.Record.Waves && scenario.Engine == EngineKind.Reference)
        {
            Invalid("record.waves", "Waves need an RTL engine.", "engine: rtl, rtl-flat or lockstep", "engine: reference");
        }
    }

    private void CheckNetwork(NetworkSection? network)
    {
        if (network is null || !binder.Has("network"))
        {
            return;
        }

        if ((network.Onnx is null) == (network.Program is null))
        {
            Invalid("network", "A scenario names either an ONNX file or a chip program.", "onnx: FILE or program: FILE", network.Onnx is null ? "neither" : "both");
        }

        if (network.Std.Any(value => value <= 0))
        {
            Invalid("network.std", "A standard deviation must be positive.", "numbers above 0", string.Join(", ", network.Std));
        }

        if (network.Mean.Count == 0 || network.Std.Count == 0)
        {
            Invalid("network", "Mean and std need at least one value.", "one value, or one a channel", "an empty list");
        }
    }

    private void CheckChip(AnalogParameters chip)
    {
        // Each given value is tried alone first, so that every wrong one is found and found at its own line.
        bool all = true;
        foreach (KeyShape key in ObjectShape.For(typeof(AnalogParameters)).Keys.Where(k => binder.Has($"chip.{k.Name}")))
        {
            AnalogParameters alone = new() { Preset = chip.Preset, Scheme = chip.Scheme };
            key.Property.SetValue(alone, key.Property.GetValue(chip));
            all &= Validate(alone, $"chip.{key.Name}");
        }

        if (all)
        {
            Validate(chip, "chip");
        }
    }

    private bool Validate(AnalogParameters parameters, string path)
    {
        try
        {
            parameters.Validate();
            return true;
        }
        catch (AcsException inner)
        {
            Invalid(path, inner.Message, inner.Expected, inner.Actual);
            return false;
        }
    }

    private void CheckRange(RangeSection? range, string path, double low, double high)
    {
        if (range is null)
        {
            return;
        }

        if (range.Min > range.Max)
        {
            Invalid(path, "The smallest value is above the largest.", "min up to max", $"{range.Min} and {range.Max}");
        }

        foreach ((string name, double? value) in new[] { ("min", range.Min), ("max", range.Max) })
        {
            if (value < low || value > high)
            {
                Invalid($"{path}.{name}", "The value is out of range.", $"{low} to {high}", $"{value}");
            }
        }
    }

    private void Invalid(string path, string what, string? expected, string? actual)
    {
        YamlNode node = binder.NodeOf(path);
        errors.AddInvalid(node, what, expected, actual);
    }
}
