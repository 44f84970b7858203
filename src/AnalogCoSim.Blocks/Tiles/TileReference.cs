using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>A tile in C#: <see cref="LdpuModel"/>, <see cref="LinkPacket"/> and the clocks of section 3 of src/ARCHITECTURE.md.</summary>
internal sealed class TileReference(Scoreboard scoreboard, TileState state) : IReferenceModel
{
    private readonly TilePlan _plan = new(state);
    private long _drain = -RegisterMap.PacketInterval;

    public void Take(Transaction transaction, long clock)
    {
        switch (transaction.NumberOf(TileFields.Kind))
        {
            case TileFields.Mvm:
                Mvm(transaction, clock);
                break;
            case TileFields.Packet:
                Packet(transaction, clock);
                break;
        }
    }

    private void Mvm(Transaction mvm, long clock)
    {
        LdpuRegisters registers = state.Registers;
        scoreboard.Expect(TileChecks.Start, mvm, mvm[TileFields.OnePhase] != 0 ? 0UL : 1, clock, clock);
        sbyte[] received = new sbyte[ChipGeometry.CrossbarSize];
        if (registers.Combine)
        {
            LinkPacket.Receive(registers, TilePlan.Payload(mvm), received);
        }

        // A result that comes while the LDPU is busy with the one before waits.
        long drain = Math.Max(clock + _plan.Drain(mvm), _drain + RegisterMap.PacketInterval);
        _drain = drain;
        sbyte[] results = new sbyte[ChipGeometry.CrossbarSize];
        for (int column = 0; column < results.Length; column++)
        {
            results[column] = LdpuModel.Column(
                registers,
                column,
                TilePlan.Count(mvm, TileFields.P, TileFields.PStep, column),
                TilePlan.Count(mvm, TileFields.N, TileFields.NStep, column),
                received[column]).Q;
            scoreboard.Expect(TileChecks.Result, mvm, ((ulong)column << 8) | (byte)results[column], clock, drain + column, state.IsKnown(column) ? ulong.MaxValue : 0xFF00);
        }

        if (registers.TxEnable)
        {
            Sent(mvm, clock, drain, LinkPacket.From(registers, results).ToBytes());
        }
    }

    // On the link one clock after the monitor; path id and length in the two clocks before the first column that is sent.
    private void Sent(Transaction mvm, long clock, long drain, byte[] bytes)
    {
        for (int k = 0; k < bytes.Length; k++)
        {
            int column = state.Registers.TxFirst + k - LinkPacket.PreambleBytes;
            bool known = k < LinkPacket.PreambleBytes || state.IsKnown(column);
            foreach (LinkPort port in LinkTable.InMask(state.Registers.TxMask))
            {
                scoreboard.Expect(TileChecks.Ports[(int)port], mvm, bytes[k], clock, drain + 1 + column, known ? ulong.MaxValue : 0);
            }
        }
    }

    private void Packet(Transaction packet, long clock)
    {
        RouteEntry route = state.Route(packet.NumberOf(TileFields.Path), packet.NumberOf(TileFields.Port));
        byte[] bytes = new LinkPacket((byte)packet[TileFields.Path], TilePlan.Payload(packet)).ToBytes();
        for (int k = 0; k < bytes.Length && !route.Consume; k++)
        {
            foreach (LinkPort port in LinkTable.InMask(route.ForwardMask))
            {
                scoreboard.Expect(TileChecks.Ports[(int)port], packet, bytes[k], clock, clock + k);
            }
        }
    }
}
