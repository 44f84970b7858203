using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Typed;

namespace AnalogCoSim.NUnit.Fixtures;

/// <summary>A model with its first state.</summary>
/// <param name="module">The model, just created.</param>
internal sealed class PooledModel(RtlModule module) : IDisposable
{
    // Not every flavour has snapshots.
    private readonly ModelSnapshot? _first = module.Model.Built.Flavour is ModelFlavour.Check or ModelFlavour.Trace ? module.Save() : null;

    /// <summary>The model.</summary>
    public RtlModule Module => module;

    /// <summary>Goes back to the first state.</summary>
    /// <returns>Whether it has one, and the test has not disposed the model.</returns>
    public bool Renew()
    {
        if (_first is null || module.IsDisposed)
        {
            return false;
        }

        if (module.Model.Built.Flavour == ModelFlavour.Trace)
        {
            module.StopWaves();
        }

        // In this order: a model whose assertion has failed, as its test expected, takes nothing but a snapshot.
        module.Restore(_first);
        module.Registers.ReleaseAll();
        module.ForgetOutput();
        return true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _first?.Dispose();
        module.Dispose();
    }
}
