namespace AnalogCoSim.Bench.Running;

/// <summary>Engines that did not stop when they were asked to; their threads are left alone so that the run ends all the same.</summary>
public static class AbandonedEngines
{
    private static int _count;

    /// <summary>How many there are. Once it is not 0, the process must end without the clean-up of native libraries that may still run.</summary>
    public static int Count => Volatile.Read(ref _count);

    internal static void Add() => Interlocked.Increment(ref _count);
}
