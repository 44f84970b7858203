using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>Inputs of the LDPU in one clock.</summary>
internal sealed class LdpuFrame
{
    public int? Address { get; init; }

    public uint Data { get; init; }

    public Transaction? Column { get; set; }

    /// <summary>Whether nobody asked for the column: it only leads to a later one.</summary>
    public bool Filler { get; set; }

    public bool RxStart { get; set; }

    public byte? Received { get; set; }
}
