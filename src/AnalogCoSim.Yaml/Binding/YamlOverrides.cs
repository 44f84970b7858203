using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>Puts <c>key=value</c> arguments into a scenario's YAML tree before it is checked, so that they are checked like the file.</summary>
public static class YamlOverrides
{
    /// <summary>Puts one argument in.</summary>
    /// <param name="root">The scenario.</param>
    /// <param name="type">Record that the tree is bound to.</param>
    /// <param name="argument">Dotted keys, an equals sign and a YAML value.</param>
    /// <param name="errors">Learns where the nodes came from.</param>
    public static void Apply(YamlMappingNode root, Type type, string argument, YamlErrors errors)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string origin = $"--set {argument}";
        if (equals <= 0)
        {
            throw new AcsException(ErrorCode.CommandLine, "An override is not of the form key=value.", origin, "--set seed=7", argument, "Write the dotted key, '=' and the value.");
        }

        YamlNode value = Parse(argument[(equals + 1)..], origin);
        errors.CameFrom(value, origin);
        string[] keys = FormerKeys.Present(argument[..equals], type, errors).Split('.', StringSplitOptions.TrimEntries);
        YamlMappingNode at = root;
        foreach (string key in keys[..^1])
        {
            at = Descend(at, key, origin, errors);
        }

        var last = new YamlScalarNode(keys[^1]);
        errors.CameFrom(last, origin);
        at.Children.Remove(last);
        at.Children.Add(last, value);
    }

    private static YamlMappingNode Descend(YamlMappingNode at, string key, string origin, YamlErrors errors)
    {
        var name = new YamlScalarNode(key);
        if (at.Children.TryGetValue(name, out YamlNode? child) && child is YamlMappingNode mapping)
        {
            return mapping;
        }

        var made = new YamlMappingNode();
        errors.CameFrom(name, origin);
        errors.CameFrom(made, origin);
        at.Children.Remove(name);
        at.Children.Add(name, made);
        return made;
    }

    private static YamlNode Parse(string text, string origin)
    {
        try
        {
            return StrictYaml.Read(text) ?? new YamlScalarNode(string.Empty);
        }
        catch (YamlException inner)
        {
            throw new AcsException(ErrorCode.ScenarioSyntax, "An override's value is not well-formed YAML.", origin, null, inner.Message, "Quote the argument in the shell.", inner);
        }
    }
}
