using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Tests;

/// <summary>Weights and inputs that tests share.</summary>
internal static class Stimulus
{
    /// <summary>Uniform weights with a share of zeros.</summary>
    public static CoreWeights Weights(ulong seed, double zeros = 0.3, float gmax = 20.7f, double scale = 1.0)
    {
        var random = new KeyedRandom(seed, NoisePurpose.Stimulus);
        var weights = new float[AnalogGeometry.Cells];
        for (uint i = 0; i < weights.Length; i++)
        {
            weights[i] = random.Uniform(i, 1) < zeros ? 0 : (float)(scale * ((2 * random.Uniform(i)) - 1));
        }

        return new CoreWeights(weights, 1f, gmax, 0.2f);
    }

    /// <summary>Uniform INT8 inputs with a share of zeros.</summary>
    public static sbyte[] Inputs(ulong seed, int batch, bool nonNegative = false, double zeros = 0.3)
    {
        var random = new KeyedRandom(seed, NoisePurpose.Stimulus);
        var inputs = new sbyte[batch * AnalogGeometry.Rows];
        for (uint i = 0; i < inputs.Length; i++)
        {
            int value = (int)(random.Uniform(i, 2) * 256) - 128;
            inputs[i] = random.Uniform(i, 3) < zeros ? (sbyte)0 : (sbyte)(nonNegative ? Math.Max(0, Math.Abs(value) - 1) : value);
        }

        return inputs;
    }

    /// <summary>Addresses of MVMs 0..batch-1 of one core and image.</summary>
    public static MvmAddress[] Addresses(int batch, int core = 0, int image = 5) => [.. Enumerable.Range(0, batch).Select(count => MvmAddress.Alone(core, image, count))];

    /// <summary>Runs a batch; the addresses are taken as those of this core.</summary>
    public static (ushort[] P, ushort[] N) Run(AnalogMacro macro, sbyte[] inputs, MvmAddress[] addresses, ReadMode mode)
    {
        var p = new ushort[addresses.Length * AnalogGeometry.Columns];
        var n = new ushort[p.Length];
        macro.Compute(inputs, [.. addresses.Select(address => address with { Core = macro.Core })], mode, p, n);
        return (p, n);
    }

    /// <summary>sum_r x_r w_rc of one MVM in double precision, with -128 applied as -127.</summary>
    public static double Ideal(CoreWeights weights, ReadOnlySpan<sbyte> inputs, int column)
    {
        double sum = 0;
        for (int r = 0; r < AnalogGeometry.Rows; r++)
        {
            sum += Math.Max(-127, (int)inputs[r]) * (double)weights.Weights[(r * AnalogGeometry.Columns) + column];
        }

        return sum;
    }
}
