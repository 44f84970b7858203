using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>Gives keys at the top of a file, and of <c>--set</c>, the names that they have now where they were written as in earlier versions.</summary>
public static class FormerKeys
{
    /// <summary>Renames the keys of a file, with a hint for each; a file with both names of a key has an error.</summary>
    /// <param name="root">The file.</param>
    /// <param name="type">Record that it is bound to.</param>
    /// <param name="errors">Takes hints and errors.</param>
    public static void Rename(YamlMappingNode root, Type type, YamlErrors errors)
    {
        foreach (KeyShape key in ObjectShape.For(type).Keys)
        {
            if (root.Children.Keys.FirstOrDefault(node => key.FormerName is not null && node is YamlScalarNode { Value: { } name } && name == key.FormerName) is not { } former)
            {
                continue;
            }

            YamlNode value = root.Children[former];
            root.Children.Remove(former);
            if (root.Children.TryAdd(new YamlScalarNode(key.Name), value))
            {
                errors.AddHint(former, Hint(key));
            }
            else
            {
                errors.AddInvalid(former, $"'{key.FormerName}' is the former name of '{key.Name}', and both are given.", $"'{key.Name}' alone", "both", $"Move what is under '{key.FormerName}' to '{key.Name}'.");
            }
        }
    }

    /// <summary>Dotted keys of an argument, the first one by its present name.</summary>
    /// <param name="keys">Dotted keys.</param>
    /// <param name="type">Record that they are keys of.</param>
    /// <param name="errors">Takes a hint if the name was a former one.</param>
    /// <returns>Dotted keys.</returns>
    public static string Present(string keys, Type type, YamlErrors errors)
    {
        if (Named(keys, type) is not { } key)
        {
            return keys;
        }

        errors.AddHint(null, Hint(key));
        return key.Name + keys[First(keys).Length..];
    }

    /// <summary>An argument <c>key=value</c> as it should be written now.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="type">Record that it sets a key of.</param>
    /// <returns>The argument.</returns>
    public static string InArgument(string argument, Type type)
    {
        string first = First(argument.Split('=')[0]);
        return Named(first, type) is { } key ? key.Name + argument[first.Length..] : argument;
    }

    private static string First(string keys) => keys.Split('.')[0];

    private static KeyShape? Named(string keys, Type type) => ObjectShape.For(type).Keys.FirstOrDefault(key => key.FormerName is not null && key.FormerName == First(keys).Trim());

    private static string Hint(KeyShape key) => $"the key '{key.FormerName}' is now called '{key.Name}'; the old name still works.";
}
