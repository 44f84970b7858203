using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>What an instance of a typed module begins with.</summary>
public sealed record ModelOptions
{
    /// <summary>Which of the flavours that were built; null for the first one of the project's <c>Flavours</c>.</summary>
    public ModelFlavour? Flavour { get; init; }

    /// <summary>Seed of <c>$random</c> and <c>$urandom</c>; at least 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Plusargs, each as <c>+NAME</c> or <c>+NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> PlusArgs { get; init; } = [];
}
