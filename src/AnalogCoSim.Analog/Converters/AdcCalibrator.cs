namespace AnalogCoSim.Analog.Converters;

/// <summary>The digital part of the once-per-chip calibration: what remains after the analog trims goes to the LDPU registers.</summary>
/// <remarks>Source: KA, JSSC 57(4) (2022): residual gain and offset are equalised digitally, P and N separately.</remarks>
public static class AdcCalibrator
{
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
            gainP[c] = (float)(adc.Gain[0][c] / parameters.AdcGainMegahertzPerMicroAmpere);
            gainN[c] = (float)(adc.Gain[1][c] / parameters.AdcGainMegahertzPerMicroAmpere);
            double window = AnalogGeometry.MaxMagnitude * parameters.PwmStepNanoseconds * 1e-3;
            double idle = 2 * Math.Floor(Math.Max(0, adc.Offset[c]) * window);
            fourPhase[c] = (float)((idle / gainP[c]) - (idle / gainN[c]));
        }

        return new AdcCalibration(gainP, gainN, new float[AnalogGeometry.Columns], fourPhase);
    }
}
