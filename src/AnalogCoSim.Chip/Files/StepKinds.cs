using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Files;

/// <summary>The kinds of steps that program files may hold.</summary>
public sealed class StepKinds
{
    private readonly StepKind[] _kinds;

    private StepKinds(StepKind[] kinds) => _kinds = kinds;

    /// <summary>The kinds of this version.</summary>
    public static StepKinds Standard { get; } = new(
    [
        CrossbarStep.Entry,
        MaxPoolStep.Entry,
        AveragePoolStep.Entry,
        ReshapeStep.Entry,
        AddStep.Entry,
        RescaleStep.Entry,
        SamplingStep.Entry,
    ]);

    /// <summary>Their names in files.</summary>
    public IEnumerable<string> Words => _kinds.Select(kind => kind.Word);

    /// <summary>These kinds and one more.</summary>
    /// <param name="kind">Another kind; its word is taken by none of these.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ArgumentException">The word is taken.</exception>
    public StepKinds With(StepKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Find(kind.Word) is null ? new StepKinds([.. _kinds, kind]) : throw new ArgumentException($"'{kind.Word}' is a kind of step already.", nameof(kind));
    }

    /// <summary>Finds a kind.</summary>
    /// <param name="word">Its name in files.</param>
    /// <returns>The kind; null if there is none.</returns>
    public StepKind? Find(string word) => Array.Find(_kinds, kind => kind.Word == word);
}
