using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Shows each MVM to several observers in order; the first that wants to stop, stops.</summary>
/// <param name="observers">The observers.</param>
public sealed class ObserverChain(params IMvmObserver[] observers) : IMvmObserver
{
    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        foreach (IMvmObserver observer in observers)
        {
            if (!observer.OnMvm(record))
            {
                return false;
            }
        }

        return true;
    }
}
