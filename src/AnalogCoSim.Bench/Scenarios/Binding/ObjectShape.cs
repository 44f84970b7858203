using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Compiler.Options;

namespace AnalogCoSim.Bench.Scenarios.Binding;

/// <summary>The keys of one YAML mapping, read off the record that holds it: the single definition behind the parser and the JSON Schema.</summary>
internal sealed class ObjectShape
{
    private static readonly ConcurrentDictionary<Type, ObjectShape> Known = new();

    // Where users have a shorter word than the property's name; a null hides the property, because the scenario sets it elsewhere.
    private static readonly Dictionary<(Type Type, string Property), string?> OtherNames = new()
    {
        [(typeof(Scenario), nameof(Scenario.Hints))] = null,
        [(typeof(AnalogParameters), nameof(AnalogParameters.Seed))] = null,
        [(typeof(CompilerOptions), nameof(CompilerOptions.InputMean))] = null,
        [(typeof(CompilerOptions), nameof(CompilerOptions.InputStd))] = null,
        [(typeof(CompilerOptions), nameof(CompilerOptions.GmaxMicroSiemens))] = null,
        [(typeof(CompilerOptions), nameof(CompilerOptions.AdcGainMegahertzPerMicroAmpere))] = null,
        [(typeof(CompilerOptions), nameof(CompilerOptions.PwmStepNanoseconds))] = null,
        [(typeof(AnalogParameters), nameof(AnalogParameters.Scheme))] = "devices",
        [(typeof(AnalogParameters), nameof(AnalogParameters.ReadNoiseScale))] = "readNoise",
        [(typeof(AnalogParameters), nameof(AnalogParameters.ProgrammingNoiseScale))] = "programmingNoise",
        [(typeof(AnalogParameters), nameof(AnalogParameters.DriftTimeSeconds))] = "driftSeconds",
    };

    // Of keys at the top of a file; FormerKeys reads them, the schema marks them as deprecated.
    private static readonly Dictionary<(Type Type, string Property), string> FormerNames = new()
    {
        [(typeof(Scenario), nameof(Scenario.Analog))] = "chip",
    };

    private ObjectShape(Type type)
    {
        Type = type;
        Keys = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && NameOf(type, p) is not null)
            .Select(p => KeyOf(type, p))];
    }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>Its keys, in the order of declaration.</summary>
    public IReadOnlyList<KeyShape> Keys { get; }

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

    private static string? NameOf(Type type, PropertyInfo property) =>
        OtherNames.TryGetValue((type, property.Name), out string? other) ? other : char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static KeyShape KeyOf(Type type, PropertyInfo property)
    {
        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        AllowedValuesAttribute? words = property.GetCustomAttribute<AllowedValuesAttribute>();
        return new KeyShape(
            NameOf(type, property)!,
            property,
            property.IsDefined(typeof(RequiredMemberAttribute)),
            range is null ? null : Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
            range is null ? null : Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture),
            words?.Values.OfType<string>().ToArray())
        {
            FormerName = FormerNames.GetValueOrDefault((type, property.Name)),
            Pattern = property.GetCustomAttribute<RegularExpressionAttribute>()?.Pattern,
        };
    }
}
