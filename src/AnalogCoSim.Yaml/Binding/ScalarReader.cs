using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>Reads YAML scalars as words, numbers, truth values and enumeration members, within a key's limits.</summary>
public static class ScalarReader
{
    /// <summary>Reads a scalar.</summary>
    /// <param name="key">The key it belongs to.</param>
    /// <param name="type">Type wanted.</param>
    /// <param name="scalar">The scalar.</param>
    /// <param name="value">The value read.</param>
    /// <returns>False if it is of another type or out of range.</returns>
    public static bool TryRead(KeyShape key, Type type, YamlScalarNode scalar, out object? value)
    {
        string text = scalar.Value ?? string.Empty;
        value = type switch
        {
            _ when type == typeof(string) => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal) && (key.AllowedValues?.Contains(text) ?? true) && (key.Pattern is null || Matches(text, key.Pattern)) ? text : null,
            _ when type.IsEnum => Enum.GetNames(type).FirstOrDefault(name => ObjectShape.WordOf(name) == text) is { } member ? Enum.Parse(type, member) : null,
            _ when scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => null,
            _ when type == typeof(bool) => text switch { "true" => true, "false" => false, _ => null },
            _ => ReadNumber(type, text),
        };
        return value is not null && (value is string or bool or Enum || InRange(key, Convert.ToDouble(value, CultureInfo.InvariantCulture)));
    }

    /// <summary>What a key's value may be, for people.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Text.</returns>
    public static string Expectation(KeyShape key)
    {
        Type type = key.ElementType ?? key.ValueType;
        if (KeyShape.EntryOf(type) is { } entry)
        {
            string entries = ObjectShape.IsMapping(entry) ? "free names" : $"free names with {(entry == typeof(string) ? "texts" : "numbers")}";
            return $"{(key.ElementType is null ? string.Empty : "a list of: ")}a mapping of {entries}";
        }

        string one = type switch
        {
            _ when ObjectShape.IsMapping(type) => $"a mapping with the keys {string.Join(", ", ObjectShape.For(type).Keys.Select(k => k.Name))}",
            _ when key.AllowedValues is { } words => $"one of: {string.Join(", ", words)}",
            _ when type.IsEnum => $"one of: {string.Join(", ", Enum.GetNames(type).Select(ObjectShape.WordOf))}",
            _ when type == typeof(bool) => "true or false",
            _ when key.Pattern is not null => "a name: letters, digits, '.', '_' and '-', a letter or digit first, at most 100",
            _ when type == typeof(string) => "text, not empty and without NUL",
            _ => $"{(type == typeof(double) || type == typeof(float) ? "a finite number" : "an integer")}{Limits(key, type)}",
        };
        return key.ElementType is null ? one : $"a list of: {one}";
    }

    /// <summary>A near word for a misspelt one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="node">Its value.</param>
    /// <returns>A sentence, or null.</returns>
    public static string? Suggestion(KeyShape key, YamlNode node)
    {
        IEnumerable<string>? words = key.AllowedValues ?? (key.ValueType.IsEnum ? Enum.GetNames(key.ValueType).Select(ObjectShape.WordOf) : null);
        return words is not null && node is YamlScalarNode { Value: { } text } && NearestName.Of(text, words) is { } nearest ? $"Did you mean '{nearest}'?" : null;
    }

    private static string Limits(KeyShape key, Type type) => (key.Minimum, key.Maximum) switch
    {
        ({ } low, { } high) when high == int.MaxValue => string.Create(CultureInfo.InvariantCulture, $", at least {low}"),
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $" from {low} to {high}"),
        _ => type == typeof(ulong) ? ", 0 or larger" : string.Empty,
    };

    // $ alone would let a last line break pass.
    private static bool Matches(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant) && !text.EndsWith('\n');

    private static bool InRange(KeyShape key, double number) =>
        double.IsFinite(number) && number >= (key.Minimum ?? double.MinValue) && number <= (key.Maximum ?? double.MaxValue);

    private static object? ReadNumber(Type type, string text)
    {
        if (type == typeof(float) || type == typeof(double))
        {
            bool read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
            return !read ? null : type == typeof(float) ? (object)(float)number : number;
        }

        if (type == typeof(ulong))
        {
            bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
            return ulong.TryParse(hex ? text[2..] : text, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
                ? number
                : null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int integer) ? integer : null;
    }
}
