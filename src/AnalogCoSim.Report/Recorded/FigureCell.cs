using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;
using Fluid;
using Fluid.Values;

namespace AnalogCoSim.Report.Recorded;

/// <summary>Fills the figure cell of a row: Liquid expressions over the record, every number through a filter that refuses what is not there.</summary>
internal sealed partial class FigureCell
{
    private readonly FluidParser _parser = new();

    private readonly TemplateOptions _options = new() { StrictVariables = true, StrictFilters = true, CultureInfo = CultureInfo.InvariantCulture };

    /// <summary>Prepares the filters <c>number</c> (a .NET format), <c>scaled</c> (times a factor), <c>reciprocal</c> (a factor through it) and <c>text</c>.</summary>
    public FigureCell()
    {
        _options.Filters.AddFilter("number", (input, arguments, _) => new StringValue(Number(input).ToString(arguments.At(0).ToStringValue(), CultureInfo.InvariantCulture)));
        _options.Filters.AddFilter("scaled", (input, arguments, _) => NumberValue.Create((decimal)(Number(input) * (double)arguments.At(0).ToNumberValue())));
        _options.Filters.AddFilter("reciprocal", (input, arguments, _) => NumberValue.Create((decimal)((double)arguments.At(0).ToNumberValue() / Number(input))));
        _options.Filters.AddFilter("text", (input, _, _) => new StringValue(Given(input).ToStringValue()));
    }

    /// <summary>The cell of the page.</summary>
    /// <param name="cell">Cell of the template.</param>
    /// <param name="record">Record of the row.</param>
    /// <param name="where">Line of the template, for errors.</param>
    /// <returns>The cell, its expressions replaced.</returns>
    /// <exception cref="AcsException">DataDamaged: a digit outside of expressions, a wrong expression, a field that the record does not hold.</exception>
    public string Render(string cell, RecordedResult record, string where)
    {
        string bare = Tag().Replace(Expression().Replace(cell, ""), "");
        if (bare.Any(char.IsDigit) || !Expression().IsMatch(cell))
        {
            throw Error(where, "figures in {{ }} only, read from the record", cell);
        }

        if (Expression().Matches(cell).FirstOrDefault(match => !Filtered().IsMatch(match.Value)) is { } unfiltered)
        {
            throw Error(where, "an expression that ends in the filter number or text", unfiltered.Value);
        }

        if (!_parser.TryParse(cell, out IFluidTemplate? parsed, out string? reason))
        {
            throw Error(where, "a Liquid expression", reason);
        }

        var context = new TemplateContext(_options);
        context.SetValue("r", record.Result);
        try
        {
            return parsed.Render(context);
        }
        catch (Exception inner) when (inner is not AcsException)
        {
            throw Error(where, $"a field that the record of '{record.Command}' holds", $"{cell}: {inner.Message}", inner);
        }
    }

    private static double Number(FluidValue value) =>
        Given(value) is NumberValue number ? (double)number.ToNumberValue() : throw new FormatException($"'{value.ToStringValue()}' is no number");

    private static FluidValue Given(FluidValue value) => value.IsNil() ? throw new FormatException("there is no such field") : value;

    private static AcsException Error(string where, string expected, string actual, Exception? inner = null) =>
        new(ErrorCode.DataDamaged, "A figure of the results page cannot be made.", where, expected, actual, "correct the template, or record the result again: acs results --record NAME", inner);

    [GeneratedRegex(@"\{%.*?%\}")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{\{.*?\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\|\s*(number:[^|}]*|text\s*)\}\}$")]
    private static partial Regex Filtered();
}
