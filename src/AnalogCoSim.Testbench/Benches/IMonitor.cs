namespace AnalogCoSim.Testbench.Benches;

/// <summary>Turns values of the block's outputs into responses.</summary>
public interface IMonitor
{
    /// <summary>Looks at the outputs as they are after a clock's edge, and tells the scoreboard what came.</summary>
    /// <param name="clock">The clock.</param>
    void Observe(long clock);

    /// <summary>Whether outputs depend on inputs of the same clock, so that they have to be seen before its edge.</summary>
    bool LooksBefore => false;

    /// <summary>Looks at the outputs as they are before a clock's edge; called where <see cref="LooksBefore"/> says so.</summary>
    /// <param name="clock">The clock.</param>
    void ObserveBefore(long clock)
    {
    }
}
