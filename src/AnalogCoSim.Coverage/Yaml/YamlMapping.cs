using AnalogCoSim.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Coverage.Yaml;

/// <summary>A mapping of a strict file: known keys only.</summary>
internal sealed class YamlMapping(YamlDocument document, YamlMappingNode node)
{
    /// <summary>File, line and column.</summary>
    public string Place => document.Place(node);

    /// <summary>The file it stands in.</summary>
    public YamlDocument Document => document;

    /// <summary>Refuses other keys than these.</summary>
    public YamlMapping Knows(params string[] keys)
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            string name = document.Text(key);
            if (!keys.Contains(name))
            {
                string? near = NearestName.Of(name, keys);
                throw document.Error(key, near is null ? string.Join(", ", keys) : $"one of {string.Join(", ", keys)}; perhaps {near}", name);
            }
        }

        return this;
    }

    /// <summary>The value of a key; null where it is not there.</summary>
    public YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;

    /// <summary>The value of a key that must be there.</summary>
    public YamlNode Get(string key) => Find(key) ?? throw document.Error(node, $"a key '{key}'", "none");

    /// <summary>Text of a key that must be there.</summary>
    public string Text(string key) => document.Text(Get(key));

    /// <summary>Texts of a list; none where the key is not there.</summary>
    public IReadOnlyList<string> Texts(string key) => Find(key) is { } value ? [.. document.List(value).Select(document.Text)] : [];

    /// <summary>An error at a key.</summary>
    public AcsException Error(string key, string expected, string actual) => document.Error(Find(key) ?? node, expected, actual);
}
