using System.Collections;
using System.Globalization;
using AnalogCoSim.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>Fills records from YAML nodes by their shapes and remembers which node each value came from.</summary>
/// <param name="errors">Takes what is wrong.</param>
public sealed class YamlBinder(YamlErrors errors)
{
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>The node a value came from, or the nearest one around it.</summary>
    /// <param name="path">Dotted keys, e.g. <c>network.onnx</c>; empty for the whole scenario.</param>
    /// <returns>The node.</returns>
    public YamlNode NodeOf(string path)
    {
        while (path.Length > 0 && !_nodes.ContainsKey(path))
        {
            path = path.LastIndexOf('.') is var dot and >= 0 ? path[..dot] : string.Empty;
        }

        return _nodes[path];
    }

    /// <summary>Whether a key is given.</summary>
    /// <param name="path">Dotted keys.</param>
    /// <returns>True if so.</returns>
    public bool Has(string path) => _nodes.ContainsKey(path);

    /// <summary>Fills a record.</summary>
    /// <param name="type">Record type.</param>
    /// <param name="node">A mapping.</param>
    /// <param name="path">Dotted keys of the node.</param>
    /// <returns>The record; values with errors keep their defaults.</returns>
    public object BindMapping(Type type, YamlNode node, string path)
    {
        ObjectShape shape = ObjectShape.For(type);
        object target = Activator.CreateInstance(type)!;
        _nodes[path] = node;
        if (node is not YamlMappingNode mapping)
        {
            errors.AddInvalid(node, $"'{Last(path)}' must be a mapping of keys.", string.Join(", ", shape.Keys.Select(k => k.Name)), Describe(node));
            return target;
        }

        foreach ((YamlNode keyNode, YamlNode value) in mapping)
        {
            string name = (keyNode as YamlScalarNode)?.Value ?? string.Empty;
            KeyShape? key = shape.Keys.FirstOrDefault(k => k.Name == name);
            if (key is null)
            {
                AddUnknown(keyNode, name, path, shape);
            }
            else if (Bind(key, value, Join(path, name)) is { } bound)
            {
                key.Property.SetValue(target, bound);
            }
        }

        foreach (KeyShape key in shape.Keys.Where(k => k.Required && !_nodes.ContainsKey(Join(path, k.Name))))
        {
            errors.AddInvalid(node, $"The key '{Join(path, key.Name)}' is missing.", ScalarReader.Expectation(key), "nothing", $"Add '{key.Name}:'.");
        }

        return target;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        _ => "nothing",
    };

    private string Last(string path) => path.Length == 0 ? $"The {errors.Noun}" : path;

    private object? Bind(KeyShape key, YamlNode value, string path)
    {
        _nodes[path] = value;
        if (key.IsMapping)
        {
            return BindRecord(key.ValueType, value, path);
        }

        if (key.ElementType is { } element)
        {
            return BindList(key, element, value, path);
        }

        if (KeyShape.EntryOf(key.ValueType) is { } entry)
        {
            return BindEntries(key, entry, value, path);
        }

        if (value is YamlScalarNode scalar && ScalarReader.TryRead(key, key.ValueType, scalar, out object? read))
        {
            return read;
        }

        errors.AddInvalid(value, $"The value of '{path}' is wrong.", ScalarReader.Expectation(key), Describe(value), ScalarReader.Suggestion(key, value));
        return null;
    }

    private object? BindRecord(Type type, YamlNode value, string path)
    {
        if (value is YamlMappingNode || ObjectShape.For(type).Shorthand is not { } shorthand)
        {
            return BindMapping(type, value, path);
        }

        object target = Activator.CreateInstance(type)!;
        if (Bind(shorthand, value, path) is { } bound)
        {
            shorthand.Property.SetValue(target, bound);
        }

        return target;
    }

    private IList BindList(KeyShape key, Type element, YamlNode value, string path)
    {
        // One value stands for a list of one.
        IEnumerable<YamlNode> items = value is YamlSequenceNode sequence ? sequence.Children : [value];
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (YamlNode item in items)
        {
            if (BindItem(key, element, item, string.Create(CultureInfo.InvariantCulture, $"{path}.{list.Count}"), path) is { } bound)
            {
                list.Add(bound);
            }
        }

        return list;
    }

    private IDictionary BindEntries(KeyShape key, Type entry, YamlNode value, string path)
    {
        var entries = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), entry))!;
        if (value is not YamlMappingNode mapping)
        {
            errors.AddInvalid(value, $"'{path}' must be a mapping of keys.", ScalarReader.Expectation(key), Describe(value));
            return entries;
        }

        foreach ((YamlNode keyNode, YamlNode item) in mapping)
        {
            string name = (keyNode as YamlScalarNode)?.Value ?? string.Empty;
            if (BindItem(key, entry, item, Join(path, name), path) is { } bound)
            {
                entries[name] = bound;
            }
        }

        return entries;
    }

    private object? BindItem(KeyShape key, Type type, YamlNode item, string place, string path)
    {
        _nodes[place] = item;
        if (ObjectShape.IsMapping(type))
        {
            return BindRecord(type, item, place);
        }

        if (KeyShape.EntryOf(type) is { } entry)
        {
            return BindEntries(key, entry, item, place);
        }

        if (item is YamlScalarNode scalar && ScalarReader.TryRead(key, type, scalar, out object? read))
        {
            return read;
        }

        errors.AddInvalid(item, $"An item of '{path}' is wrong.", ScalarReader.Expectation(key), Describe(item));
        return null;
    }

    private void AddUnknown(YamlNode keyNode, string name, string path, ObjectShape shape)
    {
        string[] known = [.. shape.Keys.Select(k => k.Name)];
        string? nearest = NearestName.Of(name, known);
        errors.Add(new YamlError(
            ErrorCode.ScenarioUnknownKey,
            keyNode,
            $"Unknown key '{name}'{(path.Length == 0 ? string.Empty : $" in '{path}'")}.",
            $"one of: {string.Join(", ", known)}",
            name,
            nearest is null ? "Remove the key." : $"Did you mean '{nearest}'?"));
    }
}
