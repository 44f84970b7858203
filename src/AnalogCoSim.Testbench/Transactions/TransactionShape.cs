using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Testbench.Transactions;

/// <summary>The fields of a kind of transaction.</summary>
public sealed class TransactionShape
{
    private readonly Dictionary<string, Field> _byName;

    /// <summary>Makes a shape.</summary>
    /// <param name="fields">Fields that no other shape has, in the order in which people see them.</param>
    public TransactionShape(params IReadOnlyList<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = fields;
        _byName = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        for (int k = 0; k < fields.Count; k++)
        {
            fields[k].Index = fields[k].Index < 0 ? k : throw new ArgumentException($"The field {fields[k].Name} belongs to another shape.", nameof(fields));
        }
    }

    /// <summary>The fields.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>A field by its name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="where">Place that names it, for the error.</param>
    /// <returns>The field.</returns>
    /// <exception cref="AcsException">ACS0103.</exception>
    public Field Named(string name, string where) => _byName.TryGetValue(name, out Field? field) ? field : throw new AcsException(
        ErrorCode.ScenarioUnknownKey,
        $"The transactions of this bench have no field '{name}'.",
        where,
        $"one of: {string.Join(", ", _byName.Keys)}",
        name,
        NearestName.Of(name, [.. _byName.Keys]) is { } nearest ? $"Did you mean '{nearest}'?" : null);
}
