using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>The clocks of a module that has several: all of them run, whichever is asked to.</summary>
/// <remarks>All are low at first and rise for the first time after half of their period. Edges of one time come together. Time is in ps, in waves too.</remarks>
public sealed class ClockGroup
{
    private readonly RtlModule _module;
    private readonly long _slowest;

    /// <summary>Begins to drive the clocks.</summary>
    /// <param name="module">Their module.</param>
    /// <param name="clocks">Ports and periods in ps, even numbers; errors count clocks of the first one.</param>
    public ClockGroup(RtlModule module, params IReadOnlyList<(string Port, long Picoseconds)> clocks)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(clocks);
        _module = module;
        _slowest = clocks.Max(clock => clock.Picoseconds);
        module.Model.DriveClocks([.. clocks.Select(clock => (clock.Port, (ulong)clock.Picoseconds / 2, (ulong)clock.Picoseconds / 2))]);
        module.ClocksOfModule = this;
    }

    /// <summary>Time in ps.</summary>
    public long Picoseconds => (long)_module.Model.Picoseconds;

    /// <summary>Runs all clocks for a time; edges at its end belong to it.</summary>
    /// <param name="picoseconds">How long.</param>
    /// <exception cref="AcsException">RtlAssertion with file, line and clock; RtlStalled.</exception>
    public void Run(long picoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(picoseconds);
        _module.Model.AdvanceTime((ulong)picoseconds);
    }

    /// <summary>Runs until the slowest clock has had some periods.</summary>
    /// <param name="periods">How many.</param>
    internal void RunSlowest(long periods) => Run(_slowest * periods);
}
