using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Benchmarks;

/// <summary>Best of several runs of one workload, which must all do the same.</summary>
internal sealed class BestRate
{
    private readonly HashSet<(ulong Clocks, StateDigest Events, StateDigest Registers)> _outcomes = [];

    /// <summary>Clocks of one chip.</summary>
    public ulong Clocks { get; private set; }

    /// <summary>Clocks a second of all chips that ran at once, best run.</summary>
    public double ClocksPerSecond { get; private set; }

    /// <summary>Whether all runs had the same events and registers.</summary>
    public bool Same => _outcomes.Count == 1;

    /// <summary>Adds chips that ran at once.</summary>
    /// <param name="runs">One run a chip.</param>
    public void Add(IReadOnlyList<ChipBenchRun> runs)
    {
        Clocks = runs[0].Clocks;
        ClocksPerSecond = Math.Max(ClocksPerSecond, runs.Sum(run => (double)run.Clocks) / runs.Max(run => run.Seconds));
        foreach (ChipBenchRun run in runs)
        {
            _outcomes.Add((run.Clocks, run.Events, run.Registers));
        }
    }

    /// <summary>Compares the outcomes of two engines.</summary>
    /// <param name="other">Runs of the other engine.</param>
    /// <returns>Whether all runs of both had the same events and registers.</returns>
    public bool Agrees(BestRate other) => Same && _outcomes.SetEquals(other._outcomes);
}
