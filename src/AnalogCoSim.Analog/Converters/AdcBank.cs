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
        bool noisy = parameters.Fidelity == Fidelity.Noisy;
        var random = new KeyedRandom(parameters.Seed, NoisePurpose.Converter);
        for (uint column = 0; column < AnalogGeometry.Columns; column++)
        {
            for (uint path = 0; path < 2; path++)
            {
                double z = noisy ? random.Normal((uint)core, column, path, 0) : 0;
                double deviation = Math.Clamp(parameters.AdcGainSpread * z, -parameters.AdcGainSpreadBound, parameters.AdcGainSpreadBound);
                Gain[path][column] = parameters.AdcGainMegahertzPerMicroAmpere * (1 + deviation);
                double b = noisy
                    ? parameters.AdcNonlinearityPerMicroAmpere + (parameters.AdcNonlinearitySpreadPerMicroAmpere * random.Normal((uint)core, column, path, 1))
                    : 0;
                Nonlinearity[path][column] = b;
            }

            Offset[column] = noisy ? parameters.AdcOffsetSpreadMegahertz * random.Normal((uint)core, column, 2, 2) : 0;
        }
    }

    /// <summary>A of the P (0) and N (1) path; MHz/µA.</summary>
    public double[][] Gain { get; } = [new double[AnalogGeometry.Columns], new double[AnalogGeometry.Columns]];

    /// <summary>B of the P (0) and N (1) path; 1/µA.</summary>
    public double[][] Nonlinearity { get; } = [new double[AnalogGeometry.Columns], new double[AnalogGeometry.Columns]];

    /// <summary>C; MHz; the oscillator stands still where the sum would be negative.</summary>
    public double[] Offset { get; } = new double[AnalogGeometry.Columns];

    /// <summary>True when some converter is not linear, so that the PWM window has to be walked.</summary>
    public bool IsNonlinear => Gain.Length > 0 && (Nonlinearity[0].Any(b => b != 0) || Nonlinearity[1].Any(b => b != 0));
}
