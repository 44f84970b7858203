using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Typed;

namespace AnalogCoSim.NUnit.Fixtures;

/// <summary>How the models of a fixture are made; models of equal settings are in one pool.</summary>
/// <param name="Flavour">Which flavour; null for the usual one.</param>
/// <param name="Waves">Whether waves are written.</param>
/// <param name="Pooled">Whether models are used again.</param>
/// <param name="PlusArgs">Plusargs, parted by line breaks.</param>
internal sealed record ModelSettings(ModelFlavour? Flavour, bool Waves, bool Pooled, string PlusArgs)
{
    /// <summary>Options of a new model.</summary>
    public ModelOptions Options => new() { Flavour = Flavour, PlusArgs = PlusArgs.Split('\n', StringSplitOptions.RemoveEmptyEntries) };
}
