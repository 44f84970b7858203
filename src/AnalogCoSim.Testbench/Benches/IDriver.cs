namespace AnalogCoSim.Testbench.Benches;

/// <summary>Turns transactions into values of the block's inputs.</summary>
public interface IDriver
{
    /// <summary>Sets the inputs of the coming clock; takes transactions when it is ready for them, and tells <see cref="BlockContext.Begin"/> in which clock each of them begins.</summary>
    /// <param name="clock">The coming clock, counted from the end of the reset.</param>
    /// <returns>Whether a transaction that was taken is still under way, or idle clocks before the next one are left.</returns>
    bool Drive(long clock);
}
