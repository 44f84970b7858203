using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Yaml.Binding;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Reads sweeps from YAML and the scenarios of all their variants, with every error located and reported at once.</summary>
public static class SweepFile
{
    private static readonly InputKind Kind = new("sweep", ErrorCode.ScenarioNotFound, ErrorCode.ScenarioSyntax, "Save the file again.", 1 << 20)
    {
        MissingRemedy = "Sweeps are under testbenches/*/sweeps, e.g. testbenches/chip_inference/sweeps/cifar10-accuracy.yaml.",
    };

    // The keys of a sweep that the command line may set; all others belong to the scenario.
    private static readonly string[] OwnKeys = ["seeds", "times"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">YAML file.</param>
    /// <param name="overrides">Arguments <c>key=value</c>; <c>seeds</c> and <c>times</c> change the sweep, all others every variant's scenario.</param>
    /// <returns>The sweep with its runs.</returns>
    /// <exception cref="AcsException">ACS0101 missing, ACS0102 not YAML, ACS0103 unknown key, ACS0104 wrong value.</exception>
    public static SweepPlan Load(string path, IReadOnlyList<string>? overrides = null) => Parse(InputFile.ReadText(path, Kind), path, overrides);

    /// <summary>Reads text.</summary>
    /// <param name="text">YAML text.</param>
    /// <param name="path">What errors call it; relative paths belong to its folder.</param>
    /// <param name="overrides">As for <see cref="Load"/>.</param>
    /// <returns>The sweep with its runs.</returns>
    /// <exception cref="AcsException">As <see cref="Load"/>.</exception>
    public static SweepPlan Parse(string text, string path, IReadOnlyList<string>? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var errors = new YamlErrors(path, text, "sweep");
        YamlNode root = YamlTree.Read(text, errors);
        overrides ??= [];
        if (root is YamlMappingNode mapping)
        {
            foreach (string argument in overrides.Where(IsOwn))
            {
                YamlOverrides.Apply(mapping, typeof(Sweep), argument, errors);
            }
        }

        var binder = new YamlBinder(errors);
        var sweep = (Sweep)binder.BindMapping(typeof(Sweep), root, string.Empty);
        errors.ThrowIfAny();
        new SweepChecks(binder, errors).Check(sweep);
        PlannedPoint[] points = [.. new SweepPlanner(sweep, path, [.. overrides.Where(argument => !IsOwn(argument))], binder, errors).Points()];
        errors.ThrowIfAny();
        return new SweepPlan(sweep, path, overrides, points);
    }

    private static bool IsOwn(string argument) => OwnKeys.Any(key => argument.StartsWith(key + "=", StringComparison.Ordinal));
}
