using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Stimulus;

/// <summary>Transactions that people or files give field by field.</summary>
internal static class DirectedValues
{
    /// <summary>Values of one transaction.</summary>
    /// <param name="shape">The fields.</param>
    /// <param name="given">Names and texts; fields that are not given have their defaults.</param>
    /// <param name="where">Place, for errors.</param>
    /// <returns>Bit patterns of all fields.</returns>
    /// <exception cref="AcsException">ACS0103, ACS0104.</exception>
    public static ulong[] Of(TransactionShape shape, IEnumerable<KeyValuePair<string, string>> given, string where)
    {
        ulong[] values = [.. shape.Fields.Select(field => field.Default)];
        foreach ((string name, string text) in given)
        {
            Field field = shape.Named(name, where);
            values[field.Index] = Value(field, text, where);
        }

        return values;
    }

    /// <summary>One value.</summary>
    /// <param name="field">Its field.</param>
    /// <param name="text">Its text.</param>
    /// <param name="where">Place, for errors.</param>
    /// <returns>The bit pattern.</returns>
    /// <exception cref="AcsException">ACS0104.</exception>
    public static ulong Value(Field field, string text, string where) => field.TryParse(text, out ulong value) ? value : throw new AcsException(
        ErrorCode.ScenarioInvalidValue,
        $"'{field.Name}' has no such value.",
        where,
        field.Words.Count > 0 ? $"one of: {string.Join(", ", field.Words)}" : $"a number of {field.Width} bits{(field.IsSigned ? " with sign" : string.Empty)}, decimal or 0x...",
        text);
}
