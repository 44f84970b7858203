using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>Something the host does at a clock.</summary>
/// <param name="Cycle">First clock.</param>
/// <param name="Tile">Tile 0..63.</param>
/// <param name="Kind">What.</param>
/// <param name="Argument">Mode, path id or register address.</param>
/// <param name="Offset">Where the data begins in the run's data block.</param>
/// <param name="Length">Bytes of data: 256 for a load, 0 for a start, 1..256 for a packet; the data word of a register write.</param>
public readonly record struct ChipCommand(ulong Cycle, int Tile, ChipCommandKind Kind, int Argument, int Offset, int Length)
{
    /// <summary>A load of all input registers.</summary>
    /// <param name="cycle">First of its 8 clocks.</param>
    /// <param name="tile">Tile.</param>
    /// <param name="offset">Where the 256 bytes begin in the run's data block.</param>
    /// <returns>The command.</returns>
    public static ChipCommand Load(ulong cycle, int tile, int offset) => new(cycle, tile, ChipCommandKind.Load, 0, offset, RegisterMap.CrossbarRows);

    /// <summary>A start of an MVM.</summary>
    /// <param name="cycle">Clock of start_i.</param>
    /// <param name="tile">Tile.</param>
    /// <param name="fourPhase">Read mode.</param>
    /// <returns>The command.</returns>
    public static ChipCommand Start(ulong cycle, int tile, bool fourPhase) => new(cycle, tile, ChipCommandKind.Start, fourPhase ? 1 : 0, 0, 0);

    /// <summary>A register write.</summary>
    /// <param name="cycle">Its clock.</param>
    /// <param name="write">Tile, address, data.</param>
    /// <returns>The command.</returns>
    public static ChipCommand Write(ulong cycle, ConfigWrite write) => new(cycle, write.Tile, ChipCommandKind.Write, write.Address, 0, unchecked((int)write.Data));

    /// <summary>A packet from the host.</summary>
    /// <param name="cycle">Clock of the first preamble byte.</param>
    /// <param name="tile">Tile.</param>
    /// <param name="path">Path id.</param>
    /// <param name="offset">Where the payload begins in the run's data block.</param>
    /// <param name="length">Payload bytes.</param>
    /// <returns>The command.</returns>
    public static ChipCommand Inject(ulong cycle, int tile, byte path, int offset, int length) => new(cycle, tile, ChipCommandKind.Inject, path, offset, length);
}
