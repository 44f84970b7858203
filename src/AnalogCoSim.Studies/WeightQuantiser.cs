using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Studies;

/// <summary>Symmetric uniform weight quantiser: the ruler with which weight errors are given in bits.</summary>
public static class WeightQuantiser
{
    private const int MostBits = 12;

    /// <summary>Relative error of quantising weights to a number of bits.</summary>
    /// <param name="target">Weights and their scale.</param>
    /// <param name="bits">Bits including the sign, at least 2.</param>
    /// <returns>||q(w) - w||_2 / ||w||_2.</returns>
    public static double RelativeError(CoreWeights target, int bits)
    {
        double levels = (1 << (bits - 1)) - 1;
        double error = 0;
        double signal = 0;
        foreach (float weight in target.Weights)
        {
            double ideal = Math.Clamp(weight / target.WeightMax, -1f, 1f);
            double difference = (Math.Round(ideal * levels) / levels) - ideal;
            error += difference * difference;
            signal += ideal * ideal;
        }

        return Math.Sqrt(error / signal);
    }

    /// <summary>Bits of the quantiser that has the same error, interpolated on the logarithm of the error.</summary>
    /// <param name="target">Weights and their scale.</param>
    /// <param name="relativeError">Error to express; dimensionless.</param>
    /// <returns>Effective bits, 2 to 12.</returns>
    public static double EffectiveBits(CoreWeights target, double relativeError)
    {
        double previous = RelativeError(target, 2);
        for (int bits = 3; bits <= MostBits; bits++)
        {
            double next = RelativeError(target, bits);
            if (relativeError >= next)
            {
                double share = Math.Log(previous / Math.Min(relativeError, previous)) / Math.Log(previous / next);
                return bits - 1 + share;
            }

            previous = next;
        }

        return MostBits;
    }
}
