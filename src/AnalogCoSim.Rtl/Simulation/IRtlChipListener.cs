namespace AnalogCoSim.Rtl.Simulation;

/// <summary>What the chip model asks for and reports. Called on the thread of <see cref="RtlChip.Run"/>; exceptions come out of that call.</summary>
public interface IRtlChipListener
{
    /// <summary>An MVM starts: the macro shall give its counts.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="sequence">Number of the MVM in this tile since the chip was created.</param>
    /// <param name="fourPhase">Read mode.</param>
    /// <param name="inputs">The 256 input registers.</param>
    /// <param name="countsP">To fill with 256 P counts.</param>
    /// <param name="countsN">To fill with 256 N counts.</param>
    void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN);

    /// <summary>The LDPU has delivered all 256 columns of an MVM.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="sequence">Number of the result in this tile.</param>
    /// <param name="cycle">Clock in which the last column is on the monitor port.</param>
    /// <param name="outputs">256 results.</param>
    /// <returns>False to stop the run.</returns>
    bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs);

    /// <summary>A packet has arrived at the host.</summary>
    /// <param name="tile">Tile whose host port it came from.</param>
    /// <param name="path">Path id.</param>
    /// <param name="data">Payload.</param>
    /// <param name="cycle">Clock in which the last byte is on the port.</param>
    void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle);
}
