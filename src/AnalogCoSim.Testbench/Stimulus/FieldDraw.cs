using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Stimulus;

/// <summary>A rule for a field, ready to draw: every value is a function of seed, sequence, index, field and attempt alone.</summary>
internal sealed class FieldDraw
{
    private readonly Field _field;
    private readonly uint _name;
    private readonly List<(ValueSet Set, ulong Below)> _choices = [];
    private readonly ulong _from;
    private readonly ulong _span;
    private readonly bool _counts;
    private ulong _weights;

    /// <summary>Compiles a rule.</summary>
    /// <param name="field">The field.</param>
    /// <param name="rule">Its rule; null for what is usual.</param>
    /// <param name="where">Place of the rule, for errors.</param>
    /// <exception cref="AcsException">ACS0104: a value that the field does not have, or a rule that draws nothing.</exception>
    public FieldDraw(Field field, FieldRule? rule, string where)
    {
        (_field, _name) = (field, NameHash.Of(field.Name));
        IReadOnlyDictionary<string, int> weights = rule is null ? field.Usual : rule.Weights;
        foreach ((string text, int weight) in weights)
        {
            Add(Parse(text, where), weight);
        }

        foreach (string text in rule?.OneOf ?? [])
        {
            Add(Parse(text, where), 1);
        }

        if (rule is { From: not null } or { To: not null })
        {
            _counts = true;
            _from = rule.From is null ? field.All.Low : Value(rule.From, where);
            _span = (rule.To is null ? field.All.High : Value(rule.To, where)) - _from;
        }

        if ((_counts ? 1 : 0) + (rule?.OneOf.Count > 0 ? 1 : 0) + (rule?.Weights.Count > 0 ? 1 : 0) != (rule is null ? 0 : 1) || (_weights == 0 && weights.Count > 0))
        {
            throw Wrong("A rule is one list of values, one set of weights, or one count.", "oneOf, weights that are not all 0, or from and to", null, where);
        }

        if (!_counts && _weights == 0)
        {
            Add(new ValueSet(field.All), 1);
        }
    }

    /// <summary>Draws a value.</summary>
    /// <param name="random">Numbers of the seed.</param>
    /// <param name="sequence">Hash of the sequence's name.</param>
    /// <param name="index">Index of the transaction in its sequence.</param>
    /// <param name="attempt">How often a transaction with this index was refused.</param>
    /// <returns>Bit pattern, perhaps wider than the field.</returns>
    public ulong Draw(KeyedRandom random, uint sequence, uint index, uint attempt)
    {
        if (_counts)
        {
            return _from + (_span == ulong.MaxValue ? index : index % (_span + 1));
        }

        (uint r0, uint r1, uint r2, uint r3) = random.Words(sequence, index, _name, attempt);
        ulong word = ((ulong)r1 << 32) | r0;
        ulong ticket = (r2 * _weights) >> 32;
        int choice = 0;
        while (ticket >= _choices[choice].Below)
        {
            choice++;
        }

        return _choices[choice].Set.Draw(r3, word);
    }

    private void Add(ValueSet set, int weight)
    {
        _weights += (ulong)weight;
        _choices.Add((set, _weights));
    }

    private ValueSet Parse(string text, string where)
    {
        if (text == "any")
        {
            return new ValueSet(_field.All);
        }

        if (_field.Classes.TryGetValue(text, out ValueSet? named))
        {
            return named;
        }

        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return ValueSet.Of(Value(text, where));
        }

        (ulong low, ulong high) = (Value(text[..dots], where), Value(text[(dots + 2)..], where));
        bool ordered = _field.IsSigned ? (long)low <= (long)high : low <= high;
        return ordered ? new ValueSet(new ValueRange(low, high)) : throw Wrong($"The range of '{_field.Name}' is empty.", "low..high", text, where);
    }

    private ulong Value(string text, string where)
    {
        if (_field.TryParse(text, out ulong value))
        {
            return value;
        }

        string[] words = [.. _field.Words, .. _field.Classes.Keys];
        string numbers = _field.Words.Count > 0 ? string.Empty : $"a number of {_field.Width} bits{(_field.IsSigned ? " with sign" : string.Empty)}, ";
        throw Wrong($"'{_field.Name}' has no such value.", $"{numbers}low..high, any{string.Concat(words.Select(word => $", {word}"))}", text, where, NearestName.Of(text, words) is { } nearest ? $"Did you mean '{nearest}'?" : null);
    }

    private static AcsException Wrong(string what, string expected, string? actual, string where, string? remedy = null) =>
        new(ErrorCode.ScenarioInvalidValue, what, where, expected, actual, remedy);
}
