using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Coverage.Yaml;

/// <summary>A YAML file that is read strictly: every error has its code, line and column.</summary>
/// <param name="path">The file.</param>
/// <param name="kind">What it should be.</param>
internal sealed class YamlDocument(string path, InputKind kind)
{
    /// <summary>Name of the file, for errors.</summary>
    public string Path => path;

    /// <summary>The mapping at its top.</summary>
    public YamlMapping Root()
    {
        try
        {
            return Mapping(StrictYaml.Read(InputFile.ReadText(path, kind)) ?? throw Error(null, "a mapping", "an empty file"));
        }
        catch (YamlException error)
        {
            throw new AcsException(kind.Damaged, $"The {kind.Noun} is not well-formed YAML.", FormattableString.Invariant($"{path}:{error.Start.Line}:{error.Start.Column}"), "YAML", error.Message, kind.Remedy, error);
        }
    }

    /// <summary>A node as a mapping.</summary>
    public YamlMapping Mapping(YamlNode node) => node is YamlMappingNode mapping ? new YamlMapping(this, mapping) : throw Error(node, "a mapping", Shown(node));

    /// <summary>A node as text that is not empty.</summary>
    public string Text(YamlNode node) => node is YamlScalarNode { Value: { } value } && value.Trim().Length > 0 ? value.Trim() : throw Error(node, "text", Shown(node));

    /// <summary>A node as a list.</summary>
    public IReadOnlyList<YamlNode> List(YamlNode node) => node is YamlSequenceNode list ? [.. list.Children] : throw Error(node, "a list", Shown(node));

    /// <summary>An error at a node.</summary>
    public AcsException Error(YamlNode? node, string expected, string actual) => new(kind.Damaged, $"The {kind.Noun} is not what it should be.", Place(node), expected, actual, kind.Remedy);

    /// <summary>File, line and column of a node.</summary>
    public string Place(YamlNode? node) => node is null ? $"{path}:1:1" : FormattableString.Invariant($"{path}:{node.Start.Line}:{node.Start.Column}");

    private static string Shown(YamlNode node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } value } => value,
        YamlScalarNode => "nothing",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}
