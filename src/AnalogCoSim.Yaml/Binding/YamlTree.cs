using AnalogCoSim.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>YAML text as a tree of nodes that know their places.</summary>
public static class YamlTree
{
    /// <summary>Reads the document.</summary>
    /// <param name="text">YAML text.</param>
    /// <param name="errors">Makes the error for text that is not YAML.</param>
    /// <returns>Its root; an empty mapping for empty text.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0102.</exception>
    public static YamlNode Read(string text, YamlErrors errors)
    {
        try
        {
            return StrictYaml.Read(text) ?? new YamlMappingNode();
        }
        catch (YamlException inner)
        {
            throw errors.Syntax(inner);
        }
    }
}
