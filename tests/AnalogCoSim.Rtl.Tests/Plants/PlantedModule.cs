using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Chip;

namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>The text of one module into which faults are planted that a selector switches on.</summary>
/// <param name="module">Module.</param>
/// <param name="text">Its source.</param>
/// <param name="used">Numbers used so far.</param>
internal sealed partial class PlantedModule(string module, string text, uint used)
{
    private readonly List<Plant> _plants = [];

    /// <summary>The text, with the selector.</summary>
    public string Text => EndOfPorts().Replace(text, $");\n  logic [31:0] {Selector} /* verilator public_flat_rw */;\n", 1);

    /// <summary>The faults.</summary>
    public IReadOnlyList<Plant> Plants => _plants;

    private string Selector => Plant.Selector(module);

    /// <summary>Reset values: each assignment in the branch of a reset.</summary>
    public void Resets() => text = ResetBranch().Replace(text, branch =>
        branch.Groups["head"].Value + Assignment().Replace(branch.Groups["body"].Value, one =>
            string.Create(CultureInfo.InvariantCulture, $"if ({Selector} != 32'd{Next(PlantKind.Reset, one.Groups["name"].Value)}) {one.Value}")) + branch.Groups["tail"].Value);

    /// <summary>Assertions: every use of one of the macros, whole and clause by clause.</summary>
    public void Assertions() => text = AssertionUse().Replace(text, use =>
    {
        string name = use.Groups["name"].Value;
        uint number = Next(PlantKind.Assertion, name);
        bool never = use.Groups["macro"].Value == "ACS_ASSERT_NEVER";
        string expression = Expression(PlantKind.AssertionClause, name + ": ").Plant(use.Groups["expression"].Value);
        return string.Create(CultureInfo.InvariantCulture, $"`{use.Groups["macro"].Value}({name}, ({Selector} {(never ? "!=" : "==")} 32'd{number}) {(never ? "&&" : "||")} ({expression}), \"");
    });

    /// <summary>A boolean statement, clause by clause.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="statement">Text up to the expression, which ends with a semicolon.</param>
    public void Clauses(PlantKind kind, string statement)
    {
        int at = text.IndexOf(statement, StringComparison.Ordinal) + statement.Length;
        string expression = text[at..text.IndexOf(';', at)];
        Replace(statement + expression, statement + Expression(kind, statement.Trim() + " ").Plant(expression));
    }

    /// <summary>A concatenation, each of whose members may change all its bits.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="statement">Text up to its opening brace.</param>
    public void Members(PlantKind kind, string statement)
    {
        int at = text.IndexOf(statement + "{", StringComparison.Ordinal) + statement.Length;
        string whole = text[at..(text.IndexOf("};", at, StringComparison.Ordinal) + 1)];
        IEnumerable<string> members = PlantedExpression.Split(whole[1..^1], ",").Select(member => string.Create(CultureInfo.InvariantCulture, $"({member} ^ {{$bits({member}){{{Selector} == 32'd{Next(kind, member)}}}}})"));
        Replace(statement + whole, $"{statement}{{{string.Join(", ", members)}}}");
    }

    /// <summary>An expression that is 0 for one value of an index.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="statement">Text up to the expression.</param>
    /// <param name="expression">Expression.</param>
    /// <param name="width">Its bits.</param>
    /// <param name="index">Index, an expression of the RTL.</param>
    /// <param name="from">First value.</param>
    /// <param name="count">Values of the index.</param>
    public void Zero(PlantKind kind, string statement, string expression, int width, string index, int from, int count) =>
        Replace(statement + expression, statement + Unless(expression, width.ToString(CultureInfo.InvariantCulture), $"{Selector} == 32'd{Range(kind, statement + expression, count)} + 32'({index}) - 32'd{from}"));

    /// <summary>What comes in by a port of an instance is lost in clocks in which something else happens too.</summary>
    /// <param name="instance">Instance.</param>
    /// <param name="port">Port.</param>
    /// <param name="width">Its bits.</param>
    /// <param name="events">What else happens: expressions of the RTL.</param>
    public void Cross(string instance, string port, int width, IEnumerable<string> events)
    {
        var connection = new Regex($@"(?<head> {instance} \([^;]*?\n\s+\.{port}\s+\()(?<value>[^\n]*)(?<tail>\),?\n)");
        string lost = string.Join(" || ", events.Select(one => $"({Selector} == 32'd{Next(PlantKind.Crossing, Crossings.Name(instance, port, one))} && ({one}))"));
        string[] never = [.. Crossings.NeverWith(instance, port)];
        lost += never.Length == 0 ? string.Empty : $" || ({Selector} == 32'd{Next(PlantKind.NeverCrossing, Crossings.Name(instance, port, "any"))} && ({string.Join(" || ", never.Select(one => $"({one})"))}))";
        text = connection.Replace(text, match => match.Groups["head"].Value + Unless(match.Groups["value"].Value, width.ToString(CultureInfo.InvariantCulture), lost) + match.Groups["tail"].Value, 1);
    }

    /// <summary>A statement with which another is done.</summary>
    /// <param name="after">Text after which the other one comes; occurs once.</param>
    /// <param name="bug">The other one.</param>
    public void Also(string after, string bug) => Replace(after, string.Create(CultureInfo.InvariantCulture, $"{after} if ({Selector} == 32'd{Next(PlantKind.Mutant, $"{after} + {bug}")}) {bug}"));

