using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Devices;

/// <summary>Weights with one total error each, drawn from a polynomial of the signed weight in ADC counts.</summary>
/// <remarks>
/// Source: the noise model published with IBM's analog-foundation-models (Gmax = 180 counts; below 52.5 counts one-device, above two-device
/// coefficients; below 0.6 counts exactly zero). The error already contains what a chip shows at inference, so there is no drift and no read noise.
/// </remarks>
public sealed class TotalWeightArray : ProgrammedArray
{
    private const double CountsAtGmax = 180;
    private const double ZeroBelowCounts = 0.6;
    private const double TwoDeviceAboveCounts = 52.5;

    private readonly float[] _plus = new float[AnalogGeometry.Cells];
    private readonly float[] _minus = new float[AnalogGeometry.Cells];

    /// <summary>Draws the weights.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    public TotalWeightArray(AnalogParameters parameters, int core, CoreWeights target)
    {
        var random = new KeyedRandom(parameters.Seed, NoisePurpose.Programming);
        for (uint cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            double counts = Math.Clamp((double)target.Weights[cell] / target.WeightMax, -1, 1) * CountsAtGmax;
            double noisy = Math.Abs(counts) < ZeroBelowCounts
                ? 0
                : counts + (parameters.ProgrammingNoiseScale * SigmaCounts(counts) * random.Normal((uint)core, cell));
            float conductance = (float)(noisy / CountsAtGmax * target.GmaxMicroSiemens);
            _plus[cell] = Math.Max(0, conductance);
            _minus[cell] = Math.Max(0, -conductance);
        }
    }

    /// <summary>Standard deviation of the total error.</summary>
    /// <param name="counts">Signed weight; ADC counts, 180 at Gmax.</param>
    /// <returns>ADC counts.</returns>
    public static double SigmaCounts(double counts)
    {
        double g = Math.Abs(counts);
        return g > TwoDeviceAboveCounts
            ? (((((1.2329755395573392e-05 * g) - 0.003054993405157235) * g) + 0.2453487119885723) * g) + 2.110295720240385
            : (((((2.939751381126213e-05 * g) - 0.00371581208142707) * g) + 0.22419685954327148) * g) + 2.5797410660159494;
    }

    /// <inheritdoc />
    public override ConductanceMap At(double? secondsSinceProgramming)
    {
        var map = new ConductanceMap();
        _plus.CopyTo(map.Plus, 0);
        _minus.CopyTo(map.Minus, 0);
        return map;
    }
}
