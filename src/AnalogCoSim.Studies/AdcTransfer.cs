using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Studies;

/// <summary>Static transfer of one ADC path.</summary>
/// <param name="CurrentsMicroAmpere">Code transitions; current at which the counter reaches k + 1; µA; shape [codes].</param>
/// <param name="Inl">Integral non-linearity at each transition against the best line; LSB; shape [codes].</param>
/// <param name="Dnl">Differential non-linearity of each code; LSB; shape [codes - 1].</param>
/// <param name="CountsPerMicroAmpere">Slope of the best line.</param>
public sealed record AdcTransfer(double[] CurrentsMicroAmpere, double[] Inl, double[] Dnl, double CountsPerMicroAmpere)
{
    /// <summary>Extracts the transfer of a converter from its transitions.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="column">Column of the ADC.</param>
    /// <param name="path">0 = P, 1 = N.</param>
    /// <returns>Transitions up to the current limit with INL and DNL.</returns>
    public static AdcTransfer Extract(AnalogParameters parameters, int core, int column, int path)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ParameterCheck.InRange(nameof(column), column, 0, AnalogGeometry.Columns - 1);
        ParameterCheck.InRange(nameof(path), path, 0, 1);
        var adc = new AdcBank(parameters, core);
        double window = AnalogGeometry.MaxMagnitude * parameters.PwmStepNanoseconds * 1e-3;
        var transitions = new List<double>();
        for (int count = 1; count <= AnalogGeometry.MaxCount; count++)
        {
            double above = (count / window) - adc.Offset[column];
            double slope = adc.Gain[path][column] - (adc.Nonlinearity[path][column] * above);
            double current = above / slope;
            if (slope <= 0 || current > parameters.BitLineLimitMicroAmpere)
            {
                break;
            }

            transitions.Add(Math.Max(0, current));
        }

        return FromTransitions([.. transitions]);
    }

    private static AdcTransfer FromTransitions(double[] currents)
    {
        int codes = currents.Length;
        if (codes < 3)
        {
            return new AdcTransfer(currents, new double[codes], new double[Math.Max(0, codes - 1)], 0);
        }

        double meanCurrent = currents.Average();
        double meanCode = (codes + 1) / 2.0;
        double covariance = 0;
        double variance = 0;
        for (int k = 0; k < codes; k++)
        {
            covariance += (currents[k] - meanCurrent) * (k + 1 - meanCode);
            variance += (currents[k] - meanCurrent) * (currents[k] - meanCurrent);
        }

        double slope = covariance / variance;
        var inl = new double[codes];
        var dnl = new double[codes - 1];
        for (int k = 0; k < codes; k++)
        {
            inl[k] = k + 1 - meanCode - (slope * (currents[k] - meanCurrent));
            if (k > 0)
            {
                dnl[k - 1] = (slope * (currents[k] - currents[k - 1])) - 1;
            }
        }

        return new AdcTransfer(currents, inl, dnl, slope);
    }
}
