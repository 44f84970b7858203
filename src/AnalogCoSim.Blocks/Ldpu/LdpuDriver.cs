using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>Drives passes as the tile does: registers while nothing is in flight, 256 columns in order, a packet three clocks before its first column.</summary>
/// <remarks>Data lines carry noise where nothing is valid.</remarks>
internal sealed class LdpuDriver(BlockContext context, LdpuReference model) : IDriver
{
    // The packet starts 3 clocks before its first column: start, length byte, first payload byte, column 0.
    private const int Lead = 3;

    // From the last counts until the last result has left.
    private const int Flush = 20;

    // A combining tile cannot follow itself sooner: the next packet has to begin.
    private const int CombiningGap = 2;

    private readonly LdpuPins _pins = new(context.Dut);
    private readonly Queue<LdpuFrame> _frames = new();
    private Transaction? _controls;

    public bool Drive(long clock)
    {
        if (_frames.Count == 0 && context.Next is not null)
        {
            Plan();
        }

        if (!_frames.TryDequeue(out LdpuFrame? frame))
        {
            _pins.Set(new LdpuFrame(), clock);
            return false;
        }

        _pins.Set(frame, clock);
        if (frame.Column is { } column)
        {
            if (frame.Filler)
            {
                model.TakeFiller(column, clock);
            }
            else
            {
                context.Begin(column, clock);
            }
        }

        return true;
    }

    // Passes without writes and with the same controls follow each other at once; before anything else the pipeline runs empty.
    private void Plan()
    {
        LdpuPass pass = LdpuPass.Take(context);
        _controls = pass.Controls;
        _pins.Control(_controls);
        foreach (LdpuFrame write in pass.Writes())
        {
            _frames.Enqueue(write);
        }

        var clocks = new List<LdpuFrame>();
        Add(clocks, Lead);
        while (true)
        {
            bool more = context.Next is { } next && LdpuPass.SameControls(_controls, next) && next[LdpuFields.Write] == 0;
            Place(clocks, pass);
            if (!more)
            {
                break;
            }

            pass = LdpuPass.Take(context);
        }

        Add(clocks, Flush);
        clocks.ForEach(_frames.Enqueue);
    }

    private static void Add(List<LdpuFrame> clocks, int count) => clocks.AddRange(Enumerable.Range(0, count).Select(_ => new LdpuFrame()));

    private static void Place(List<LdpuFrame> clocks, LdpuPass pass)
    {
        Add(clocks, Math.Max(pass.Controls.NumberOf(LdpuFields.Gap), pass.Controls[LdpuFields.Combine] != 0 ? CombiningGap : 0));
        int first = clocks.Count;
        int bytes = pass.PacketBytes;
        foreach ((Transaction column, bool filler) in pass.Columns())
        {
            clocks.Add(new LdpuFrame { Column = column, Filler = filler });
        }

        clocks[first - Lead].RxStart = pass.Controls[LdpuFields.Combine] != 0;
        for (int k = 0; k < bytes; k++)
        {
            Transaction column = clocks[first + k].Column!;
            clocks[first + k - 1].Received = column[LdpuFields.Has] != 0 ? (byte)column[LdpuFields.Received] : (byte)0;
        }
    }
}
