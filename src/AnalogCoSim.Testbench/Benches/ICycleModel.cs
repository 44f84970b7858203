namespace AnalogCoSim.Testbench.Benches;

/// <summary>A reference model clock by clock, for a bench whose transactions are the inputs of one clock.</summary>
public interface ICycleModel
{
    /// <summary>Computes a clock.</summary>
    /// <param name="inputs">Inputs in this clock, by the names of the ports.</param>
    /// <param name="outputs">Takes the outputs as they must be after the clock's edge; outputs that are not set may be anything.</param>
    void Clock(PinValues inputs, PinValues outputs);
}
