using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>Drives one transaction of a tile after the other; lines that carry nothing valid carry noise.</summary>
internal sealed class TileDriver(BlockContext context, TileState state) : IDriver
{
    private const int LoadChunks = 4;

    private readonly Dictionary<string, InputPin> _pins = ((string[])
    [
        "cfg_valid_i", "cfg_addr_i", "cfg_data_i", "load_valid_i", "load_addr_i", "load_data_i", "start_i", "mode_i", "adc_valid_i", "adc_left_i", "adc_right_i", "rx_valid_i", "rx_data_i",
    ]).ToDictionary(name => name, name => new InputPin(context.Dut, name), StringComparer.Ordinal);

    private readonly TilePlan _plan = new(state);
    private readonly Queue<TileFrame> _frames = new();

    /// <summary>Whether nothing is under way after the clock that was driven last.</summary>
    public bool AtRest { get; private set; } = true;

    public bool Drive(long clock)
    {
        if (_frames.Count == 0 && context.Next is not null)
        {
            foreach (TileFrame next in _plan.Frames(Together()))
            {
                _frames.Enqueue(next);
            }
        }

        bool busy = _frames.TryDequeue(out TileFrame? frame);
        frame ??= new TileFrame { AtRest = true };
        AtRest = frame.AtRest;
        Set(frame, clock);
        if (frame.Begins is { } begins)
        {
            context.Begin(begins, clock);
        }

        return busy;
    }

    // A transaction with those that overlap it.
    private List<Transaction> Together()
    {
        List<Transaction> all = [context.Take()];
        while (context.Next is { } next && TilePlan.Overlaps(all[^1], next))
        {
            all.Add(context.Take());
        }

        return all;
    }

    private void Set(TileFrame frame, long clock)
    {
        ulong noise = IdleNoise.Of(clock);
        _pins["cfg_valid_i"].Set(frame.Configuration is null ? 0UL : 1);
        _pins["cfg_addr_i"].Set((ulong?)frame.Configuration?.Address ?? noise);
        _pins["cfg_data_i"].Set(frame.Configuration?.Data ?? noise >> 12);
        _pins["load_valid_i"].Set(frame.Load is null ? 0UL : 1);
        _pins["load_addr_i"].Set((ulong?)frame.Load?.Beat ?? noise >> 44);
        for (int chunk = 0; chunk < LoadChunks; chunk++)
        {
            _pins["load_data_i"].Set(frame.Load is { } load ? BitConverter.ToUInt64(load.Bytes, 8 * chunk) : noise >> chunk, chunk);
        }

        _pins["start_i"].Set(frame.Start is null ? 0UL : 1);
        _pins["mode_i"].Set(frame.Start is { } mode ? (mode ? 1UL : 0) : noise >> 47);
        _pins["adc_valid_i"].Set(frame.Pair is null ? 0UL : 1);
        _pins["adc_left_i"].Set(frame.Pair?.Left ?? noise >> 3);
        _pins["adc_right_i"].Set(frame.Pair?.Right ?? noise >> 27);
        ulong valid = 0;
        ulong data = noise;
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            if (frame.Receive[port] is { } value)
            {
                valid |= 1UL << port;
                data = (data & ~(0xFFUL << (8 * port))) | ((ulong)value << (8 * port));
            }
        }

        _pins["rx_valid_i"].Set(valid);
        _pins["rx_data_i"].Set(data);
    }
}
