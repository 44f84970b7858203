using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>One clock of a tile: what is driven before its edge, and what is seen after it.</summary>
internal sealed class TileClock
{
    /// <summary>Reset is on; everything seen is 0.</summary>
    public bool Reset { get; init; }

    public ConfigWrite? Configuration { get; set; }

    public (int Beat, byte[] Bytes)? Load { get; set; }

    public bool Start { get; set; }

    public bool FourPhase { get; set; }

    /// <summary>Words {p, n} of the left and the right ADC.</summary>
    public (uint Left, uint Right)? Pair { get; set; }

    /// <summary>Incoming bytes by port.</summary>
    public byte?[] Receive { get; } = new byte?[LinkTable.Ports];

    /// <summary>Seen: the start strobe to the macro.</summary>
    public bool Strobe { get; set; }

    /// <summary>Seen: its mode.</summary>
    public bool Mode { get; set; }

    /// <summary>Seen: the 256 input registers.</summary>
    public required byte[] Inputs { get; set; }

    /// <summary>Seen: an LDPU result.</summary>
    public (byte Column, sbyte Value)? Result { get; set; }

    /// <summary>Seen: outgoing bytes by port.</summary>
    public byte?[] Sent { get; } = new byte?[LinkTable.Ports];

    /// <summary>Seen: nothing is in flight.</summary>
    public bool Quiet { get; set; }
}
