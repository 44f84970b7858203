using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Converters;

/// <summary>The analog trims of one ADC path in their order: offset, 4-bit gain, 4-bit feed-forward against non-linearity.</summary>
/// <remarks>
/// Order, 4-bit codes and three-current fit: KA, JSSC 57(4) (2022). Our choice: untrimmed spreads and step sizes, set so that the residual
/// spread of A is about the published 7 %; untrimmed B is 6.1e-4/µA (from the published largest frequency of 3.3 GHz).
/// </remarks>
public static class AdcTrimFlow
{
    /// <summary>Ratio of neighbouring gain codes.</summary>
    public const double GainStep = 1.27;

    /// <summary>Step of the offset tap; MHz.</summary>
    public const double OffsetStepMegahertz = 4;

    /// <summary>Step of the feed-forward trim; 1/µA.</summary>
    public const double NonlinearityStepPerMicroAmpere = 1e-4;

    private const int LargestCode = 7;
    private const int SmallestCode = -8;
    private const double UntrimmedGainSpread = 0.3;
    private const double UntrimmedOffsetMegahertz = 12;
    private const double UntrimmedNonlinearity = 6.1e-4;
    private const double UntrimmedNonlinearitySpread = 1e-4;
    private const double LowMicroAmpere = 5;
    private const double MidMicroAmpere = 50;

    /// <summary>Draws an untrimmed path and trims it.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="column">Column of the ADC.</param>
    /// <param name="path">0 = P, 1 = N.</param>
    /// <returns>A in MHz/µA, B in 1/µA and C in MHz after trim.</returns>
    public static (double A, double B, double C) Run(AnalogParameters parameters, uint core, uint column, uint path)
    {
        var random = new KeyedRandom(parameters.Seed, NoisePurpose.Converter);
        double nominal = parameters.AdcGainMegahertzPerMicroAmpere;
        double a = nominal * Math.Exp(UntrimmedGainSpread * random.Normal(core, column, path, 10));
        double b = UntrimmedNonlinearity + (UntrimmedNonlinearitySpread * random.Normal(core, column, path, 11));
        double c = UntrimmedOffsetMegahertz * random.Normal(core, column, 2, 12);

        c -= OffsetStepMegahertz * Code(c / OffsetStepMegahertz);
        double slope = (Frequency(a, b, c, MidMicroAmpere) - Frequency(a, b, c, LowMicroAmpere)) / (MidMicroAmpere - LowMicroAmpere);
        a *= Math.Pow(GainStep, Code(Math.Log(nominal / slope) / Math.Log(GainStep)));
        b -= NonlinearityStepPerMicroAmpere * Code(FittedNonlinearity(a, b, c, parameters.BitLineLimitMicroAmpere) / NonlinearityStepPerMicroAmpere);
        return (a, b, c);
    }

    private static double Frequency(double a, double b, double c, double current) => (a * current / (1 + (b * current))) + c;

    /// <summary>B from the frequencies at a low, a middle and the largest current, less the offset known from the first trim.</summary>
    private static double FittedNonlinearity(double a, double b, double c, double limit)
    {
        double low = (Frequency(a, b, c, LowMicroAmpere) - c) / LowMicroAmpere;
        double high = (Frequency(a, b, c, limit) - c) / limit;
        return ((low / high) - 1) / (limit - (LowMicroAmpere * low / high));
    }

    private static double Code(double ideal) => Math.Clamp(Math.Round(ideal), SmallestCode, LargestCode);
}
