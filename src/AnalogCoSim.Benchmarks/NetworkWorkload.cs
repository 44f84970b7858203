using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Benchmarks;

/// <summary>Part of an image through all layers of a network: the same mix of layers as the whole image.</summary>
/// <param name="chip">Programmed chip.</param>
/// <param name="image">One INT8 image.</param>
/// <param name="share">Share of every layer's positions.</param>
internal sealed class NetworkWorkload(ProgrammedChip chip, sbyte[] image, double share)
{
    private const int WarmUp = 50;

    /// <summary>Cores that the network uses.</summary>
    public int Cores { get; } = chip.Program.Cores.Count();

    /// <summary>Runs on a new chip.</summary>
    /// <param name="options">Engine and timing.</param>
    /// <param name="cancellation">Ends the run after the clock under way.</param>
    /// <returns>What it gave.</returns>
    public ChipBenchRun Run(RtlChipOptions options, CancellationToken cancellation)
    {
        using var engine = new RtlEngine(chip, options) { PositionShare = share };
        ulong begin = engine.Rtl.Cycle;
        engine.Run([0], image, null, cancellation);
        return new ChipBenchRun(engine.Rtl.Cycle - begin, engine.Statistics.RunNanoseconds / 1e9, engine.EventDigest, engine.Rtl.RegisterDigest());
    }

    /// <summary>Runs many images on one engine.</summary>
    /// <param name="options">Engine and timing.</param>
    /// <param name="images">Images.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>Growth of the process, bytes per image.</returns>
    public double MemoryGrowth(RtlChipOptions options, int images, CancellationToken cancellation)
    {
        using var engine = new RtlEngine(chip, options) { PositionShare = share };
        Run(engine, WarmUp, cancellation);
        long before = Resident();
        Run(engine, images, cancellation);
        return (Resident() - before) / (double)images;
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet;
    }

    private void Run(RtlEngine engine, int images, CancellationToken cancellation)
    {
        for (int k = 0; k < images; k++)
        {
            engine.Run([k], image, null, cancellation);
        }
    }
}
