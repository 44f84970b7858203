using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Models;

/// <content>Several clocks: a model that was built without one of its own (<see cref="Building.ModelSpecification.NoClock"/>) drives ports as clocks.</content>
public sealed unsafe partial class VerilatedModel
{
    /// <summary>Time in ps, of a model with several clocks.</summary>
    public ulong Picoseconds
    {
        get
        {
            CallGate.Slot slot = _gate.Enter();
            ulong time = _library.Edges(_handle.Address, -1);
            slot.Leave();
            return time;
        }
    }

    /// <summary>Names the clocks. All are low at first; edges come in the order of their times, those of one time together.</summary>
    /// <param name="clocks">Port, half a period in ps, and when its first rising edge comes, in ps from now. The first one is that of <see cref="Cycle"/> and of errors.</param>
    /// <exception cref="ArgumentException">A port is no input of one bit.</exception>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">The model was built with a clock of its own.</exception>
    public void DriveClocks(IReadOnlyList<(string Port, ulong Half, ulong First)> clocks)
    {
        ArgumentNullException.ThrowIfNull(clocks);
        int[] ports = [.. clocks.Select(clock => Ports[clock.Port] is { Direction: PortDirection.Input, Width: 1 } port
            ? Ports.IndexOf(port) : throw new ArgumentException($"{clock.Port} is no input of one bit.", nameof(clocks)))];
        ulong[] halves = [.. clocks.Select(clock => clock.Half > 0 ? clock.Half : throw new ArgumentException($"The period of {clock.Port} is not positive.", nameof(clocks)))];
        ulong[] firsts = [.. clocks.Select(clock => clock.First)];
        fixed (int* names = ports)
        fixed (ulong* half = halves)
        fixed (ulong* first = firsts)
        {
            Check(_gate.Enter(), _library.Clocks(_handle.Address, names, half, first, ports.Length));
        }
    }

    /// <summary>Drives all clocks until one of them has had more rising edges.</summary>
    /// <param name="clock">Its place in the list.</param>
    /// <param name="edges">How many.</param>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">RtlAssertion, RtlStalled; the model has no such clocks.</exception>
    public void AdvanceEdges(int clock, ulong edges)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clock);
        Check(_gate.Enter(), _library.Advance(_handle.Address, clock, edges));
    }

    /// <summary>Drives all clocks for a time; edges at its end belong to it.</summary>
    /// <param name="picoseconds">How long.</param>
    /// <exception cref="AnalogCoSim.Core.Errors.AcsException">RtlAssertion, RtlStalled; the model has no such clocks.</exception>
    public void AdvanceTime(ulong picoseconds) => Check(_gate.Enter(), _library.Advance(_handle.Address, -1, picoseconds));

    /// <summary>Rising edges of a clock so far.</summary>
    /// <param name="clock">Its place in the list.</param>
    /// <returns>How many.</returns>
    public ulong EdgesOf(int clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clock);
        CallGate.Slot slot = _gate.Enter();
        ulong edges = _library.Edges(_handle.Address, clock);
        slot.Leave();
        return edges;
    }
}
