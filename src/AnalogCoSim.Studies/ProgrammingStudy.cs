using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Studies;

/// <summary>Programs all cells of a core to one target after the other and tables what comes out.</summary>
public static class ProgrammingStudy
{
    /// <summary>Runs the study.</summary>
    /// <param name="parameters">Chip parameters; the device model decides the level.</param>
    /// <param name="targetRatios">Targets over Gmax, 0 to 1.</param>
    /// <param name="cancellation">Stops between targets.</param>
    /// <returns>One row for each target, from 65,536 cells.</returns>
    public static IReadOnlyList<ProgrammingRow> Run(AnalogParameters parameters, IEnumerable<double> targetRatios, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        var rows = new List<ProgrammingRow>();
        foreach (double ratio in targetRatios)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(Row(parameters, ratio, rows.Count));
        }

        return rows;
    }

    private static ProgrammingRow Row(AnalogParameters parameters, double ratio, int core)
    {
        ParameterCheck.InRange("target ratio", ratio, 0, 1);
        double gmax = parameters.PresetGmaxMicroSiemens;
        var weights = new float[AnalogGeometry.Cells];
        Array.Fill(weights, (float)ratio);
        var array = ProgrammedArray.Program(parameters, core, new CoreWeights(weights, 1f, (float)gmax, (float)parameters.ReadVoltageVolt));
        float[] read = array.At(null).Plus;
        double mean = read.Average(g => (double)g);
        double sigma = Math.Sqrt(read.Average(g => (g - mean) * (g - mean)));
        double published = DeviceStatistics.For(parameters.Preset, parameters.Scheme).ProgrammingSigma(ratio * gmax);
        var (pulses, converged, histogram) = Pulses(parameters, array as DeviceLevelArray);
        return new ProgrammingRow(ratio, mean / gmax, sigma / gmax, published / gmax, pulses, converged, histogram);
    }

    private static (double Mean, double Converged, int[] Histogram) Pulses(AnalogParameters parameters, DeviceLevelArray? array)
    {
        if (array is null)
        {
            return (0, 1, []);
        }

        var iterated = array.Writes[0].Concat(array.Writes[1]).Where(write => write.Pulses > 0).ToArray();
        var histogram = new int[(parameters.MaxPulses * parameters.ProgrammingPasses) + 1];
        foreach (DeviceWrite write in iterated)
        {
            histogram[write.Pulses]++;
        }

        return iterated.Length == 0
            ? (0, 1, histogram)
            : (iterated.Average(write => (double)write.Pulses), iterated.Average(write => write.Converged ? 1.0 : 0.0), histogram);
    }
}
