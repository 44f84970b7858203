using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Cli.Studies;

/// <summary>Relative weight error of the published device models, to compare with.</summary>
/// <param name="Seconds">Time since programming; s.</param>
/// <param name="Compensated">With one factor for the core; NaN where there is none.</param>
/// <param name="Uncompensated">Without; NaN where there is none.</param>
/// <remarks>Monte-Carlo of the equations of aihwkit v1.1.0 (HermesNoiseModel, PCMLikeNoiseModel) on uniform weights with 30 % zeros at the preset's Gmax; 0.2 points of sampling error.</remarks>
internal sealed record DriftReference(double Seconds, double Compensated, double Uncompensated)
{
    private const double Hour = 3600;
    private const double Day = 24 * Hour;

    private static readonly double[] Times = [0, Hour, Day, 30 * Day, 365 * Day];

    /// <summary>The values for chip parameters.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <returns>One value for each time; empty if the largest weight is not at the preset's Gmax, targets aim at a later time, or programming takes more than one pass.</returns>
    public static IReadOnlyList<DriftReference> For(AnalogParameters parameters)
    {
        if (parameters.AimSeconds is > 0 || parameters.ProgrammingPasses > 1 || (parameters.GmaxMicroSiemens is { } gmax && Math.Abs(gmax - parameters.PresetGmaxMicroSiemens) > 1e-3))
        {
            return [];
        }

        (double[] compensated, double dayUncompensated) = (parameters.Preset, parameters.Scheme) switch
        {
            (DevicePreset.Joshi2020, _) => ([0.081, 0.094, 0.111, 0.132, 0.150], 0.346),
            (_, ProgrammingScheme.OneDevice) => ([0.159, 0.169, 0.196, 0.236, 0.270], 0.256),
            _ => ((double[])[0.099, 0.111, 0.141, 0.187, 0.224], 0.220),
        };
        return [.. Times.Zip(compensated, (seconds, error) => new DriftReference(seconds, error, seconds == Day ? dayUncompensated : double.NaN))];
    }
}
