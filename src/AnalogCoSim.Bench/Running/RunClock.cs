using System.Diagnostics;
using AnalogCoSim.Rtl.Engine;

namespace AnalogCoSim.Bench.Running;

/// <summary>Adds up where the time of a run goes; any thread may use it.</summary>
public sealed class RunClock
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, TimeSpan Time)> _slices = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Seconds since the start.</summary>
    public double ElapsedSeconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The slices in the order they first came.</summary>
    public IReadOnlyList<TimeSlice> Slices
    {
        get
        {
            lock (_gate)
            {
                return [.. _slices.Select(slice => new TimeSlice(slice.Name, slice.Time.TotalSeconds))];
            }
        }
    }

    /// <summary>What the RTL engines did in that time.</summary>
    public RtlWork Work { get; private set; }

    /// <summary>Tile activity of the first image; null without an RTL engine.</summary>
    public ImageActivity? Activity { get; private set; }

    /// <summary>Adds what an RTL engine did.</summary>
    /// <param name="engine">The engine.</param>
    public void Count(RtlEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        lock (_gate)
        {
            Work += engine.Work;
            Activity ??= engine.Activity;
        }
    }

    /// <summary>Runs some work and adds its time to a slice.</summary>
    /// <typeparam name="T">Type of the outcome.</typeparam>
    /// <param name="name">Name of the slice.</param>
    /// <param name="work">The work.</param>
    /// <returns>Its outcome.</returns>
    public T Time<T>(string name, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        long begin = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Add(name, Stopwatch.GetElapsedTime(begin));
        }
    }

    /// <summary>Moves time from a slice to a finer one inside it.</summary>
    /// <param name="from">The slice that holds it.</param>
    /// <param name="to">The finer slice.</param>
    /// <param name="time">How much.</param>
    public void Move(string from, string to, TimeSpan time)
    {
        Add(from, -time);
        Add(to, time);
    }

    private void Add(string name, TimeSpan time)
    {
        lock (_gate)
        {
            int at = _slices.FindIndex(slice => slice.Name == name);
            if (at < 0)
            {
                _slices.Add((name, time));
            }
            else
            {
                _slices[at] = (name, _slices[at].Time + time);
            }
        }
    }
}
