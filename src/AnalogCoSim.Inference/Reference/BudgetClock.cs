using System.Diagnostics;

namespace AnalogCoSim.Inference.Reference;

/// <summary>Adds up where one thread's time goes.</summary>
internal sealed class BudgetClock
{
    private long _start;
    private long _analog;
    private long _ldpu;
    private long _host;
    private long _images;
    private long _mvms;

    public TimeBudget Budget => new(Span(_analog), Span(_ldpu), Span(_host), _images, _mvms);

    public void Start() => _start = Stopwatch.GetTimestamp();

    public void EndAnalog() => _analog += Lap();

    public void EndHost() => _host += Lap();

    public void EndLdpu(int mvms)
    {
        _ldpu += Lap();
        _mvms += mvms;
    }

    public void CountImages(int images) => _images += images;

    private static TimeSpan Span(long ticks) => TimeSpan.FromSeconds(ticks / (double)Stopwatch.Frequency);

    private long Lap()
    {
        long now = Stopwatch.GetTimestamp();
        long lap = now - _start;
        _start = now;
        return lap;
    }
}
