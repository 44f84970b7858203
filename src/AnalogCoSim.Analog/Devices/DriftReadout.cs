using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Devices;

/// <summary>Drift compensation from a noisy read-out of each row: the mean absolute response directly after programming over the one now.</summary>
/// <remarks>
/// Where targets aim at a later time (<see cref="AnalogParameters.AimSeconds"/>) the response that the weights themselves would give takes the place of the first one.
/// Source: aihwkit's global drift compensation (one-hot read-out vectors); per column: the same mean over rows only.
/// </remarks>
public static class DriftReadout
{
    private const double Floor = 1e-4;
    private const uint BeforeRead = 0xFFFFF0;
    private const uint AfterRead = 0xFFFFF1;

    /// <summary>Computes the factors.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="array">The programmed core.</param>
    /// <param name="target">Its weights and their scale.</param>
    /// <param name="now">Its conductances at inference time.</param>
    /// <returns>Shape [256]; factor of each column.</returns>
    public static float[] Factors(AnalogParameters parameters, int core, ProgrammedArray array, CoreWeights target, ConductanceMap now)
    {
        var factors = new float[AnalogGeometry.Columns];
        Array.Fill(factors, 1f);
        bool aimed = parameters.AimSeconds is > 0;
        if (parameters.Fidelity != Fidelity.Noisy || (parameters.DriftTimeSeconds is not > 0 && !aimed) || parameters.Compensation == DriftCompensation.None)
        {
            return factors;
        }

        double[] before = ColumnMeans(parameters.Seed, core, BeforeRead, (aimed ? new IdealArray(target) : array).At(null));
        double[] after = ColumnMeans(parameters.Seed, core, AfterRead, now);
        double global = before.Sum() / Math.Max(after.Sum(), Floor);
        for (int c = 0; c < factors.Length; c++)
        {
            bool perColumn = parameters.Compensation == DriftCompensation.PerColumn && after[c] > Floor;
            factors[c] = (float)(perColumn ? before[c] / after[c] : global);
        }

        return factors;
    }

    private static double[] ColumnMeans(ulong seed, int core, uint read, ConductanceMap map)
    {
        float[] differences = map.SampleDifferences(seed, core, read);
        var means = new double[AnalogGeometry.Columns];
        for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            means[cell % AnalogGeometry.Columns] += Math.Abs((double)differences[cell]) / AnalogGeometry.Rows;
        }

        return means;
    }
}
