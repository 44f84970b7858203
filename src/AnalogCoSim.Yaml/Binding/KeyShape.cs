using System.Reflection;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>One key of a YAML mapping: the property it sets and what its value may be.</summary>
/// <param name="Name">Key as written in YAML.</param>
/// <param name="Property">Property that holds the value.</param>
/// <param name="Required">Whether the key must be there.</param>
/// <param name="Minimum">Smallest number, or null.</param>
/// <param name="Maximum">Largest number, or null.</param>
/// <param name="AllowedValues">The only allowed words, or null.</param>
public sealed record KeyShape(
    string Name,
    PropertyInfo Property,
    bool Required,
    double? Minimum,
    double? Maximum,
    IReadOnlyList<string>? AllowedValues)
{
    /// <summary>Regular expression that a text must match, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>What the key was called in earlier versions, and is read under still; or null.</summary>
    public string? FormerName { get; init; }

    /// <summary>Type of the value, without the nullable wrapper.</summary>
    public Type ValueType => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Element type of a list value, or null where the value is no list.</summary>
    public Type? ElementType => ElementOf(ValueType);

    /// <summary>Whether the value is a mapping of its own.</summary>
    public bool IsMapping => ObjectShape.IsMapping(ValueType);

    /// <summary>Element type of a list.</summary>
    /// <param name="type">Type of a value.</param>
    /// <returns>The type, or null for other values.</returns>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>Type of the values of a mapping whose keys are free.</summary>
    /// <param name="type">Type of a value.</param>
    /// <returns>The type, or null for other values.</returns>
    public static Type? EntryOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;
}
