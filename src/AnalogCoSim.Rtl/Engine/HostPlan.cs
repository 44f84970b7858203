using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>What the host does to the RTL beyond what a network asks for. It changes clocks, never a result: the digital half must not mind.</summary>
public sealed record HostPlan
{
    /// <summary>Clocks by which a position may come later than the 258 of a packet after the one before, drawn for each position; 0 for none.</summary>
    [Range(0, 10_000)]
    public int ExtraClocks { get; init; }

    /// <summary>Whether in each layer the registers of one core that rests are written twice while the others work: all bits wrong, then right.</summary>
    public bool Reconfigure { get; init; }

    /// <summary>Whether each image begins with its first layer, a reset in the middle of its first MVMs, and a new load of all registers.</summary>
    public bool Reset { get; init; }
}
