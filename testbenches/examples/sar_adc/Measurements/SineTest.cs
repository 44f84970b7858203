using SarAdc.Models;

namespace SarAdc.Measurements;

/// <summary>A full-scale sine, sampled coherently by a converter that runs freely: what is left beside the sine is noise and distortion.</summary>
public static class SineTest
{
    private const int Samples = 8192;

    private const int Periods = 1021; // prime, so that no two samples have the same phase

    /// <summary>Measures the effective number of bits.</summary>
    /// <param name="adc">The converter.</param>
    /// <param name="parameters">Its range and bits.</param>
    /// <returns>Bits: those of an ideal converter with the same error, log2(2^Bits / (rms error in LSB * sqrt(12))), as in IEEE Std 1241.</returns>
    public static double EffectiveBits(Converter adc, ArrayParameters parameters)
    {
        double middle = parameters.ReferenceVolts / 2;
        adc.Convert(middle);
        double radiansPerClock = 2 * Math.PI * Periods / ((double)Samples * adc.ClocksPerConversion);
        double[] codes = new double[Samples];
        for (int k = 0; k < Samples; k++)
        {
            codes[k] = adc.Convert(clock => middle + ((middle - parameters.LsbVolts) * Math.Sin(radiansPerClock * clock)));
        }

        return Math.Log2(parameters.Codes / (RmsBesideSine(codes) * Math.Sqrt(12)));
    }

    // Least squares: over whole periods mean, sine and cosine are orthogonal.
    private static double RmsBesideSine(double[] codes)
    {
        double mean = codes.Average();
        double sine = 0, cosine = 0;
        for (int k = 0; k < codes.Length; k++)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * Periods * k / codes.Length);
            sine += 2 * codes[k] * s / codes.Length;
            cosine += 2 * codes[k] * c / codes.Length;
        }

        double power = codes.Average(code => (code - mean) * (code - mean)) - (((sine * sine) + (cosine * cosine)) / 2);
        return Math.Sqrt(power);
    }
}
