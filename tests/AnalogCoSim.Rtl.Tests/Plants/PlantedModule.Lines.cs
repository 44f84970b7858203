using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Rtl.Tests.Plants;

/// <content>Faults that need nobody who thinks of them: in each line of the RTL.</content>
internal sealed partial class PlantedModule
{
    /// <summary>Each condition, assignment, literal and selected bit, outside of resets and of what serves assertions.</summary>
    public void Lines()
    {
        var lines = new List<string>();
        bool skipped = true;
        bool checks = false;
        foreach (string line in text.Split('\n'))
        {
            checks = line.StartsWith("`ifndef", StringComparison.Ordinal) || (checks && !line.StartsWith("`endif", StringComparison.Ordinal));
            bool begins = line.Contains("if (!rst_ni) begin", StringComparison.Ordinal);
            bool ends = line == ");" || EndOfReset().IsMatch(line);
            skipped = begins || (skipped && !ends);
            lines.Add(skipped || checks || line.Contains("`ACS", StringComparison.Ordinal) || line.Contains("localparam", StringComparison.Ordinal) ? line : Line(line));
        }

        text = string.Join('\n', lines);
    }

    private string Line(string line)
    {
        if (Condition().Match(line) is { Success: true } condition)
        {
            string value = condition.Groups["value"].Value;
            return $"{condition.Groups["head"].Value}{Either(value, "1'b0", Either(value, "1'b1", Expression(PlantKind.Line, "if ").Plant(value)))}) begin";
        }

        if (Clocked().Match(line) is { Success: true } clocked)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"{Next(PlantKind.Line, line.Trim() + " left out")}");
            return $"{clocked.Groups["space"].Value}if ({Selector} != 32'd{number}) {clocked.Groups["left"].Value} <= {Values(clocked.Groups["value"].Value)};";
        }

        return Wire().Match(line) is { Success: true } wire
            ? wire.Groups["head"].Value + (Boolean().IsMatch(wire.Groups["value"].Value) ? Expression(PlantKind.Line, wire.Groups["head"].Value.Trim() + " ").Plant(wire.Groups["value"].Value) : Values(wire.Groups["value"].Value)) + ";"
            : line;
    }

    private string Either(string what, string instead, string otherwise) => string.Create(CultureInfo.InvariantCulture, $"(({Selector} == 32'd{Next(PlantKind.Line, $"if {what} -> {instead}")}) ? {instead} : ({otherwise}))");

    // The last bit of literals is another, and so is a bit that is selected.
    private string Values(string value) => Selected().Replace(
        Literal().Replace(value, literal => string.Create(CultureInfo.InvariantCulture, $"({literal.Value} ^ {literal.Groups["width"].Value}'({Selector} == 32'd{Next(PlantKind.Line, $"{value}: {literal.Value}")}))")),
        selected =>
        {
            int bit = int.Parse(selected.Groups["bit"].Value, CultureInfo.InvariantCulture);
            return string.Create(CultureInfo.InvariantCulture, $"{selected.Groups["name"].Value}[({Selector} == 32'd{Next(PlantKind.Line, $"{value}: {selected.Value}")}) ? {(bit == 0 ? 1 : bit - 1)} : {bit}]");
        });

    [GeneratedRegex(@"^\s*end else( if .*)? begin$")]
    private static partial Regex EndOfReset();

    [GeneratedRegex(@"^(?<head>\s*(end else )?if \()(?<value>(?!!rst_ni).+)\) begin$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"^(?<space>\s*((\d'd\d|default|\w+::\w+):\s+)?)(?<left>[^=;]+?) <= (?<value>.+);$")]
    private static partial Regex Clocked();

    [GeneratedRegex(@"^(?<head>\s*(assign )?\w+ = )(?<value>.+);$")]
    private static partial Regex Wire();

    [GeneratedRegex(@"&&|\|\||==|!=")]
    private static partial Regex Boolean();

    [GeneratedRegex(@"(?<![\w'])(?<width>\d+)'[dh][0-9A-F_]+")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<name>\b[a-z]\w*)\[(?<bit>\d)\]")]
    private static partial Regex Selected();
}
