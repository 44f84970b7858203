namespace AnalogCoSim.Compiler.Calibration;

/// <summary>Chooses INT8 steps that lose the least square error: clipping a few large values may be worth smaller steps.</summary>
internal static class ScaleSearch
{
    private const int Candidates = 72;
    private const double Smallest = 0.25;
    private const int MostSamples = 65536;

    /// <summary>The best step for values that count as they are.</summary>
    /// <param name="values">Values to be represented.</param>
    /// <param name="absoluteMaximum">Their largest magnitude if the values are only a sample; else 0.</param>
    /// <returns>Real value of one INT8 step; 1 if all values are 0.</returns>
    public static double BestStep(ReadOnlySpan<float> values, double absoluteMaximum = 0)
    {
        float[] thin = Thin(values);
        return Search(Math.Max(absoluteMaximum, Largest(values, [])), step => Error(thin, step));
    }

    /// <summary>The best step for partial sums of results that a ReLU follows.</summary>
    /// <param name="partials">Partial sums.</param>
    /// <param name="finals">The results that they are part of, before the ReLU.</param>
    /// <returns>Real value of one INT8 step; 1 if all values are 0.</returns>
    public static double BestStepBeforeRelu(ReadOnlySpan<float> partials, ReadOnlySpan<float> finals)
    {
        float[] thin = Thin(partials);
        float[] thinFinals = Thin(finals);
        double largest = Largest(partials, finals);
        return Search(largest > 0 ? largest : Largest(partials, []), step => ErrorBeforeRelu(thin, thinFinals, step));
    }

    private static double Search(double largest, Func<double, double> error)
    {
        if (largest <= 0)
        {
            return 1;
        }

        (double best, double bestError) = (largest / 127, double.PositiveInfinity);
        for (int i = Candidates; i >= 0; i--)
        {
            double step = largest / 127 * (Smallest + ((1 - Smallest) * i / Candidates));
            double candidate = error(step);
            (best, bestError) = candidate < bestError ? (step, candidate) : (best, bestError);
        }

        return best;
    }

    private static double Error(float[] values, double step)
    {
        double error = 0;
        float inverse = (float)(1 / step);
        foreach (float value in values)
        {
            float scaled = value * inverse;
            float difference = Math.Clamp(MathF.Round(scaled), -127f, 127f) - scaled;
            error += difference * difference;
        }

        return error * step * step;
    }

    private static double ErrorBeforeRelu(float[] values, float[] finals, double step)
    {
        double error = 0;
        float inverse = (float)(1 / step);
        for (int i = 0; i < values.Length; i++)
        {
            float rounded = Math.Clamp(MathF.Round(values[i] * inverse), -128f, 127f) * (float)step;
            float difference = Math.Max(finals[i] + rounded - values[i], 0f) - Math.Max(finals[i], 0f);
            error += difference * difference;
        }

        return error;
    }

    /// <summary>Largest magnitude, with finals only of values whose final is positive.</summary>
    private static float Largest(ReadOnlySpan<float> values, ReadOnlySpan<float> finals)
    {
        float largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            largest = finals.IsEmpty || finals[i] > 0 ? Math.Max(largest, Math.Abs(values[i])) : largest;
        }

        return largest;
    }

    /// <summary>Every n-th value, n odd so that it does not follow the arrays' own periods.</summary>
    private static float[] Thin(ReadOnlySpan<float> values)
    {
        int stride = Math.Max(1, values.Length / MostSamples) | 1;
        var thin = new float[(values.Length + stride - 1) / stride];
        for (int i = 0; i < thin.Length; i++)
        {
            thin[i] = values[i * stride];
        }

        return thin;
    }
}
