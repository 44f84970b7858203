using AnalogCoSim.Compiler.Options;

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

    /// <summary>Panels of 32 samples on which currents are studied.</summary>
    private const int StudiedPanels = 12;

    /// <summary>Chooses the read voltage (and only below the lowest one a smaller conductance) that makes the smallest error of counting and current limiting.</summary>
    /// <param name="weights">Shape [rows, columns], as programmed.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="inputs">INT8 inputs, each panel [rows, 32].</param>
    /// <param name="options">Limits.</param>
    /// <returns>The setting.</returns>
    public static CrossbarSetting Choose(float[] weights, int rows, int columns, IReadOnlyList<float[]> inputs, CompilerOptions options)
    {
        float weightMax = WeightRange(weights, options.ExpectedProgrammingError);
        int every = Math.Max(1, inputs.Count / StudiedPanels);
        var study = new BitLineStudy(weights, rows, columns, [.. inputs.Where((_, i) => i % every == 0)], weightMax, options);
        double product = study.BestProduct();
        double voltage = Math.Clamp(product / options.GmaxMicroSiemens, options.MinReadVoltageVolt, options.MaxReadVoltageVolt);
        double gmax = Math.Min(options.GmaxMicroSiemens, product / voltage);
        double perSum = gmax * voltage / weightMax;
        return new CrossbarSetting(
            weightMax,
            (float)gmax,
            (float)voltage,
            perSum * Percentile(study.Starts, options.CurrentPercentile),
            perSum * Percentile(study.Means, options.CurrentPercentile));
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

    private static double Percentile(List<float> values, double percentile)
    {
        float largest = values.Count == 0 ? 0 : values.Max();
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
