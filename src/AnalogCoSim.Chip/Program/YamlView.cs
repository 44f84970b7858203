using System.Globalization;
using AnalogCoSim.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Chip.Program;

/// <summary>A mapping of a YAML file, read key by key; every error names file, line and column.</summary>
public sealed class YamlView
{
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal YamlView(YamlNode node, string file)
    {
        _file = file;
        _node = node as YamlMappingNode ?? throw Invalid(node, "a mapping of keys to values", node.NodeType.ToString());
    }

    /// <summary>Whether there is a key; from now on it is a known one.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True if so.</returns>
    public bool Has(string key)
    {
        _known.Add(key);
        return _node.Children.ContainsKey(key);
    }

    /// <summary>A text.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The text.</returns>
    public string Text(string key) => Scalar(Child(key));

    /// <summary>A whole number, decimal or as 0x.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="least">Least value.</param>
    /// <param name="most">Largest value.</param>
    /// <returns>The number.</returns>
    public int Whole(string key, int least, int most) => Whole(Child(key), least, most);

    /// <summary>A finite number.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The number.</returns>
    public float Real(string key) => Real(Child(key));

    /// <summary>True or false.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The flag.</returns>
    public bool Flag(string key)
    {
        YamlNode node = Child(key);
        return Scalar(node) switch
        {
            "true" => true,
            "false" => false,
            string other => throw Invalid(node, "true or false", other),
        };
    }

    /// <summary>A list of whole numbers from 0.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="count">How many.</param>
    /// <returns>The numbers.</returns>
    public int[] Wholes(string key, int count)
    {
        YamlSequenceNode items = Sequence(Child(key));
        return items.Children.Count == count
            ? [.. items.Children.Select(item => Whole(item, 0, int.MaxValue))]
            : throw Invalid(items, $"{count} whole numbers", $"{items.Children.Count} items");
    }

    /// <summary>A list of finite numbers.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The numbers.</returns>
    public float[] Reals(string key) => [.. Sequence(Child(key)).Children.Select(Real)];

    /// <summary>A mapping below this one.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The mapping.</returns>
    public YamlView Map(string key) => new(Child(key), _file);

    /// <summary>A list of mappings.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The mappings.</returns>
    public IReadOnlyList<YamlView> Maps(string key) => [.. Sequence(Child(key)).Children.Select(item => new YamlView(item, _file))];

    /// <summary>Refuses keys that nobody asked for.</summary>
    public void Done()
    {
        foreach (YamlNode key in _node.Children.Keys)
        {
            string name = (key as YamlScalarNode)?.Value ?? key.ToString();
            if (!_known.Contains(name))
            {
                throw Invalid(key, $"one of: {string.Join(", ", _known.Order(StringComparer.Ordinal))}", $"unknown key '{name}'");
            }
        }
    }

    /// <summary>The error of a value that cannot be.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="expected">What it should be.</param>
    /// <param name="actual">What it is.</param>
    /// <returns>ACS0801 with line and column.</returns>
    public AcsException Invalid(string key, string expected, string actual) => Invalid(Child(key), expected, actual);

    /// <summary>File, line and column of a value.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The place.</returns>
    public string Where(string key) => Place(Child(key));

    private AcsException Invalid(YamlNode node, string expected, string actual) => new(
        ErrorCode.ProgramInvalid,
        "The chip program file cannot be read.",
        Place(node),
        expected,
        actual,
        "Compile the network again, or correct the file.");

    private string Place(YamlNode node) => string.Create(CultureInfo.InvariantCulture, $"{_file}:{node.Start.Line}:{node.Start.Column}");

    private YamlNode Child(string key) =>
        Has(key) ? _node.Children[key] : throw Invalid(_node, $"the key '{key}'", "a mapping without it");

    private string Scalar(YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Invalid(node, "a single value", node.NodeType.ToString());

    private YamlSequenceNode Sequence(YamlNode node) => node as YamlSequenceNode ?? throw Invalid(node, "a list", node.NodeType.ToString());

    private int Whole(YamlNode node, int least, int most)
    {
        string text = Scalar(node);
        bool hex = text.StartsWith("0x", StringComparison.Ordinal);
        bool read = int.TryParse(hex ? text.AsSpan(2) : text, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
        return read && value >= least && value <= most ? value : throw Invalid(node, $"a whole number from {least} to {most}", text);
    }

    private float Real(YamlNode node)
    {
        string text = Scalar(node);
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw Invalid(node, "a finite number", text);
    }
}
