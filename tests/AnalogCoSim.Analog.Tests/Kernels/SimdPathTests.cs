using AnalogCoSim.Analog.Kernels;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Tests.Kernels;

[TestFixture]
public sealed class SimdPathTests
{
    private static readonly AnalogParameters[] Parameters =
    [
        new() { Fidelity = Fidelity.Exact },
        new() { Fidelity = Fidelity.Quantised },
        new() { DriftTimeSeconds = 1000 },
        new() { AdcOffsetSpreadMegahertz = 20, BitLineLimitMicroAmpere = 40 },
        new() { AdcTrim = AdcTrimModel.Simulated, IrDrop = new IrDropParameters() },
        new() { AdcNonlinearityPerMicroAmpere = 6.1e-4, PolarityAsymmetryMean = 0, PolarityAsymmetrySpread = 0 },
    ];

    [Test]
    public void Every_path_gives_the_same_bits([Range(0, 5)] int index, [Values] ReadMode mode, [Values] bool nonNegative)
    {
        var weights = Stimulus.Weights(21);
        var inputs = Stimulus.Inputs(22, 7, nonNegative);
        inputs.AsSpan(0, 256).Clear();
        inputs.AsSpan(256, 250).Clear();
        var expected = Stimulus.Run(AnalogMacro.Program(Parameters[index], 1, weights, null, SimdPath.Scalar), inputs, Stimulus.Addresses(7), mode);
        foreach (var path in SimdPaths.Available)
        {
            var got = Stimulus.Run(AnalogMacro.Program(Parameters[index], 1, weights, null, path), inputs, Stimulus.Addresses(7), mode);
            Assert.That(got.P, Is.EqualTo(expected.P), $"{path}");
            Assert.That(got.N, Is.EqualTo(expected.N), $"{path}");
        }
    }

    [Test]
    public void A_part_of_a_core_gives_the_counts_of_the_whole([Range(0, 5)] int index, [Values] ReadMode mode, [Values(1, 27, 200)] int rows, [Values(1, 64, 112)] int columns)
    {
        sbyte[] inputs = Stimulus.Inputs(23, 5, nonNegative: false);
        for (int mvm = 0; mvm < 5; mvm++)
        {
            inputs.AsSpan((mvm * 256) + rows, 256 - rows).Clear();
        }

        foreach (var path in SimdPaths.Available)
        {
            var macro = AnalogMacro.Program(Parameters[index], 1, Stimulus.Weights(21), null, path);
            var whole = Stimulus.Run(macro, inputs, Stimulus.Addresses(5), mode);
            var p = new ushort[5 * 256];
            var n = new ushort[5 * 256];
            macro.Compute(inputs, Stimulus.Addresses(5, macro.Core), mode, p, n, new MvmExtent(rows, columns));
            for (int mvm = 0; mvm < 5; mvm++)
            {
                Assert.That(p.AsSpan(mvm * 256, columns).ToArray(), Is.EqualTo(whole.P.AsSpan(mvm * 256, columns).ToArray()), $"{path}");
                Assert.That(n.AsSpan(mvm * 256, columns).ToArray(), Is.EqualTo(whole.N.AsSpan(mvm * 256, columns).ToArray()), $"{path}");
            }
        }
    }

    [Test]
    public void Every_path_gives_the_same_normal_numbers()
    {
        foreach (var path in SimdPaths.Available)
        {
            for (uint mvm = 0; mvm < 50; mvm++)
            {
                Assert.That(Normals(path, mvm), Is.EqualTo(Normals(SimdPath.Scalar, mvm)), $"{path}, MVM {mvm}");
            }
        }
    }

    [Test]
    public void Normal_numbers_have_the_moments_and_tails_of_a_gaussian()
    {
        double sum = 0, squares = 0, cubes = 0, fourths = 0, largest = 0;
        int beyondThree = 0;
        const int Mvms = 8000;
        for (uint mvm = 0; mvm < Mvms; mvm++)
        {
            foreach (float z in Normals(SimdPaths.Best, mvm))
            {
                sum += z;
                squares += z * z;
                cubes += z * z * z;
                fourths += (double)z * z * z * z;
                beyondThree += Math.Abs(z) > 3 ? 1 : 0;
                largest = Math.Max(largest, Math.Abs(z));
            }
        }

        const double Count = Mvms * 256.0;
        Assert.That(sum / Count, Is.EqualTo(0).Within(0.004));
        Assert.That(squares / Count, Is.EqualTo(1).Within(0.005));
        Assert.That(cubes / Count, Is.EqualTo(0).Within(0.01));
        Assert.That(fourths / Count, Is.EqualTo(3).Within(0.04));
        Assert.That(beyondThree / Count, Is.EqualTo(0.0026998).Within(0.00015));
        Assert.That(largest, Is.InRange(4.6, 5.78));
    }

    [Test]
    public void Smallest_word_reaches_a_tail_beyond_five_and_a_half_sigma()
    {
        Assert.That(GaussianMath.Pair(0, 0).Z0, Is.EqualTo(Math.Sqrt(-2 * Math.Log(Math.Pow(2, -24)))).Within(1e-4));
        Assert.That(GaussianMath.Pair(uint.MaxValue, 0).Z0, Is.Zero);
    }

    private static unsafe float[] Normals(SimdPath path, uint mvm)
    {
        var z = new float[256];
        fixed (float* pointer = z)
        {
            GaussianField.Fill(path, 0x123456789ABCDEF, 3, 4, mvm, 2, pointer, 256);
        }

        return z;
    }
}
