namespace AnalogCoSim.Compiler.Mapping;

/// <summary>What the cores of one chain compute on the calibration data; arrays are [columns, samples].</summary>
internal sealed record ChainSamples
{
    /// <summary>Columns of the chain.</summary>
    public required int Columns { get; init; }

    /// <summary>Sampled pixels.</summary>
    public required int Count { get; init; }

    /// <summary>Sums of each core in real units.</summary>
    public required IReadOnlyList<float[]> Partials { get; init; }

    /// <summary>INT8 values that the head receives, or null.</summary>
    public float[]? Residual { get; init; }

    /// <summary>Their step.</summary>
    public double ResidualScale { get; init; }

    /// <summary>Addend of each column in real units.</summary>
    public required float[] Bias { get; init; }

    /// <summary>Whether the tail rectifies.</summary>
    public required bool Relu { get; init; }

    /// <summary>Results before the ReLU, without any rounding on the way.</summary>
    /// <param name="start">What the head receives, in real units.</param>
    public float[] Final(float[] start)
    {
        var final = new float[start.Length];
        for (int i = 0; i < final.Length; i++)
        {
            float sum = start[i] + Bias[i / Count];
            foreach (float[] partial in Partials)
            {
                sum += partial[i];
            }

            final[i] = sum;
        }

        return final;
    }
}
