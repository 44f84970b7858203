using System.Globalization;
using System.Text.RegularExpressions;

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

    /// <summary>Assertions: every use of one of the macros.</summary>
    public void Assertions() => text = AssertionUse().Replace(text, use =>
    {
        uint number = Next(PlantKind.Assertion, use.Groups["name"].Value);
        bool never = use.Groups["macro"].Value == "ACS_ASSERT_NEVER";
        return string.Create(CultureInfo.InvariantCulture, $"{use.Value} ({Selector} {(never ? "!=" : "==")} 32'd{number}) {(never ? "&&" : "||")}");
    });

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

    [GeneratedRegex(@"`(?<macro>ACS_ASSERT(_NEVER|_NOW)?)\((?<name>\w+),")]
    private static partial Regex AssertionUse();

    [GeneratedRegex(@"(?<name>\w+) <= (?<value>cfg_data_i\[[\w:]+( \+: (?<width>\d+))?\]);")]
    private static partial Regex FieldWrite();
}
