using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Studies;

/// <summary>Error of the weights alone: programming, drift and one sample of read noise, without converters.</summary>
public static class WeightErrorStudy
{
    private const uint Reading = 0xFFFFFF;

    /// <summary>Computes the relative error of a programmed core at a time.</summary>
    /// <param name="parameters">Chip parameters; drift time and compensation are taken from here.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    /// <returns>||w_read - w||_2 / ||w||_2, dimensionless.</returns>
    public static double Relative(AnalogParameters parameters, int core, CoreWeights target)
    {
        var array = ProgrammedArray.Program(parameters, core, target);
        ConductanceMap now = array.At(parameters.DriftTimeSeconds);
        float[] factors = DriftReadout.Factors(parameters, core, array, target, now);
        return Relative(parameters, core, target, now, factors);
    }

    private static double Relative(AnalogParameters parameters, int core, CoreWeights target, ConductanceMap map, float[] factors)
    {
        float[] read = map.SampleDifferences(parameters.Seed, core, Reading);
        double error = 0;
        double signal = 0;
        for (int cell = 0; cell < read.Length; cell++)
        {
            double ideal = Math.Clamp(target.Weights[cell] / target.WeightMax, -1f, 1f);
            double difference = (read[cell] / target.GmaxMicroSiemens * factors[cell % AnalogGeometry.Columns]) - ideal;
            error += difference * difference;
            signal += ideal * ideal;
        }

        return Math.Sqrt(error / signal);
    }
}
