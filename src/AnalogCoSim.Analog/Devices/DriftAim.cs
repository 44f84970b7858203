using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Devices;

/// <summary>Targets that are right, on average, some time after programming: see <see cref="AnalogParameters.AimSeconds"/>.</summary>
/// <remarks>The largest weight keeps its target; the others are raised until all mean conductances at that time stand to its mean as the weights do.</remarks>
public sealed class DriftAim
{
    private const int Steps = 4096;

    private readonly double _gmax;
    private readonly double[]? _targets;

    /// <summary>Tabulates the targets.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="gmaxMicroSiemens">Conductance of the largest weight of the core; µS.</param>
    public DriftAim(AnalogParameters parameters, double gmaxMicroSiemens)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _gmax = gmaxMicroSiemens;
        if (parameters.AimSeconds is not > 0 || parameters.DriftScale == 0)
        {
            return;
        }

        DeviceStatistics statistics = DeviceStatistics.For(parameters.Preset, parameters.Scheme);
        double[] left = [.. Enumerable.Range(0, Steps + 1).Select(k => Left(k * gmaxMicroSiemens / Steps))];
        _targets = new double[Steps + 1];
        int above = 1;
        for (int k = 1; k <= Steps; k++)
        {
            double wanted = left[Steps] * k / Steps;
            while (above < Steps && left[above] < wanted)
            {
                above++;
            }

            double share = (wanted - left[above - 1]) / (left[above] - left[above - 1]);
            _targets[k] = gmaxMicroSiemens / Steps * (above - 1 + Math.Clamp(share, 0, 1));
        }

        double Left(double g) => g * statistics.MeanDriftFactor(g, parameters.AimSeconds.Value, parameters.DriftScale);
    }

    /// <summary>True when targets differ from the weights' own conductances.</summary>
    public bool IsOn => _targets is not null;

    /// <summary>The conductance to program.</summary>
    /// <param name="conductanceMicroSiemens">Conductance that stands to Gmax as the weight to the largest; µS, 0 to Gmax.</param>
    /// <returns>µS, 0 to Gmax, not less than the argument where devices of lower conductance drift faster.</returns>
    public double Target(double conductanceMicroSiemens)
    {
        if (_targets is null)
        {
            return conductanceMicroSiemens;
        }

        double place = Math.Clamp(conductanceMicroSiemens / _gmax, 0, 1) * Steps;
        int below = Math.Min((int)place, Steps - 1);
        return _targets[below] + ((place - below) * (_targets[below + 1] - _targets[below]));
    }
}
