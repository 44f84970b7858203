namespace AnalogCoSim.Compiler.Calibration;

/// <summary>Chooses INT8 steps that lose the least square error: clipping a few large values may be worth smaller steps.</summary>
internal static class ScaleSearch
{
    private const int Candidates = 72;
    private const double Smallest = 0.28;

    /// <summary>The best step.</summary>
    /// <param name="samples">Values to be represented.</param>
    /// <param name="absoluteMaximum">Their largest magnitude, also of those not in the sample.</param>
    /// <returns>Real value of one INT8 step; 1 if all values are 0.</returns>
    public static double BestStep(ReadOnlySpan<float> samples, double absoluteMaximum)
    {
        if (absoluteMaximum <= 0)
        {
            return 1;
        }

        double best = absoluteMaximum / 127;
        double bestError = double.PositiveInfinity;
        for (int i = Candidates; i >= 0; i--)
        {
            double step = absoluteMaximum / 127 * (Smallest + ((1 - Smallest) * i / Candidates));
            double error = Error(samples, step);
            if (error < bestError)
            {
                (best, bestError) = (step, error);
            }
        }

        return best;
    }

    /// <summary>Sum of squared differences after rounding to INT8.</summary>
    public static double Error(ReadOnlySpan<float> samples, double step)
    {
        double error = 0;
        float inverse = (float)(1 / step);
        foreach (float sample in samples)
        {
            float scaled = sample * inverse;
            float difference = Math.Clamp(MathF.Round(scaled), -127f, 127f) - scaled;
            error += difference * difference;
        }

        return error * step * step;
    }
}
