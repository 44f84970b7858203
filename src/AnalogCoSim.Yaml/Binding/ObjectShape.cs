using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AnalogCoSim.Yaml.Binding;

/// <summary>The keys of one YAML mapping, read off the record that holds it: the single definition behind the parser and the JSON Schema.</summary>
/// <remarks>A property's key is its name, or that of its <see cref="DisplayNameAttribute"/>; one that is not <see cref="BrowsableAttribute">browsable</see> has none.</remarks>
public sealed class ObjectShape
{
    private static readonly ConcurrentDictionary<Type, ObjectShape> Known = new();

    private ObjectShape(Type type)
    {
        Type = type;
        Keys = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.GetCustomAttribute<BrowsableAttribute>() is not { Browsable: false })
            .Select(KeyOf)];
    }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>Its keys, in the order of declaration.</summary>
    public IReadOnlyList<KeyShape> Keys { get; }

    /// <summary>The key that a scalar or a list in place of the mapping stands for, or null.</summary>
    public KeyShape? Shorthand => Keys.FirstOrDefault(key => key.Property.IsDefined(typeof(ShorthandAttribute)));

    /// <summary>The shape of a record type.</summary>
    /// <param name="type">Record type.</param>
    /// <returns>Its shape.</returns>
    public static ObjectShape For(Type type) => Known.GetOrAdd(type, t => new ObjectShape(t));

    /// <summary>Whether values of a type are mappings.</summary>
    /// <param name="type">Type of a value.</param>
    /// <returns>True for records.</returns>
    public static bool IsMapping(Type type) => type.IsClass && type != typeof(string) && !type.IsGenericType;

    /// <summary>An enumeration's member as written in YAML: <c>TwoDevice</c> is <c>two-device</c>.</summary>
    /// <param name="member">Name of the member.</param>
    /// <returns>The word.</returns>
    public static string WordOf(string member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return string.Concat(member.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));
    }

    // Where users have a shorter word than the property's name.
    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static KeyShape KeyOf(PropertyInfo property)
    {
        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        AllowedValuesAttribute? words = property.GetCustomAttribute<AllowedValuesAttribute>();
        return new KeyShape(
            NameOf(property),
            property,
            property.IsDefined(typeof(RequiredMemberAttribute)),
            range is null ? null : Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
            range is null ? null : Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture),
            words?.Values.OfType<string>().ToArray())
        {
            FormerName = property.GetCustomAttribute<FormerNameAttribute>()?.Name,
            Pattern = property.GetCustomAttribute<RegularExpressionAttribute>()?.Pattern,
        };
    }
}
