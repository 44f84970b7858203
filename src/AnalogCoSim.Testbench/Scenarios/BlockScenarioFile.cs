using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Yaml.Binding;
using AnalogCoSim.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>Reads scenarios of blocks from YAML, with every error of a file located and reported at once.</summary>
internal static class BlockScenarioFile
{
    private static readonly InputKind Kind = new("scenario", ErrorCode.ScenarioNotFound, ErrorCode.ScenarioSyntax, "Save the file again.", 1 << 24)
    {
        MissingRemedy = "Scenarios of blocks are under testbenches/*/scenarios.",
    };

    public static BlockScenario Load(string path, IReadOnlyList<string>? overrides) => Parse(InputFile.ReadText(path, Kind), path, overrides);

    public static bool IsBlock(string path)
    {
        try
        {
            return StrictYaml.Read(InputFile.ReadText(path, Kind)) is YamlMappingNode root && root.Children.ContainsKey(new YamlScalarNode("dut"));
        }
        catch (Exception error) when (error is AcsException or YamlException)
        {
            // Whoever reads it as what it is reports it.
            return false;
        }
    }

    public static BlockScenario Parse(string text, string path, IReadOnlyList<string>? overrides = null)
    {
        var errors = new YamlErrors(path, text);
        YamlNode root = YamlTree.Read(text, errors);
        if (root is YamlMappingNode mapping)
        {
            foreach (string argument in overrides ?? [])
            {
                YamlOverrides.Apply(mapping, typeof(BlockScenario), argument, errors);
            }
        }

        var binder = new YamlBinder(errors);
        var scenario = (BlockScenario)binder.BindMapping(typeof(BlockScenario), root, string.Empty);
        if (errors.None)
        {
            Check(scenario, binder, errors);
        }

        errors.ThrowIfAny();
        return scenario with { Path = path, Overrides = overrides ?? [], Place = key => errors.PlaceOf(binder.NodeOf(key)) };
    }

    private static void Check(BlockScenario scenario, YamlBinder binder, YamlErrors errors)
    {
        if (scenario.Dut.ClockPicoseconds % 2 != 0)
        {
            errors.AddInvalid(binder.NodeOf("dut.clockPicoseconds"), "A clock has two equal halves.", "an even number", $"{scenario.Dut.ClockPicoseconds}");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int k = 0; k < scenario.Stimulus.Count; k++)
        {
            SequenceSection sequence = scenario.Stimulus[k];
            YamlNode node = binder.NodeOf($"stimulus.{k}");
            int kinds = (sequence.Count > 0 ? 1 : 0) + (sequence.Transactions.Count > 0 ? 1 : 0) + (sequence.File is null ? 0 : 1);
            if (kinds != 1)
            {
                errors.AddInvalid(node, $"The sequence '{sequence.Name}' has to say once where its transactions come from.", "count, transactions or file", kinds == 0 ? "none of them" : "several of them");
            }
            else if (sequence.Fields.Count > 0 && sequence.Count == 0)
            {
                errors.AddInvalid(binder.NodeOf($"stimulus.{k}.fields"), "Rules for fields belong to random sequences.", "count: N", "no count");
            }

            if (!names.Add(sequence.Name))
            {
                errors.AddInvalid(node, "Two sequences have one name, and so the same random numbers.", "a name of its own", sequence.Name);
            }
        }

        if (scenario.Stimulus.Count == 0)
        {
            errors.AddInvalid(binder.NodeOf("stimulus"), "There is no stimulus.", "at least one sequence", "an empty list");
        }
    }
}
