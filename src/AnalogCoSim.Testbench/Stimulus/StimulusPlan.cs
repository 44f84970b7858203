using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Stimulus;

/// <summary>All transactions of a scenario, in order.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="shape">Fields of its bench.</param>
/// <param name="accepts">Whether the bench can drive a transaction: constraints between fields.</param>
public sealed class StimulusPlan(BlockScenario scenario, TransactionShape shape, Func<Transaction, bool> accepts)
{
    // After so many refusals the rules and the bench's constraints hardly meet.
    private const int MostAttempts = 1000;

    private readonly List<Transaction> _all = [];

    /// <summary>Makes the list.</summary>
    /// <param name="cancellation">Stops between random transactions: millions take seconds.</param>
    /// <returns>The transactions.</returns>
    /// <exception cref="AcsException">ACS0103, ACS0104 for fields and values that the bench does not have; those of the files that are read.</exception>
    public IReadOnlyList<Transaction> Make(CancellationToken cancellation = default)
    {
        _all.Clear();
        for (int round = 0; round < scenario.Rounds; round++)
        {
            for (int k = 0; k < scenario.Stimulus.Count; k++)
            {
                Add(scenario.Stimulus[k], $"stimulus.{k}", round, cancellation);
            }
        }

        return _all;
    }

    private void Add(SequenceSection sequence, string path, int round, CancellationToken cancellation)
    {
        if (sequence.Count > 0)
        {
            AddRandom(sequence, path, round, cancellation);
            return;
        }

        IEnumerable<(ulong[] Values, string Where)> rows = sequence.File is { } file
            ? TransactionFile.Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(scenario.Path))!, file), shape)
            : sequence.Transactions.Select((one, k) => (DirectedValues.Of(shape, one, scenario.Place($"{path}.transactions.{k}")), scenario.Place($"{path}.transactions.{k}")));
        foreach ((ulong[] values, string where) in rows)
        {
            var transaction = new Transaction(shape, values, _all.Count, sequence.Name);
            _all.Add(accepts(transaction) ? transaction : throw new AcsException(
                ErrorCode.ScenarioInvalidValue,
                "The bench cannot drive this transaction.",
                where,
                "values that are possible together",
                transaction.ToString(),
                "See the description of the bench for its constraints."));
        }
    }

    private void AddRandom(SequenceSection sequence, string path, int round, CancellationToken cancellation)
    {
        var random = new KeyedRandom(scenario.Seed, NoisePurpose.Stimulus);
        foreach (string name in sequence.Fields.Keys)
        {
            _ = shape.Named(name, scenario.Place($"{path}.fields.{name}"));
        }

        FieldDraw[] draws = [.. shape.Fields.Select(field => new FieldDraw(field, sequence.Fields.GetValueOrDefault(field.Name), scenario.Place($"{path}.fields.{field.Name}")))];
        uint key = NameHash.Of(sequence.Name);
        ulong[] values = new ulong[draws.Length];
        for (int k = 0; k < sequence.Count; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            uint index = ((uint)round * (uint)sequence.Count) + (uint)k;
            _all.Add(DrawOne(draws, values, random, key, index, sequence.Name) ?? throw Refused(sequence.Name, index, scenario.Place(path)));
        }
    }

    private Transaction? DrawOne(FieldDraw[] draws, ulong[] values, KeyedRandom random, uint key, uint index, string name)
    {
        for (uint attempt = 0; attempt < MostAttempts; attempt++)
        {
            for (int k = 0; k < draws.Length; k++)
            {
                values[k] = draws[k].Draw(random, key, index, attempt);
            }

            var transaction = new Transaction(shape, values, _all.Count, name);
            if (accepts(transaction))
            {
                return transaction;
            }
        }

        return null;
    }

    private static AcsException Refused(string name, uint index, string where) => new(
        ErrorCode.ScenarioInvalidValue,
        $"The rules of the sequence '{name}' hardly ever give what the bench can drive.",
        where,
        "rules that agree with the constraints of the bench",
        string.Create(CultureInfo.InvariantCulture, $"transaction {index} was refused {MostAttempts} times"),
        "Narrow the rules of the fields that depend on each other.");
}
