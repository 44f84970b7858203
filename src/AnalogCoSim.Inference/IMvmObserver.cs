
namespace AnalogCoSim.Inference;

/// <summary>Sees every MVM of an engine, in the engine's order. Called from the engine's own threads when it has several.</summary>
public interface IMvmObserver
{
    /// <summary>Called once an MVM's LDPU results are complete.</summary>
    /// <param name="record">The MVM; its spans are valid during the call only.</param>
    /// <returns>False to stop the run.</returns>
    bool OnMvm(in MvmRecord record);
}
