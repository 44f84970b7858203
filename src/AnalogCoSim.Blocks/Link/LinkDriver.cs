using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Link;

/// <summary>Places packets as the chip's schedule does: none comes on a port that is not free, none leaves by one, one at a time is consumed. Routes are written while nothing is under way.</summary>
internal sealed class LinkDriver(BlockContext context, LinkRoutes routes) : IDriver
{
    private readonly LinkPins _pins = new(context.Dut, routes);
    private readonly Dictionary<long, LinkFrame> _frames = [];
    private long _lastStart;
    private long _busyUntil = -1;

    public bool Drive(long clock)
    {
        while (context.Next is { } next && next.NumberOf(LinkFields.Kind) == LinkFields.Packet && Math.Max(_lastStart + next.NumberOf(LinkFields.Gap), clock) == clock)
        {
            Place(context.Take(), clock);
        }

        if (context.Next is { } set && set.NumberOf(LinkFields.Kind) != LinkFields.Packet && _busyUntil < clock)
        {
            Configure(context.Take(), clock);
            return true;
        }

        bool busy = _frames.Remove(clock, out LinkFrame? frame);
        foreach (Transaction begins in frame?.Begins ?? [])
        {
            context.Begin(begins, clock);
        }

        _pins.Set(frame ?? new LinkFrame(), clock);
        return busy || _frames.Count > 0;
    }

    // One clock more, so that the last byte has left before the next route is looked at.
    private void Configure(Transaction transaction, long clock)
    {
        routes.Set(transaction);
        ConfigWrite? write = transaction.NumberOf(LinkFields.Kind) == LinkFields.Route
            ? ChipConfiguration.Route(0, (byte)transaction[LinkFields.Path], LinkRoutes.Entry(transaction))
            : null;
        _pins.Configure(write, clock);
        context.Begin(transaction, clock);
        (_lastStart, _busyUntil) = (clock, clock);
    }

    private void Place(Transaction packet, long clock)
    {
        byte[] bytes = LinkRoutes.Bytes(packet);
        (byte mask, bool consume) = routes.Of(packet);
        int port = packet.NumberOf(LinkFields.Port);
        long start = clock;
        while (packet[LinkFields.Force] == 0 && !Fits(start, bytes.Length, port, mask, consume))
        {
            start++;
        }

        for (int k = 0; k < bytes.Length; k++)
        {
            LinkFrame frame = At(start + k);
            frame.Bytes[port] = bytes[k];
            frame.Leaving |= mask;
            frame.Consuming |= consume;
            frame.OwnMask = port == LinkFields.Own ? mask : frame.OwnMask;
        }

        At(start).Begins.Add(packet);
        _lastStart = start;
        _busyUntil = Math.Max(_busyUntil, start + bytes.Length);
    }

    private bool Fits(long start, int length, int port, byte mask, bool consume)
    {
        for (int k = 0; k < length; k++)
        {
            if (_frames.TryGetValue(start + k, out LinkFrame? frame) && (frame.Bytes[port] is not null || (frame.Leaving & mask) != 0 || (consume && frame.Consuming)))
            {
                return false;
            }
        }

        return true;
    }

    private LinkFrame At(long clock)
    {
        if (!_frames.TryGetValue(clock, out LinkFrame? frame))
        {
            frame = new LinkFrame();
            _frames.Add(clock, frame);
        }

        return frame;
    }
}
