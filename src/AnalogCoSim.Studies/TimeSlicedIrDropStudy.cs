using AnalogCoSim.Analog.Crossbars;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Studies;

/// <summary>IR drop with the PWM window walked in time: the wire network is solved again whenever a source line goes idle.</summary>
/// <remarks>
/// For study only: some hundred times slower than the folded matrix. With idle lines held at the reference voltage it equals the folded matrix (the network is
/// linear); with floating idle lines, as the chip's high-impedance input level suggests, it shows what folding leaves out.
/// </remarks>
public static class TimeSlicedIrDropStudy
{
    /// <summary>Charge of each bit line in one phase.</summary>
    /// <param name="microSiemens">Conductances of one polarity; shape [256 * 256]; µS.</param>
    /// <param name="parameters">Wire resistances.</param>
    /// <param name="voltageVolt">Read voltage; V.</param>
    /// <param name="magnitudes">Slices for which each source line is active; shape [256]; 0..127; ns at 1 ns a slice.</param>
    /// <param name="idleLinesFloat">True: an idle line is disconnected; false: it is held at the reference.</param>
    /// <returns>Shape [256]; µA ns.</returns>
    public static double[] Charges(float[] microSiemens, IrDropParameters parameters, double voltageVolt, byte[] magnitudes, bool idleLinesFloat)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(magnitudes);
        parameters.Validate();
        var charges = new double[AnalogGeometry.Columns];
        var held = idleLinesFloat ? null : new ResistiveNetwork(microSiemens, parameters);
        int start = 0;
        foreach (int end in magnitudes.Where(value => value > 0).Distinct().Order())
        {
            bool[] active = Array.ConvertAll(magnitudes, value => value > start);
            var network = held ?? new ResistiveNetwork(microSiemens, parameters, active);
            double[] currents = network.SolveTogether(active);
            for (int c = 0; c < charges.Length; c++)
            {
                charges[c] += currents[c] * voltageVolt * (end - start);
            }

            start = end;
        }

        return charges;
    }
}
