using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Converters;

/// <summary>The 256 oscillator ADCs of a core after the analog trim: f = A i / (1 + B i) + C for the P and the N path.</summary>
/// <remarks>Source: KA, JSSC 57(4) (2022), oscillator transfer and its trims. A and B differ between P and N (separate mirrors); C is shared.</remarks>
public sealed class AdcBank
{
    /// <summary>Draws the converters of a core.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    public AdcBank(AnalogParameters parameters, int core)
    {
        for (uint column = 0; column < AnalogGeometry.Columns; column++)
        {
            for (uint path = 0; path < 2; path++)
            {
                var (a, b, c) = parameters switch
                {
                    { Fidelity: not Fidelity.Noisy } => (parameters.AdcGainMegahertzPerMicroAmpere, 0.0, 0.0),
                    { AdcTrim: AdcTrimModel.Simulated } => AdcTrimFlow.Run(parameters, (uint)core, column, path),
                    { AdcTrim: AdcTrimModel.Published } => Published(parameters, (uint)core, column, path),
                    // A member of the enumeration that has no model must not run as another one.
                    _ => throw new AcsException(ErrorCode.AnalogInvalidParameter, "The converter model has no implementation.", nameof(AdcBank), "a case for it in AdcBank", $"{parameters.AdcTrim}",
                        "Add it there, or choose another analog.adcTrim."),
                };
                Gain[path][column] = a;
                Nonlinearity[path][column] = b;
                Offset[column] = c;
            }
        }
    }

    /// <summary>A of the P (0) and N (1) path; MHz/µA.</summary>
    public double[][] Gain { get; } = [new double[AnalogGeometry.Columns], new double[AnalogGeometry.Columns]];

    /// <summary>B of the P (0) and N (1) path; 1/µA.</summary>
    public double[][] Nonlinearity { get; } = [new double[AnalogGeometry.Columns], new double[AnalogGeometry.Columns]];

    /// <summary>C; MHz; the oscillator stands still where the sum would be negative.</summary>
    public double[] Offset { get; } = new double[AnalogGeometry.Columns];

    /// <summary>True when some converter is not linear, so that the PWM window has to be walked.</summary>
    public bool IsNonlinear => Array.Exists(Nonlinearity[0], b => b != 0) || Array.Exists(Nonlinearity[1], b => b != 0);

    /// <summary>Frequency of an oscillator.</summary>
    /// <param name="path">0 = P, 1 = N.</param>
    /// <param name="column">Column.</param>
    /// <param name="microAmpere">Bit-line current; µA, not negative.</param>
    /// <returns>MHz, not negative.</returns>
    public double FrequencyMegahertz(int path, int column, double microAmpere) =>
        Math.Max(0, (Gain[path][column] * microAmpere / (1 + (Nonlinearity[path][column] * microAmpere))) + Offset[column]);

    private static (double A, double B, double C) Published(AnalogParameters parameters, uint core, uint column, uint path)
    {
        var random = new KeyedRandom(parameters.Seed, NoisePurpose.Converter);
        double bound = parameters.AdcGainSpreadBound;
        double deviation = Math.Clamp(parameters.AdcGainSpread * random.Normal(core, column, path, 0), -bound, bound);
        double spread = parameters.AdcNonlinearitySpreadPerMicroAmpere * random.Normal(core, column, path, 1);
        double offset = parameters.AdcOffsetSpreadMegahertz * random.Normal(core, column, 2, 2);
        return (parameters.AdcGainMegahertzPerMicroAmpere * (1 + deviation), parameters.AdcNonlinearityPerMicroAmpere + spread, offset);
    }
}
