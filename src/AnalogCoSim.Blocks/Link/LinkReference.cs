using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Link;

/// <summary>The link controller in C#: each byte of a packet leaves, and is consumed, in the clock in which it comes.</summary>
internal sealed class LinkReference(Scoreboard scoreboard, LinkRoutes routes) : IReferenceModel
{
    private long _busyUntil = -1;

    /// <summary>Whether a packet is under way in a clock, of those that have begun.</summary>
    /// <param name="clock">The clock.</param>
    /// <returns>True if so.</returns>
    public bool Busy(long clock) => clock <= _busyUntil;

    public void Take(Transaction transaction, long clock)
    {
        if (transaction.NumberOf(LinkFields.Kind) != LinkFields.Packet)
        {
            return;
        }

        byte[] bytes = LinkRoutes.Bytes(transaction);
        (byte mask, bool consume) = routes.Of(transaction);
        bool comes = transaction.NumberOf(LinkFields.Port) != LinkFields.Own;
        for (int k = 0; k < bytes.Length; k++)
        {
            foreach (LinkPort port in LinkTable.InMask(mask))
            {
                scoreboard.Expect(LinkChecks.Ports[(int)port], transaction, bytes[k], clock, clock + k);
            }

            int index = k - LinkPacket.PreambleBytes;
            if (consume && index >= 0 && index >= routes.First && index <= routes.Last)
            {
                scoreboard.Expect(LinkChecks.Byte, transaction, bytes[k], clock, clock + k);
            }
        }

        if (consume)
        {
            scoreboard.Expect(LinkChecks.Start, transaction, 1, clock, clock);
        }

        // A port is busy until its last byte has come, for ever where that is missing; an output while it sends.
        bool cut = comes && transaction.NumberOf(LinkFields.Cut) > 0;
        long last = cut ? long.MaxValue : mask != 0 ? clock + bytes.Length - 1 : comes ? clock + bytes.Length - 2 : -1;
        _busyUntil = Math.Max(_busyUntil, last);
    }
}