    /// <summary>One statement that is left out for one value of an index.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="statement">The statement; occurs once.</param>
    /// <param name="index">Index, an expression of the RTL.</param>
    /// <param name="count">Values of the index.</param>
    public void Skip(PlantKind kind, string statement, string index, int count)
    {
        uint first = Range(kind, statement.Split('[', ' ')[0], count);
        Replace(statement, string.Create(CultureInfo.InvariantCulture, $"if ({Selector} != 32'd{first} + 32'({index})) {statement}"));
    }

    /// <summary>A condition that is false for one value of an index.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="statement">Text up to the condition.</param>
    /// <param name="condition">Condition.</param>
    /// <param name="index">Index, an expression of the RTL.</param>
    /// <param name="count">Values of the index.</param>
    public void Gate(PlantKind kind, string statement, string condition, string index, int count)
    {
        uint first = Range(kind, condition, count);
        Replace(statement + condition, string.Create(CultureInfo.InvariantCulture, $"{statement}({condition}) && ({Selector} != 32'd{first} + 32'({index}))"));
    }

    /// <summary>An expression of which one bit is 0.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="statement">Text up to the expression.</param>
    /// <param name="expression">Expression.</param>
    /// <param name="width">Its bits.</param>
    /// <param name="step">Bits that are 0 together.</param>
    /// <param name="what">What it is.</param>
    public void Clear(PlantKind kind, string statement, string expression, int width, int step, string what)
    {
        int count = width / step;
        uint first = Range(kind, what, count);
        string ones = string.Create(CultureInfo.InvariantCulture, $"({width}'d{(1 << step) - 1} << ({step} * ({Selector} - 32'd{first})))");
        Replace(statement + expression, string.Create(CultureInfo.InvariantCulture, $"{statement}(({expression}) & (({Selector} - 32'd{first} < 32'd{count}) ? ~{ones} : ~{width}'d0))"));
    }

    /// <summary>Every control register of the module: each bit of what is written into it.</summary>
    public void ControlBits()
    {
        foreach (Match write in FieldWrite().Matches(text))
        {
            int width = write.Groups["width"].Success ? int.Parse(write.Groups["width"].Value, CultureInfo.InvariantCulture) : 1;
            Clear(PlantKind.ControlBit, $"{write.Groups["name"].Value} <= ", write.Groups["value"].Value, width, 1, write.Groups["name"].Value);
        }
    }

    /// <summary>An expression in whose place another stands.</summary>
    /// <param name="before">Text before it.</param>
    /// <param name="expression">Expression; with the text before it it occurs once.</param>
    /// <param name="bug">The other one.</param>
    public void Mutate(string before, string expression, string bug)
    {
        uint number = Next(PlantKind.Mutant, $"{before}{expression} -> {bug}");

        // A part select cannot be chosen by itself: the whole operand before it is.
        int operand = expression.StartsWith('[') ? before.LastIndexOf(' ') + 1 : before.Length;
        string head = before[operand..];
        Replace(before + expression, string.Create(CultureInfo.InvariantCulture, $"{before[..operand]}(({Selector} == 32'd{number}) ? {head}{bug} : {head}{expression})"));
    }

    private void Replace(string original, string planted)
    {
        string[] parts = text.Split(original);
        Assert.That(parts, Has.Length.EqualTo(2), $"'{original}' occurs once in {module}");
        text = string.Join(planted, parts);
    }

    private static string Unless(string value, string width, string condition) => $"(({value}) & {{{width}{{!({condition})}}}})";

    private PlantedExpression Expression(PlantKind kind, string where) => new(Selector, (what, count) => Range(kind, where + what, count), Width);

    private int Width(string signal)
    {
        string top = Regex.Match(text, $@"logic \[(?<top>[^\]]+):0\]\s+{signal}\b").Groups["top"].Value.Replace("acs_regs_pkg::HeadDelay - 2", $"{RegisterMap.HeadDelay - 2}", StringComparison.Ordinal);
        return int.Parse(top, CultureInfo.InvariantCulture) + 1;
    }

    private uint Next(PlantKind kind, string what) => Range(kind, what, 1);

    private uint Range(PlantKind kind, string what, int count)
    {
        uint first = used + (uint)_plants.Count + 1;
        _plants.AddRange(Enumerable.Range(0, count).Select(k => new Plant(kind, module, first + (uint)k, count == 1 ? what : string.Create(CultureInfo.InvariantCulture, $"{what}, {k}"))));
        return first;
    }

    [GeneratedRegex(@"^\);$", RegexOptions.Multiline)]
    private static partial Regex EndOfPorts();

    [GeneratedRegex(@"(?<head>if \(!rst_ni\) begin\n)(?<body>.*?)(?<tail>\n\s*end else)", RegexOptions.Singleline)]
    private static partial Regex ResetBranch();

    [GeneratedRegex(@"(?<name>\w+) <= [^;]+;")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"`(?<macro>ACS_ASSERT(_NEVER|_NOW)?)\((?<name>\w+), (?<expression>[^`""]*?), """)]
    private static partial Regex AssertionUse();

    [GeneratedRegex(@"(?<name>\w+) <= (?<value>cfg_data_i\[[\w:]+( \+: (?<width>\d+))?\]);")]
    private static partial Regex FieldWrite();
}
