using AnalogCoSim.Analog;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Studies;

/// <summary>Applies random inputs to a core and splits the error of its outputs into a linear and a residual part.</summary>
/// <remarks>
/// Stimulus of Le Gallo et al. 2023: 2,048 uniform input vectors, 30 % zeros. Outputs are corrected as the LDPU does (converter residues, drift factor)
/// and rounded to INT8 over their range when asked for.
/// </remarks>
public static class MvmErrorStudy
{
    private const int Size = AnalogGeometry.Rows;
    private const double Zeros = 0.3;

    /// <summary>Runs the study on one core.</summary>
    /// <param name="macro">Programmed core.</param>
    /// <param name="mode">Read mode.</param>
    /// <param name="samples">Input vectors; more than 256.</param>
    /// <param name="seed">Seed of the stimulus.</param>
    /// <param name="int8Outputs">Round outputs to INT8 of their largest magnitude.</param>
    /// <returns>The relative errors.</returns>
    public static MvmErrorReport Run(AnalogMacro macro, ReadMode mode, int samples = 2048, ulong seed = 1, bool int8Outputs = true)
    {
        ArgumentNullException.ThrowIfNull(macro);
        ParameterCheck.InRange(nameof(samples), samples, Size + 1, 1 << 20);
        sbyte[] inputs = Inputs(samples, seed);
        double[] measured = Outputs(macro, mode, inputs, samples);
        if (int8Outputs)
        {
            RoundToInt8(measured);
        }

        double[] x = Array.ConvertAll(inputs, value => (double)value);
        double[] ideal = Product(x, Target(macro.Target), samples);
        double[] fitted = Product(x, LeastSquares.Solve(x, measured, samples, Size, AnalogGeometry.Columns), samples);
        double norm = Norm(ideal);
        double total = Distance(measured, ideal) / norm;
        return new MvmErrorReport(
            total,
            Distance(fitted, ideal) / norm,
            Distance(measured, fitted) / norm,
            WeightQuantiser.EffectiveBits(macro.Target, total),
            macro.Statistics.SaturatedCounts,
            macro.Statistics.LimitedColumns);
    }

    private static sbyte[] Inputs(int samples, ulong seed)
    {
        var random = new KeyedRandom(seed, NoisePurpose.Stimulus);
        var inputs = new sbyte[samples * Size];
        for (uint i = 0; i < inputs.Length; i++)
        {
            inputs[i] = random.Uniform(i, 1) < Zeros ? (sbyte)0 : (sbyte)((int)(random.Uniform(i, 2) * 255) - 127);
        }

        return inputs;
    }

    private static double[] Outputs(AnalogMacro macro, ReadMode mode, sbyte[] inputs, int samples)
    {
        var addresses = new MvmAddress[samples];
        for (int i = 0; i < samples; i++)
        {
            addresses[i] = MvmAddress.Alone(macro.Core, -1, i);
        }

        var p = new ushort[samples * AnalogGeometry.Columns];
        var n = new ushort[p.Length];
        macro.Compute(inputs, addresses, mode, p, n);
        float[] offset = macro.Calibration.OffsetCounts(mode);
        var outputs = new double[p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            int c = i % AnalogGeometry.Columns;
            double counts = ((double)p[i] / macro.Calibration.GainP[c]) - ((double)n[i] / macro.Calibration.GainN[c]) - offset[c];
            outputs[i] = counts * macro.DriftFactors[c] / macro.CountsPerUnitWeight;
        }

        return outputs;
    }

    private static void RoundToInt8(double[] values)
    {
        double largest = values.Max(Math.Abs);
        double step = largest > 0 ? largest / 127 : 1;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Round(values[i] / step) * step;
        }
    }

    private static double[] Target(CoreWeights target) =>
        Array.ConvertAll(target.Weights, weight => (double)Math.Clamp(weight / target.WeightMax, -1f, 1f));

    private static double[] Product(double[] x, double[] weights, int samples)
    {
        var y = new double[samples * AnalogGeometry.Columns];
        for (int i = 0; i < samples; i++)
        {
            Span<double> row = y.AsSpan(i * AnalogGeometry.Columns, AnalogGeometry.Columns);
            for (int r = 0; r < Size; r++)
            {
                LeastSquares.AddScaled(row, weights.AsSpan(r * AnalogGeometry.Columns, AnalogGeometry.Columns), x[(i * Size) + r]);
            }
        }

        return y;
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static double Distance(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return Math.Sqrt(sum);
    }
}
