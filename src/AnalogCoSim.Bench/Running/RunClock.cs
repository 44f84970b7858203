using System.Diagnostics;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>Adds up where the time of a run goes; any thread may use it.</summary>
public sealed class RunClock
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, TimeSpan Time)> _parts = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Seconds since the start.</summary>
    public double ElapsedSeconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The parts in the order they first came.</summary>
    public IReadOnlyList<TimePart> Parts
    {
        get
        {
            lock (_gate)
            {
                return [.. _parts.Select(part => new TimePart(part.Name, part.Time.TotalSeconds))];
            }
        }
    }

    /// <summary>What the engines under test did in that time.</summary>
    public EngineWork Work { get; private set; }

    /// <summary>Tile activity of the first image; null without an engine that has tiles.</summary>
    public ImageActivity? Activity { get; private set; }

    /// <summary>Adds what an engine did.</summary>
    /// <param name="engine">The engine.</param>
    public void Count(IChipEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        lock (_gate)
        {
            Work += engine.Work;
            Activity ??= engine.Activity;
        }
    }

    /// <summary>Runs some work and adds its time to a part.</summary>
    /// <typeparam name="T">Type of the outcome.</typeparam>
    /// <param name="name">Name of the part.</param>
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

    /// <summary>Moves time from a part to a finer one inside it.</summary>
    /// <param name="from">The part that holds it.</param>
    /// <param name="to">The finer part.</param>
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
            int at = _parts.FindIndex(part => part.Name == name);
            if (at < 0)
            {
                _parts.Add((name, time));
            }
            else
            {
                _parts[at] = (name, _parts[at].Time + time);
            }
        }
    }
}
