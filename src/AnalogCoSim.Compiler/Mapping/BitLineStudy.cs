using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Options;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>Bit-line currents of one core on sampled inputs, and the error that counting and current limiting make at each read voltage.</summary>
/// <remarks>
/// All pulses start together and each lasts as long as its magnitude, so the current falls during the window: the regulator limits its start only. A higher voltage
/// gives more counts but loses more of that start; both errors are known on the calibration data, and the voltage with the smallest sum is taken.
/// </remarks>
internal sealed class BitLineStudy
{
    /// <summary>Window slots at which the current is looked at; it is taken as constant up to the next one.</summary>
    private static readonly int[] Slots = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

    /// <summary>Variance of counting down, in counts.</summary>
    private const double CountingVariance = 1.0 / 12;

    private readonly CompilerOptions _options;
    private readonly float _weightMax;
    private readonly double[] _products;
    private readonly double[] _lost;
    private long _phases;

    public BitLineStudy(float[] weights, int rows, int columns, IReadOnlyList<float[]> inputs, float weightMax, CompilerOptions options)
    {
        (_options, _weightMax) = (options, weightMax);
        _products = Candidates(options);
        _lost = new double[_products.Length];
        foreach (float weightSign in (ReadOnlySpan<float>)[1f, -1f])
        {
            var matrix = new PackedMatrix([.. weights.Select(w => Math.Clamp(w * weightSign, 0, weightMax))], rows, columns, []);
            foreach (float inputSign in (ReadOnlySpan<float>)[1f, -1f])
            {
                foreach (float[] panel in inputs)
                {
                    float[] magnitudes = Array.ConvertAll(panel, x => Math.Max(x * inputSign, 0));
                    if (magnitudes.Any(x => x > 0))
                    {
                        Observe(matrix, magnitudes, columns);
                    }
                }
            }
        }
    }

    /// <summary>Sum of the weights of all inputs that are on at the start of a phase, for every sampled bit line.</summary>
    public List<float> Starts { get; } = [];

    /// <summary>The same, averaged over the window.</summary>
    public List<float> Means { get; } = [];

    /// <summary>The product of Gmax and read voltage (uA) with the smallest error.</summary>
    public double BestProduct()
    {
        double gain = CountsPerMicroAmpereSlot;
        int best = _products.Length - 1;
        double bestError = double.PositiveInfinity;
        for (int i = _products.Length - 1; i >= 0; i--)
        {
            double countsPerUnit = gain * _products[i] / _weightMax;
            double error = ((_phases * CountingVariance) + (_lost[i] * gain * gain)) / (countsPerUnit * countsPerUnit);
            (best, bestError) = error < bestError ? (i, error) : (best, bestError);
        }

        return _products[best];
    }

    private double CountsPerMicroAmpereSlot => _options.AdcGainMegahertzPerMicroAmpere * _options.PwmStepNanoseconds * 1e-3;

    /// <summary>Products from half the lowest voltage, reached by halving Gmax, to the highest.</summary>
    private static double[] Candidates(CompilerOptions options)
    {
        const double Step = 0.01;

        // A float of 0.1 is a little above it: neither end is lost to that.
        int first = (int)Math.Ceiling((options.MinReadVoltageVolt / 2 / Step) - 1e-3);
        int last = (int)Math.Floor((options.MaxReadVoltageVolt / Step) + 1e-3);
        return [.. Enumerable.Range(first, Math.Max(1, last - first + 1)).Select(i => i * Step * options.GmaxMicroSiemens)];
    }

    private unsafe void Observe(PackedMatrix matrix, float[] magnitudes, int columns)
    {
        int length = columns * GemmKernel.Width;
        var sums = new float[Slots.Length - 1][];
        var mean = new float[length];
        for (int s = 0; s < sums.Length; s++)
        {
            float slot = Slots[s];
            float[] on = Array.ConvertAll(magnitudes, x => x >= slot ? 1f : 0f);
            sums[s] = new float[matrix.ResultLength];
            fixed (float* source = on, target = sums[s])
            {
                matrix.Multiply(source, target);
            }

            for (int i = 0; i < length; i++)
            {
                mean[i] += sums[s][i] * (Slots[s + 1] - Slots[s]) / 127f;
            }
        }

        _phases += length;
        Starts.AddRange(sums[0].AsSpan(0, length));
        Means.AddRange(mean);
        for (int v = 0; v < _products.Length; v++)
        {
            _lost[v] += Lost(sums, length, (float)(_options.PeakCurrentMicroAmpere * _weightMax / _products[v])) * Math.Pow(_products[v] / _weightMax, 2);
        }
    }

    /// <summary>Sum of the squares of what lies above a limit, in slots times weight.</summary>
    private static double Lost(float[][] sums, int length, float limit)
    {
        double total = 0;
        for (int i = 0; i < length; i++)
        {
            float lost = 0;
            for (int s = 0; s < sums.Length && sums[s][i] > limit; s++)
            {
                lost += (sums[s][i] - limit) * (Slots[s + 1] - Slots[s]);
            }

            total += (double)lost * lost;
        }

        return total;
    }
}
