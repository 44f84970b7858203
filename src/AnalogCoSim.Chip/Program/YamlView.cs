using System.Globalization;
using AnalogCoSim.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Chip.Program;

/// <summary>A mapping of a YAML file, read key by key; every error names file, line and column.</summary>
internal sealed class YamlView
{
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public YamlView(YamlNode node, string file)
    {
        _file = file;
        _node = node as YamlMappingNode ?? throw Invalid(node, "a mapping of keys to values", node.NodeType.ToString());
    }

    public bool Has(string key)
    {
        _known.Add(key);
        return _node.Children.ContainsKey(key);
    }

    public string Text(string key) => Scalar(Child(key));

    public int Whole(string key, int least, int most) => Whole(Child(key), least, most);

    public float Real(string key) => Real(Child(key));

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

    public int[] Wholes(string key, int count)
    {
        YamlSequenceNode items = Sequence(Child(key));
        return items.Children.Count == count
            ? [.. items.Children.Select(item => Whole(item, 0, int.MaxValue))]
            : throw Invalid(items, $"{count} whole numbers", $"{items.Children.Count} items");
    }

    public float[] Reals(string key) => [.. Sequence(Child(key)).Children.Select(Real)];

    public YamlView Map(string key) => new(Child(key), _file);

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

    public AcsException Invalid(string key, string expected, string actual) => Invalid(Child(key), expected, actual);

    private AcsException Invalid(YamlNode node, string expected, string actual) => new(
        ErrorCode.ProgramInvalid,
        "The chip program file cannot be read.",
        string.Create(CultureInfo.InvariantCulture, $"{_file}:{node.Start.Line}:{node.Start.Column}"),
        expected,
        actual,
        "Compile the network again, or correct the file.");

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
