using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Binding;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Bench.Scenarios.Binding;

/// <summary>Checks that concern several keys, or the meaning of one.</summary>
/// <param name="binder">Knows where each value came from.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class ScenarioChecks(YamlBinder binder, YamlErrors errors)
{
    /// <summary>Checks a whole scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    public void Check(Scenario scenario)
    {
        CheckNetwork(scenario.Network);
        CheckAnalog(scenario.Analog);
        CheckRange(scenario.Expect.Accuracy, "expect.accuracy");
        CheckRange(scenario.Expect.CyclesPerImage, "expect.cyclesPerImage");
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

        if (network.Compiler.MinReadVoltageVolt > network.Compiler.MaxReadVoltageVolt)
        {
            Invalid("network.compiler", "The lowest read voltage is above the highest.", "minReadVoltageVolt up to maxReadVoltageVolt", $"{network.Compiler.MinReadVoltageVolt} and {network.Compiler.MaxReadVoltageVolt}");
        }

        // A list of which an item was refused is told for that item.
        if (IsEmptyList("network.mean") || IsEmptyList("network.std"))
        {
            Invalid("network", "Mean and std need at least one value.", "one value, or one a channel", "an empty list");
        }
    }

    private bool IsEmptyList(string path) => binder.Has(path) && binder.NodeOf(path) is YamlSequenceNode { Children.Count: 0 };

    private void CheckAnalog(AnalogParameters analog)
    {
        if (Refusal(analog) is not { } refusal)
        {
            return;
        }

        // Single ranges were checked as the values were read; of values that do not go together, the place is that of the one without which the others do.
        var usual = new AnalogParameters();
        KeyShape? guilty = ObjectShape.For(typeof(AnalogParameters)).Keys.FirstOrDefault(key => binder.Has($"analog.{key.Name}") && Refusal(Without(key)) is null);
        Invalid(guilty is null ? "analog" : $"analog.{guilty.Name}", refusal.Message, refusal.Expected, refusal.Actual);

        AnalogParameters Without(KeyShape key)
        {
            AnalogParameters copy = analog with { };
            key.Property.SetValue(copy, key.Property.GetValue(usual));
            return copy;
        }
    }

    private static AcsException? Refusal(AnalogParameters parameters)
    {
        try
        {
            parameters.Validate();
            return null;
        }
        catch (AcsException refusal)
        {
            return refusal;
        }
    }

    private void CheckRange(RangeSection? range, string path)
    {
        if (range?.Min > range?.Max)
        {
            Invalid(path, "The smallest value is above the largest.", "min up to max", range.Text(string.Empty));
        }
    }

    private void Invalid(string path, string what, string? expected, string? actual)
    {
        YamlNode node = binder.NodeOf(path);
        errors.AddInvalid(node, what, expected, actual);
    }
}
