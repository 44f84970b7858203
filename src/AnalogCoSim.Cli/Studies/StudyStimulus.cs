using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Cli.Studies;

/// <summary>What the studies share: weights, arrays, parameters.</summary>
/// <remarks>Weights are those of Le Gallo et al., Nature Electronics 6 (2023): uniform, 30 % zeros.</remarks>
internal static class StudyStimulus
{
    private const double Zeros = 0.3;

    /// <summary>Random weights of one core at the largest conductance of the parameters.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core; each has weights of its own.</param>
    /// <returns>The weights.</returns>
    public static CoreWeights Weights(AnalogParameters parameters, int core)
    {
        var random = new KeyedRandom(parameters.Seed, NoisePurpose.Stimulus);
        var weights = new float[AnalogGeometry.Cells];
        for (uint i = 0; i < weights.Length; i++)
        {
            weights[i] = random.Uniform(i, 3, (uint)core) < Zeros ? 0 : (float)((2 * random.Uniform(i, 4, (uint)core)) - 1);
        }

        return new CoreWeights(weights, 1f, (float)(parameters.GmaxMicroSiemens ?? parameters.PresetGmaxMicroSiemens), (float)parameters.ReadVoltageVolt);
    }

    /// <summary>A vector for an npz file.</summary>
    /// <param name="values">Values.</param>
    /// <returns>The array.</returns>
    public static NpyArray Vector(Array values) => new(values, [values.Length]);

    /// <summary>Rows for an npz file, filled up with NaN.</summary>
    /// <param name="rows">Rows of any length.</param>
    /// <returns>The array, as wide as the longest row.</returns>
    public static NpyArray Matrix(IReadOnlyList<double[]> rows)
    {
        int width = rows.Max(row => row.Length);
        double[] data = new double[rows.Count * width];
        Array.Fill(data, double.NaN);
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].CopyTo(data, i * width);
        }

        return new NpyArray(data, [rows.Count, width]);
    }
}
