using System.Globalization;
using System.Text;
using AnalogCoSim.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>Collects what is wrong with a scenario or a sweep and reports all of it at once, each error with its line and a caret.</summary>
/// <param name="path">File it came from.</param>
/// <param name="text">Its text.</param>
/// <param name="noun">What messages call it.</param>
public sealed class YamlErrors(string path, string text, string noun = "scenario")
{
    private readonly List<YamlError> _errors = [];
    private readonly List<string> _hints = [];
    private readonly Dictionary<YamlNode, string> _overrides = new(ReferenceEqualityComparer.Instance);
    private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');

    /// <summary>What messages call the file.</summary>
    public string Noun => noun;

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool None => _errors.Count == 0;

    /// <summary>What was understood and should be said in other words, each once.</summary>
    public IReadOnlyList<string> Hints => _hints.Count == 0 ? [] : [.. _hints.Distinct(StringComparer.Ordinal)];

    /// <summary>Says that a node came from the command line.</summary>
    /// <param name="node">The node.</param>
    /// <param name="origin">The argument it came from.</param>
    public void CameFrom(YamlNode node, string origin) => _overrides[node] = origin;

    /// <summary>Adds an error.</summary>
    /// <param name="error">The error.</param>
    public void Add(YamlError error) => _errors.Add(error);

    /// <summary>Adds a wrong value (ACS0104).</summary>
    /// <param name="node">Node of the value.</param>
    /// <param name="what">One sentence.</param>
    /// <param name="expected">What would have been right.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="remedy">What to do.</param>
    public void AddInvalid(YamlNode node, string what, string? expected, string? actual, string? remedy = null) =>
        Add(new YamlError(ErrorCode.ScenarioInvalidValue, node, what, expected, actual, remedy));

    /// <summary>Adds a hint.</summary>
    /// <param name="node">The node that it is about, or null for the command line or the <c>set:</c> of a sweep.</param>
    /// <param name="what">What is better said how.</param>
    public void AddHint(YamlNode? node, string what) =>
        _hints.Add(node is null ? $"set: {what}" : string.Create(CultureInfo.InvariantCulture, $"{path}:{node.Start.Line}:{node.Start.Column}: {what}"));

    /// <summary>Throws if anything is wrong.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count == 0)
        {
            return;
        }

        YamlError[] ordered = [.. _errors.OrderBy(e => _overrides.ContainsKey(e.Node)).ThenBy(e => e.Node.Start.Line).ThenBy(e => e.Node.Start.Column)];
        YamlError first = ordered[0];
        string what = ordered.Length == 1 ? first.What : List(ordered);
        throw new AcsException(first.Code, what, Where(first.Node), first.Expected, first.Actual, first.Remedy);
    }

    /// <summary>The error for text that is not YAML.</summary>
    /// <param name="inner">What the parser said.</param>
    /// <returns>The error.</returns>
    public AcsException Syntax(YamlException inner) =>
        new(ErrorCode.ScenarioSyntax, $"The {noun} is not well-formed YAML.", Where(inner.Start), null, inner.Message, "Correct the line; every key is indented by two spaces.", inner);

    /// <summary>Where a node stands, as errors have it: the argument that it came from, or file, line and column, and the line itself.</summary>
    /// <param name="node">A node of the file.</param>
    /// <returns>Text, perhaps of several lines.</returns>
    public string PlaceOf(YamlNode node) => Where(node);

    private string List(YamlError[] errors)
    {
        var all = new StringBuilder();
        all.Append(CultureInfo.InvariantCulture, $"The {noun} has {errors.Length} errors.");
        foreach (YamlError error in errors)
        {
            all.Append(CultureInfo.InvariantCulture, $"\n  ACS{(int)error.Code:D4} {Where(error.Node).ReplaceLineEndings("\n      ")}\n      {error.What}");
            all.Append(error.Remedy is null ? string.Empty : " " + error.Remedy);
        }

        return all.ToString();
    }

    private string Where(YamlNode node) => _overrides.TryGetValue(node, out string? origin) ? origin : Where(node.Start);

    private string Where(Mark mark)
    {
        int line = (int)mark.Line;
        int column = (int)mark.Column;
        string place = string.Create(CultureInfo.InvariantCulture, $"{path}:{line}:{column}");
        return line < 1 || line > _lines.Length || _lines[line - 1].Trim().Length == 0
            ? place
            : $"{place}\n{SourceExcerpt.Of(_lines[line - 1], column)}";
    }
}
