using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Follows one column of one MVM through the LDPU of the RTL: reads each register in the clock in which the column is there.</summary>
public sealed class ColumnProbe
{
    private readonly uint?[] _values;

    /// <summary>Prepares to follow a column.</summary>
    /// <param name="registers">Registers of the core.</param>
    /// <param name="core">Core.</param>
    /// <param name="column">Column 0 to 255.</param>
    /// <param name="drained">Clock of the chip in which the last column of the MVM is on <c>ldpu_data_o</c>; columns come one per clock.</param>
    public ColumnProbe(LdpuRegisters registers, int core, int column, ulong drained)
    {
        Taps = LdpuTaps.Of(registers, column);
        _values = new uint?[Taps.Count];
        (Core, Cycle) = (core, drained - (ulong)(ChipGeometry.CrossbarSize - 1 - column));
    }

    /// <summary>Core.</summary>
    public int Core { get; }

    /// <summary>Clock of the chip in which the column is on <c>ldpu_data_o</c>.</summary>
    public ulong Cycle { get; }

    /// <summary>The registers on its way, in the order of the clocks.</summary>
    public IReadOnlyList<LdpuTap> Taps { get; }

    /// <summary>What the RTL held in each of <see cref="Taps"/>; null where its clock was not reached, or the RTL has no such register.</summary>
    public IReadOnlyList<uint?> Values => _values;

    /// <summary>Whether the run came to the clock of the result.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Clock of the chip in which a register is read.</summary>
    /// <param name="tap">One of <see cref="Taps"/>.</param>
    /// <returns>The clock.</returns>
    public ulong ClockOf(LdpuTap tap)
    {
        ArgumentNullException.ThrowIfNull(tap);
        return Cycle - (ulong)tap.ClocksBefore;
    }

    /// <summary>The next clock in which something is to be read.</summary>
    /// <param name="cycle">The clock that runs next.</param>
    /// <returns>A later clock; the last of all where there is none.</returns>
    internal ulong Next(ulong cycle)
    {
        ulong next = ulong.MaxValue;
        foreach (LdpuTap tap in Taps)
        {
            ulong clock = ClockOf(tap);
            next = clock > cycle ? Math.Min(next, clock) : next;
        }

        return next;
    }

    /// <summary>Reads what is to be read in the clock that runs next.</summary>
    /// <param name="rtl">The chip.</param>
    /// <returns>Whether anything was due.</returns>
    internal bool Take(RtlChip rtl)
    {
        ulong cycle = rtl.Cycle;
        bool due = false;
        IsComplete |= cycle == Cycle;
        for (int i = 0; i < _values.Length; i++)
        {
            if (ClockOf(Taps[i]) == cycle)
            {
                due = true;
                _values[i] = Taps[i].Read(rtl.ReadRegister(Core, Taps[i].Register));
            }
        }

        return due;
    }
}
