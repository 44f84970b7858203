using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>A boolean expression of the RTL that can lose one operand of an "or", one of an "and", one bit of a value compared with 0, or one case of a comparison.</summary>
/// <param name="selector">Register that selects what is lost.</param>
/// <param name="range">Hands out numbers: what is lost, and how many of it; returns the first.</param>
/// <param name="width">Bits of a signal.</param>
internal sealed partial class PlantedExpression(string selector, Func<string, int, uint> range, Func<string, int> width)
{
    /// <summary>Plants everything that can be lost.</summary>
    /// <param name="expression">Expression.</param>
    /// <returns>The same expression while nothing is selected.</returns>
    public string Plant(string expression)
    {
        string text = expression.Trim();
        foreach (var (sign, neutral) in new[] { ("||", "1'b0"), ("&&", "1'b1") })
        {
            string[] operands = Split(text, sign);
            if (operands.Length > 1)
            {
                return string.Join($" {sign} ", operands.Select(operand => Or(operand, neutral, Plant(operand))));
            }
        }

        return text.StartsWith('!') && IsEnclosed(text[1..]) ? $"!({Plant(text[2..^1])})"
            : IsEnclosed(text) ? $"({Plant(text[1..^1])})"
            : Zero().Match(text) is { Success: true } zero ? Bits(zero)
            : Order().Match(text) is { Success: true } order ? Cases(order)
            : Same().Match(text) is { Success: true } same ? $"({Plant(same.Groups["left"].Value)}) == {same.Groups["right"].Value}"
            : text;
    }

    /// <summary>Splits at a sign, or at commas, outside all brackets.</summary>
    /// <param name="text">Text.</param>
    /// <param name="sign">Sign.</param>
    /// <returns>Parts.</returns>
    public static string[] Split(string text, string sign)
    {
        var parts = new List<string>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < text.Length; at++)
        {
            depth += "([{".Contains(text[at], StringComparison.Ordinal) ? 1 : ")]}".Contains(text[at], StringComparison.Ordinal) ? -1 : 0;
            if (depth == 0 && string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
            {
                parts.Add(text[from..at].Trim());
                from = at + sign.Length;
            }
        }

        return [.. parts, text[from..].Trim()];
    }

    private static bool IsEnclosed(string text)
    {
        int depth = 0;
        return text.StartsWith('(') && text.EndsWith(')') && text[..^1].All(letter => (depth += letter == '(' ? 1 : letter == ')' ? -1 : 0) > 0);
    }

    private string Or(string what, string instead, string otherwise) =>
        string.Create(CultureInfo.InvariantCulture, $"(({selector} == 32'd{range($"{what} -> {instead}", 1)}) ? {instead} : ({otherwise}))");

    private string Bits(Match zero)
    {
        string value = zero.Groups["value"].Value;
        int bits = zero.Groups["width"].Success ? int.Parse(zero.Groups["width"].Value, CultureInfo.InvariantCulture) : width(value);
        return bits == 1 ? zero.Value : $"({value} & {Others(zero.Value, bits)}) {zero.Groups["sign"].Value} {bits}'d0";
    }

    // Greater: also by what single bits say, and only just.
    private string Cases(Match order)
    {
        var (left, right, sign) = (order.Groups["left"].Value, order.Groups["right"].Value, order.Groups["sign"].Value);
        int bits = width(right);
        string others = Others(order.Value, bits);
        string whole = $"(({left}) & {others}) {sign} ({right} & {others})";
        string far = Or(order.Value, $"({left} > {right} + {bits}'d1)", whole);
        return Or(order.Value, $"({left} == {right} + {bits}'d{(sign == ">" ? 1 : 0)})", far);
    }

    private string Others(string what, int bits)
    {
        uint first = range(what, bits);
        return string.Create(CultureInfo.InvariantCulture, $"(({selector} - 32'd{first} < 32'd{bits}) ? ~({bits}'d1 << ({selector} - 32'd{first})) : ~{bits}'d0)");
    }

    [GeneratedRegex(@"^(?<value>.+) (?<sign>==|!=) ((?<width>\d+)'d0|'0)$")]
    private static partial Regex Zero();

    [GeneratedRegex(@"^(?<left>[^<>=]+) (?<sign>>=?) (?<right>\w+)$")]
    private static partial Regex Order();

    [GeneratedRegex(@"^\((?<left>.+)\) == (?<right>\w+)$")]
    private static partial Regex Same();
}
