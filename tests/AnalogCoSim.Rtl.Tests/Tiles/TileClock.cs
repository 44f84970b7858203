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

    /// <summary>The pair is the first of its result.</summary>
    public bool IsFirstPair { get; set; }

    /// <summary>The pair is the last of its result.</summary>
    public bool IsLastPair { get; set; }

    /// <summary>The last column of a result is read, and its buffer is free.</summary>
    public bool IsReadOut { get; set; }

    /// <summary>Packets that begin, by port.</summary>
    public BeginsAs?[] Begins { get; } = new BeginsAs?[LinkTable.Ports];

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

    /// <summary>Seen: something is in flight, so that the tile says it is not quiet; in all other clocks it must say that it is.</summary>
    public bool Busy { get; set; }
}
