namespace AnalogCoSim.Rtl.Simulation;

/// <summary>What the host does; kept in step with <c>acs_command_kind</c>.</summary>
public enum ChipCommandKind
{
    /// <summary>Loads 256 input registers in 8 clocks.</summary>
    Load = 0,

    /// <summary>Starts an MVM; the argument is the mode (0: 1-phase, 1: 4-phase).</summary>
    Start = 1,

    /// <summary>Sends a packet into the tile's host port; the argument is the path id.</summary>
    Inject = 2,

    /// <summary>Writes a register; the argument is the address, the length stands for the data word. One a clock, for all tiles together.</summary>
    Write = 3,
}
