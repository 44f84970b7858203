using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>Asks a model for the outputs of each clock.</summary>
internal sealed class PinModel(ICycleModel model, PinValues inputs, PinValues outputs) : IReferenceModel
{
    private long _clock = -1;

    public void Take(Transaction transaction, long clock)
    {
        for (int k = 0; k < transaction.Values.Length; k++)
        {
            inputs.Set(k, transaction.Values[k]);
        }

        outputs.Forget();
        model.Clock(inputs, outputs);
        (Last, _clock) = (transaction, clock);
    }

    /// <summary>Whether there was a transaction in a clock.</summary>
    /// <param name="clock">The clock.</param>
    /// <returns>True if so.</returns>
    public bool TookIn(long clock) => _clock == clock;

    /// <summary>The transaction of this clock.</summary>
    public Transaction? Last { get; private set; }
}
