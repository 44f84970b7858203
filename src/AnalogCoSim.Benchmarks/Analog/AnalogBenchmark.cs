using System.Diagnostics;
using AnalogCoSim.Analog;
using AnalogCoSim.Analog.Kernels;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Benchmarks.Analog;

/// <summary>Measures MVM rates of one 256 x 256 core with weight-dependent read noise.</summary>
/// <remarks>
/// onePhase is what other simulators compute: one read, 8-bit inputs of both signs, lumped weight-dependent read noise, counting ADC; onePhaseIrDrop the same
/// with wire resistances; fourPhase is the chip's accurate read with two devices per polarity and non-negative inputs (after ReLU), two of four phases.
/// </remarks>
public static class AnalogBenchmark
{
    private const double WarmUpSeconds = 0.2;

    private static readonly int[] Batches = [1, 64, 1024];

    /// <summary>Runs the benchmark.</summary>
    /// <param name="seconds">Length of one timed block; s; the best of <paramref name="blocks"/> counts.</param>
    /// <param name="blocks">Blocks for each point.</param>
    /// <param name="maxThreads">Largest number of threads.</param>
    /// <param name="cancellation">Stops between timed blocks.</param>
    /// <returns>The measured rates.</returns>
    public static AnalogBenchmarkReport Run(double seconds = 0.05, int blocks = 9, int maxThreads = 2, CancellationToken cancellation = default)
    {
        double gemm = FloatGemm.MeasureRate(blocks, seconds, cancellation);
        var plain = new AnalogParameters { DriftTimeSeconds = 3600, PolarityAsymmetryMean = 0, PolarityAsymmetrySpread = 0 };
        var wired = plain with { IrDrop = new IrDropParameters() };
        var rows = new List<AnalogBenchmarkRow>();
        Measure("onePhase", plain, ReadMode.OnePhase);
        Measure("onePhaseIrDrop", wired, ReadMode.OnePhase);
        Measure("fourPhase", plain, ReadMode.FourPhase);
        return new AnalogBenchmarkReport(SimdPaths.Best.ToString(), gemm, rows);

        void Measure(string name, AnalogParameters parameters, ReadMode mode)
        {
            var macro = AnalogMacro.Program(parameters, 0, Weights());
            _ = Rate(macro, mode, 64, 1, WarmUpSeconds, 1, cancellation);
            long needed = (mode == ReadMode.OnePhase ? 2L : 4L) * AnalogGeometry.Cells;
            foreach (int batch in Batches)
            {
                for (int threads = 1; threads <= maxThreads; threads++)
                {
                    double rate = Rate(macro, mode, batch, threads, seconds, blocks, cancellation);
                    rows.Add(new AnalogBenchmarkRow(name, batch, threads, rate, needed, rate * needed / threads / gemm));
                }
            }
        }
    }

    private static CoreWeights Weights()
    {
        var random = new KeyedRandom(1, NoisePurpose.Stimulus);
        var weights = new float[AnalogGeometry.Cells];
        for (uint i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(0.25 * random.Normal(i));
        }

        return new CoreWeights(weights, 1f, 10.35f, 0.2f);
    }

    private static double Rate(AnalogMacro macro, ReadMode mode, int batch, int threads, double seconds, int blocks, CancellationToken cancellation)
    {
        double best = 0;
        for (int block = 0; block < blocks; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            var rates = new double[threads];
            var workers = new Thread[threads];
            for (int t = 0; t < threads; t++)
            {
                int index = t;
                workers[t] = new Thread(() => rates[index] = Block(macro, mode, batch, (uint)index, seconds));
                workers[t].Start();
            }

            foreach (Thread worker in workers)
            {
                worker.Join();
            }

            best = Math.Max(best, rates.Sum());
        }

        return best;
    }

    private static double Block(AnalogMacro macro, ReadMode mode, int batch, uint image, double seconds)
    {
        var inputs = new sbyte[batch * AnalogGeometry.Rows];
        var random = new KeyedRandom(image, NoisePurpose.Stimulus);
        for (uint i = 0; i < inputs.Length; i++)
        {
            int value = 1 + (int)(random.Uniform(i, 1) * 127);
            inputs[i] = (sbyte)(mode == ReadMode.OnePhase && random.Uniform(i, 2) < 0.5 ? -value : value);
        }

        var addresses = new MvmAddress[batch];
        MvmAddress next = MvmAddress.Alone(macro.Core, (int)image, 0);
        addresses.AsSpan().Fill(next);
        var p = new ushort[batch * AnalogGeometry.Columns];
        var n = new ushort[p.Length];
        macro.Compute(inputs, addresses, mode, p, n);
        long start = Stopwatch.GetTimestamp();
        long done = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            for (int i = 0; i < batch; i++)
            {
                addresses[i] = next;
                next = next.Next();
            }

            macro.Compute(inputs, addresses, mode, p, n);
            done += batch;
        }

        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
