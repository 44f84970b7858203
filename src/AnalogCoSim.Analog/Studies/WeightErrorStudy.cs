using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Studies;

/// <summary>Error of the weights alone: programming, drift and one sample of read noise, without converters.</summary>
public static class WeightErrorStudy
{
    /// <summary>Computes the relative error of a programmed core at a time.</summary>
    /// <param name="parameters">Chip parameters; drift time and compensation are taken from here.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    /// <returns>||w_read - w||_2 / ||w||_2, dimensionless.</returns>
    public static double Relative(AnalogParameters parameters, int core, CoreWeights target)
    {
        var array = ProgrammedArray.Program(parameters, core, target);
        ConductanceMap now = array.At(parameters.DriftTimeSeconds);
        float[] factors = DriftReadout.Factors(parameters, array, now);
        return Relative(parameters, core, target, now, factors);
    }

    /// <summary>Weights as read once, in units of <see cref="CoreWeights.WeightMax"/> = 1.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    /// <param name="map">Conductances and variances.</param>
    /// <returns>Shape [256 * 256].</returns>
    public static float[] Sample(AnalogParameters parameters, int core, CoreWeights target, ConductanceMap map)
    {
        var random = new KeyedRandom(parameters.Seed, NoisePurpose.ReadNoise);
        var weights = new float[AnalogGeometry.Cells];
        for (uint cell = 0; cell < weights.Length; cell++)
        {
            double plus = map.Plus[cell] + (Math.Sqrt(map.PlusVariance[cell]) * random.Normal((uint)core, cell, 0, 0xFFFFFF));
            double minus = map.Minus[cell] + (Math.Sqrt(map.MinusVariance[cell]) * random.Normal((uint)core, cell, 1, 0xFFFFFF));
            weights[cell] = (float)((Math.Max(0, plus) - Math.Max(0, minus)) / target.GmaxMicroSiemens);
        }

        return weights;
    }

    private static double Relative(AnalogParameters parameters, int core, CoreWeights target, ConductanceMap map, float[] factors)
    {
        float[] read = Sample(parameters, core, target, map);
        double error = 0;
        double signal = 0;
        for (int cell = 0; cell < read.Length; cell++)
        {
            double ideal = Math.Clamp(target.Weights[cell] / target.WeightMax, -1f, 1f);
            double difference = (read[cell] * factors[cell % AnalogGeometry.Columns]) - ideal;
            error += difference * difference;
            signal += ideal * ideal;
        }

        return Math.Sqrt(error / signal);
    }
}
