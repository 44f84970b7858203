using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Studies;

/// <summary>Follows the weight error of one programmed core over time, with and without compensation.</summary>
public static class DriftStudy
{
    /// <summary>Runs the study.</summary>
    /// <param name="parameters">Chip parameters; drift time and compensation are replaced.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    /// <param name="seconds">Times since programming; s.</param>
    /// <returns>One row for each time.</returns>
    public static IReadOnlyList<DriftRow> Run(AnalogParameters parameters, int core, CoreWeights target, IEnumerable<double> seconds)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(target);
        parameters.Validate();
        target.Validate(parameters.PresetGmaxMicroSiemens, core);
        return [.. seconds.Select(Row)];

        DriftRow Row(double time)
        {
            var at = parameters with { DriftTimeSeconds = time };
            return new DriftRow(time, Error(DriftCompensation.None), Error(DriftCompensation.Global), Error(DriftCompensation.PerColumn));

            double Error(DriftCompensation compensation) =>
                WeightErrorStudy.Relative(at with { Compensation = compensation }, core, target);
        }
    }
}
