using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Yaml.Binding;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Bench.Scenarios.Binding;

/// <summary>Reads scenarios from YAML, with every error of a file located and reported at once.</summary>
public static class ScenarioFile
{
    private static readonly InputKind Kind = new("scenario", ErrorCode.ScenarioNotFound, ErrorCode.ScenarioSyntax, "Save the file again.", 1 << 20)
    {
        MissingRemedy = "Scenarios are under testbenches/*/scenarios; 'acs run testbenches/chip_inference/scenarios/quickstart.yaml' runs the first one.",
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">YAML file.</param>
    /// <param name="overrides">Arguments <c>key=value</c> with dotted keys; the last one of a key wins.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="AcsException">ACS0101 missing, ACS0102 not YAML, ACS0103 unknown key, ACS0104 wrong value.</exception>
    public static Scenario Load(string path, IReadOnlyList<string>? overrides = null)
    {
        return Parse(InputFile.ReadText(path, Kind), path, overrides);
    }

    /// <summary>Reads text.</summary>
    /// <param name="text">YAML text.</param>
    /// <param name="path">What errors call it.</param>
    /// <param name="overrides">Arguments <c>key=value</c> with dotted keys.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="AcsException">As <see cref="Load"/>.</exception>
    public static Scenario Parse(string text, string path, IReadOnlyList<string>? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var errors = new YamlErrors(path, text);
        YamlNode root = YamlTree.Read(text, errors);
        if (root is YamlMappingNode mapping)
        {
            FormerKeys.Rename(mapping, typeof(Scenario), errors);
            foreach (string argument in overrides ?? [])
            {
                YamlOverrides.Apply(mapping, typeof(Scenario), argument, errors);
            }
        }

        var binder = new YamlBinder(errors);
        var scenario = (Scenario)binder.BindMapping(typeof(Scenario), root, string.Empty);
        if (root is YamlMappingNode)
        {
            new ScenarioChecks(binder, errors).Check(scenario);
        }

        errors.ThrowIfAny();
        return scenario with { Analog = scenario.Analog with { Seed = scenario.Seed }, Hints = errors.Hints };
    }
}
