using System.Collections.Concurrent;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Options that take a number or a word of a list: their ranges, and what is told of a value that is none or lies outside.</summary>
internal static class OptionValues
{
    private static readonly ConcurrentDictionary<Option, (double Low, double High)> Ranges = new();

    /// <summary>Gives an option a range.</summary>
    /// <typeparam name="T">A number, or nullable.</typeparam>
    /// <param name="option">The option.</param>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <returns>The option.</returns>
    public static Option<T> Within<T>(this Option<T> option, double low, double high = int.MaxValue)
    {
        Ranges[option] = (low, high);
        return option;
    }

    /// <summary>Looks over what was given for one option.</summary>
    /// <param name="given">The option as parsed.</param>
    /// <param name="command">Words of the command, for the error.</param>
    /// <returns>ACS0901 for the first value that is not of the option's type and range; null if there is none, or the option takes any text.</returns>
    public static AcsException? Objection(OptionResult given, string command)
    {
        Type type = Nullable.GetUnderlyingType(given.Option.ValueType) ?? given.Option.ValueType;
        (double low, double high) = Ranges.GetValueOrDefault(given.Option, (double.MinValue, double.MaxValue));
        return (IsNumber(type) || type.IsEnum) && given.Tokens.FirstOrDefault(token => !(Read(token.Value, type) is { } number && number >= low && number <= high)) is { } wrong
            ? new AcsException(
                ErrorCode.CommandLine,
                $"The value of {given.Option.Name} is wrong.",
                $"{command} {given.Option.Name} {wrong.Value}",
                Expectation(type, low, high),
                wrong.Value,
                $"{command} --help")
            : null;
    }

    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(ulong) || type == typeof(float) || type == typeof(double);

    private static double? Read(string text, Type type)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? 0 : null;
        }

        bool read = type == typeof(int) ? int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out _) : type != typeof(ulong) || ulong.TryParse(text, NumberStyles.None, invariant, out _);
        return read && double.TryParse(text, NumberStyles.Float, invariant, out double number) && double.IsFinite(type == typeof(float) ? (float)number : number) ? number : null;
    }

    private static string Expectation(Type type, double low, double high)
    {
        if (type.IsEnum)
        {
            return $"one of: {string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()))}";
        }

        string kind = type == typeof(int) || type == typeof(ulong) ? "an integer" : "a finite number";
        return low == double.MinValue ? type == typeof(ulong) ? $"{kind}, 0 or larger" : kind
            : high == int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{kind}, at least {low}")
            : string.Create(CultureInfo.InvariantCulture, $"{kind} from {low} to {high}");
    }
}
