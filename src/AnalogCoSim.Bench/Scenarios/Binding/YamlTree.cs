using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Bench.Scenarios.Binding;

/// <summary>YAML text as a tree of nodes that know their places.</summary>
internal static class YamlTree
{
    /// <summary>Reads the first document.</summary>
    /// <param name="text">YAML text.</param>
    /// <param name="errors">Makes the error for text that is not YAML.</param>
    /// <returns>Its root; an empty mapping for empty text.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0102.</exception>
    public static YamlNode Read(string text, ScenarioErrors errors)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count > 0 ? stream.Documents[0].RootNode : new YamlMappingNode();
        }
        catch (YamlException inner)
        {
            throw errors.Syntax(inner);
        }
    }
}
