using SarAdc.Models;

namespace SarAdc.Measurements;

/// <summary>A slow ramp through the whole range: how often each code comes says how wide it is.</summary>
/// <remarks>It begins below the range and ends above it: an offset would hide the outer transitions from a ramp that does not, and with them the ends of the line that INL is measured from.</remarks>
public static class RampTest
{
    private const int MarginLsb = 16;

    /// <summary>Converts one ramp.</summary>
    /// <param name="adc">The converter.</param>
    /// <param name="parameters">Its range and bits.</param>
    /// <param name="stepsPerLsb">Inputs per ideal code; widths are measured to one of these.</param>
    /// <param name="seen">Called with every input, V, and its code.</param>
    /// <returns>The transfer curve.</returns>
    public static TransferCurve Run(Converter adc, ArrayParameters parameters, int stepsPerLsb = 64, Action<double, int>? seen = null)
    {
        int[] counts = new int[parameters.Codes];
        for (int step = 0; step < (parameters.Codes + (2 * MarginLsb)) * stepsPerLsb; step++)
        {
            double volts = (((step + 0.5) / stepsPerLsb) - MarginLsb) * parameters.LsbVolts;
            int code = adc.Convert(volts);
            counts[code]++;
            seen?.Invoke(volts, code);
        }

        return TransferCurve.FromCounts(counts, stepsPerLsb, -MarginLsb);
    }
}
