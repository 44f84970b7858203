using AnalogCoSim.Compiler.Execution;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>Weight range, conductance and read voltage of one core.</summary>
/// <param name="WeightMax">Weight with the largest conductance.</param>
/// <param name="Gmax">That conductance, uS.</param>
/// <param name="Voltage">Read voltage, V.</param>
/// <param name="PeakCurrent">Current at the start of a phase at the percentile, uA.</param>
/// <param name="MeanCurrent">The same averaged over the read window, uA.</param>
internal sealed record CrossbarSetting(float WeightMax, float Gmax, float Voltage, double PeakCurrent, double MeanCurrent)
{
    private const int Bins = 8192;
    private const float VoltageStep = 0.005f;

    /// <summary>Counts of P - N for <c>sum(x * w) = 1</c>, x in INT8 steps.</summary>
    public double CountsPerUnit(CompilerOptions options) =>
        options.AdcGainMegahertzPerMicroAmpere * options.PwmStepNanoseconds * 1e-3 * Gmax * Voltage / WeightMax;

    /// <summary>Chooses the highest read voltage, and only if the lowest is too high a smaller conductance, that keeps the bit-line current of every phase below the limit.</summary>
    /// <param name="weights">Shape [rows, columns], as programmed.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="inputs">INT8 inputs, each panel [rows, 32].</param>
    /// <param name="options">Limits.</param>
    /// <returns>The setting.</returns>
    public static CrossbarSetting Choose(float[] weights, int rows, int columns, IReadOnlyList<float[]> inputs, CompilerOptions options)
    {
        float weightMax = WeightRange(weights, options.ExpectedProgrammingError);
        double mean = PhaseSums(weights, rows, columns, inputs, weightMax, options.CurrentPercentile) / 127;
        // All pulses start together: at the start of the window every input that is not 0 is on.
        List<float[]> active = [.. inputs.Select(panel => Array.ConvertAll(panel, x => (float)Math.Sign(x)))];
        double peak = PhaseSums(weights, rows, columns, active, weightMax, options.CurrentPercentile);
        double perVolt = options.GmaxMicroSiemens / weightMax * peak;
        double voltage = perVolt > 0 ? options.PeakCurrentMicroAmpere / perVolt : options.MaxReadVoltageVolt;
        float chosen = (float)Math.Clamp(Math.Floor(voltage / VoltageStep) * VoltageStep, options.MinReadVoltageVolt, options.MaxReadVoltageVolt);
        double gmax = options.GmaxMicroSiemens * Math.Min(1, voltage / chosen);
        double perSum = gmax / weightMax * chosen;
        return new CrossbarSetting(weightMax, (float)gmax, chosen, perSum * peak, perSum * mean);
    }

    private static float WeightRange(float[] weights, double programmingError)
    {
        float largest = weights.Max(Math.Abs);
        if (largest == 0)
        {
            return 1;
        }

        float best = largest;
        double bestError = double.PositiveInfinity;
        for (int i = 0; i < (programmingError > 0 ? 60 : 1); i++)
        {
            float limit = largest * (1 - (i / 80f));
            double clipped = weights.Sum(w => Math.Pow(Math.Max(0, Math.Abs(w) - limit), 2));
            double error = clipped + (weights.Count(w => w != 0) * Math.Pow(programmingError * limit, 2));
            (best, bestError) = error < bestError ? (limit, error) : (best, bestError);
        }

        return best;
    }

    /// <summary>The percentile, over columns, samples and phases, of the sum of |w x| with one sign of w and one of x.</summary>
    private static unsafe double PhaseSums(float[] weights, int rows, int columns, IReadOnlyList<float[]> inputs, float weightMax, double percentile)
    {
        var sums = new List<float>();
        foreach (float weightSign in (ReadOnlySpan<float>)[1f, -1f])
        {
            float[] part = [.. weights.Select(w => Math.Clamp(w * weightSign, 0, weightMax))];
            var matrix = new PackedMatrix(part, rows, columns, []);
            var result = new float[matrix.ResultLength];
            foreach (float inputSign in (ReadOnlySpan<float>)[1f, -1f])
            {
                foreach (float[] panel in inputs)
                {
                    float[] signed = [.. panel.Select(x => Math.Max(x * inputSign, 0))];
                    fixed (float* source = signed, target = result)
                    {
                        matrix.Multiply(source, target);
                    }

                    sums.AddRange(result.AsSpan(0, columns * GemmKernel.Width));
                }
            }
        }

        return Percentile(sums, percentile);
    }

    private static double Percentile(List<float> values, double percentile)
    {
        float largest = values.Max();
        if (largest <= 0)
        {
            return 0;
        }

        var counts = new long[Bins + 1];
        long reads = 0;
        foreach (float value in values)
        {
            // Phases without any input of that sign are no reads.
            counts[(int)(value / largest * Bins)]++;
            reads += value > 0 ? 1 : 0;
        }

        long above = 0;
        int bin = Bins;
        for (; bin > 0 && above + counts[bin] <= (1 - percentile) * reads; bin--)
        {
            above += counts[bin];
        }

        return largest * Math.Min(bin + 1, Bins) / Bins;
    }
}
