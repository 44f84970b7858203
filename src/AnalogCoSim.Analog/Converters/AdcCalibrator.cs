using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Converters;

/// <summary>The digital part of the once-per-chip calibration: what remains after the analog trims goes to the LDPU registers.</summary>
/// <remarks>
/// Source: KA, JSSC 57(4) (2022): three currents, averaged readings, P and N separately. A line through the readings at a low, a middle and
/// the largest current gives gain and offset; readings are averaged over 64 oscillator phases.
/// </remarks>
public static class AdcCalibrator
{
    private const int Averages = 64;

    /// <summary>Measures gain and offset of each converter.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="adc">Converters after trim.</param>
    /// <returns>The residues.</returns>
    public static AdcCalibration Calibrate(AnalogParameters parameters, AdcBank adc)
    {
        var gainP = new float[AnalogGeometry.Columns];
        var gainN = new float[AnalogGeometry.Columns];
        var fourPhase = new float[AnalogGeometry.Columns];
        for (int c = 0; c < AnalogGeometry.Columns; c++)
        {
            var (slopeP, zeroP) = Line(parameters, adc, 0, c);
            var (slopeN, zeroN) = Line(parameters, adc, 1, c);
            gainP[c] = (float)(slopeP / NominalSlope(parameters));
            gainN[c] = (float)(slopeN / NominalSlope(parameters));
            double idle = Math.Floor(adc.FrequencyMegahertz(0, c, 0) * WindowMicroseconds(parameters));
            fourPhase[c] = (float)(((zeroP + idle) / gainP[c]) - ((zeroN + idle) / gainN[c]));
        }

        return new AdcCalibration(gainP, gainN, new float[AnalogGeometry.Columns], fourPhase);
    }

    private static double WindowMicroseconds(AnalogParameters parameters) => AnalogGeometry.MaxMagnitude * parameters.PwmStepNanoseconds * 1e-3;

    private static double NominalSlope(AnalogParameters parameters) => parameters.AdcGainMegahertzPerMicroAmpere * WindowMicroseconds(parameters);

    /// <summary>Least-squares line through three readings; counts per µA and counts at zero, floor made good.</summary>
    private static (double Slope, double Zero) Line(AnalogParameters parameters, AdcBank adc, int path, int column)
    {
        double limit = Math.Min(100, parameters.BitLineLimitMicroAmpere);
        double[] currents = [0.05 * limit, 0.5 * limit, limit];
        double[] counts = Array.ConvertAll(currents, current => Reading(parameters, adc, path, column, current));
        double meanCurrent = currents.Average();
        double meanCount = counts.Average();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < currents.Length; i++)
        {
            covariance += (currents[i] - meanCurrent) * (counts[i] - meanCount);
            variance += (currents[i] - meanCurrent) * (currents[i] - meanCurrent);
        }

        double slope = covariance / variance;
        return (slope, meanCount - (slope * meanCurrent));
    }

    private static double Reading(AnalogParameters parameters, AdcBank adc, int path, int column, double current)
    {
        double cycles = adc.FrequencyMegahertz(path, column, current) * WindowMicroseconds(parameters);
        double sum = 0;
        for (int i = 0; i < Averages; i++)
        {
            sum += Math.Floor(cycles + ((i + 0.5) / Averages));
        }

        return sum / Averages;
    }
}
