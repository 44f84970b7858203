using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Tests;

[TestFixture]
public sealed class AnalogMacroTests
{
    [Test]
    public void Exact_counts_are_the_nearest_to_the_ideal_product()
    {
        var weights = Stimulus.Weights(1);
        var macro = AnalogMacro.Program(new AnalogParameters { Fidelity = Fidelity.Exact }, 0, weights);
        var inputs = Stimulus.Inputs(2, 8);
        var (p, n) = Stimulus.Run(macro, inputs, Stimulus.Addresses(8), ReadMode.FourPhase);
        for (int i = 0; i < p.Length; i++)
        {
            double ideal = macro.CountsPerUnitWeight * Stimulus.Ideal(weights, inputs.AsSpan(i / 256 * 256, 256), i % 256);
            Assert.That(p[i] - n[i], Is.EqualTo(ideal).Within(0.52));
        }
    }

    [Test]
    public void Exact_full_scale_input_uses_the_counter_and_does_not_saturate()
    {
        var weights = new CoreWeights(Enumerable.Repeat(1f, AnalogGeometry.Cells).ToArray(), 1f, 20.7f, 0.2f);
        var macro = AnalogMacro.Program(new AnalogParameters { Fidelity = Fidelity.Exact }, 0, weights);
        var (p, _) = Stimulus.Run(macro, Enumerable.Repeat((sbyte)127, 256).ToArray(), Stimulus.Addresses(1), ReadMode.FourPhase);
        Assert.That(p, Has.All.InRange(4080, 4095));
        Assert.That(macro.Statistics.SaturatedCounts, Is.Zero);
    }

    [TestCase(ReadMode.FourPhase, 2.01)]
    [TestCase(ReadMode.OnePhase, 1.01)]
    public void Quantised_counts_lose_at_most_one_count_a_phase(ReadMode mode, double bound)
    {
        var weights = Stimulus.Weights(3);
        var macro = AnalogMacro.Program(new AnalogParameters { Fidelity = Fidelity.Quantised }, 0, weights);
        var inputs = Stimulus.Inputs(4, 8);
        var (p, n) = Stimulus.Run(macro, inputs, Stimulus.Addresses(8), mode);
        for (int i = 0; i < p.Length; i++)
        {
            double ideal = macro.CountsPerUnitWeight * Stimulus.Ideal(weights, inputs.AsSpan(i / 256 * 256, 256), i % 256);
            Assert.That(p[i] - n[i], Is.EqualTo(ideal).Within(bound));
        }
    }

    [Test]
    public void Noisy_counts_follow_the_ideal_product_after_calibration([Values] ReadMode mode)
    {
        var weights = Stimulus.Weights(5, gmax: 8f);
        var parameters = new AnalogParameters { PolarityAsymmetryMean = 0, PolarityAsymmetrySpread = 0 };
        var macro = AnalogMacro.Program(parameters, 3, weights);
        var inputs = Stimulus.Inputs(6, 64);
        var (p, n) = Stimulus.Run(macro, inputs, Stimulus.Addresses(64), mode);
        double error = 0;
        double signal = 0;
        for (int i = 0; i < p.Length; i++)
        {
            int c = i % 256;
            double ideal = macro.CountsPerUnitWeight * Stimulus.Ideal(weights, inputs.AsSpan(i / 256 * 256, 256), c);
            double got = (p[i] / macro.Calibration.GainP[c]) - (n[i] / macro.Calibration.GainN[c]) - macro.Calibration.OffsetCounts(mode)[c];
            error += (got - ideal) * (got - ideal);
            signal += ideal * ideal;
        }

        Assert.That(Math.Sqrt(error / signal), Is.InRange(0.05, 0.25));
    }

    [Test]
    public void Minus_128_is_applied_as_minus_127()
    {
        var macro = AnalogMacro.Program(new AnalogParameters(), 0, Stimulus.Weights(7));
        var low = Stimulus.Run(macro, Enumerable.Repeat((sbyte)-128, 256).ToArray(), Stimulus.Addresses(1), ReadMode.FourPhase);
        var next = Stimulus.Run(macro, Enumerable.Repeat((sbyte)-127, 256).ToArray(), Stimulus.Addresses(1), ReadMode.FourPhase);
        Assert.That(low.P, Is.EqualTo(next.P));
        Assert.That(low.N, Is.EqualTo(next.N));
    }

    [Test]
    public void Batch_size_and_threads_do_not_change_a_count([Values] ReadMode mode)
    {
        var macro = AnalogMacro.Program(new AnalogParameters { DriftTimeSeconds = 3600 }, 9, Stimulus.Weights(8));
        var inputs = Stimulus.Inputs(9, 50);
        var addresses = Stimulus.Addresses(50, macro.Core);
        var (p, n) = Stimulus.Run(macro, inputs, addresses, mode);
        var threaded = (P: new ushort[p.Length], N: new ushort[n.Length]);
        macro.Compute(inputs, addresses, mode, threaded.P, threaded.N, 3);
        Assert.That(threaded.P, Is.EqualTo(p));
        Assert.That(threaded.N, Is.EqualTo(n));
        Parallel.For(0, 50, i =>
        {
            var one = Stimulus.Run(macro, inputs.AsSpan(i * 256, 256).ToArray(), [addresses[i]], mode);
            Assert.That(one.P, Is.EqualTo(p.AsSpan(i * 256, 256).ToArray()));
            Assert.That(one.N, Is.EqualTo(n.AsSpan(i * 256, 256).ToArray()));
        });
    }

    [Test]
    public void Mvm_of_another_core_is_refused()
    {
        var macro = AnalogMacro.Program(new AnalogParameters { Fidelity = Fidelity.Exact }, 7, Stimulus.Weights(8));
        var error = Assert.Throws<AcsException>(() => macro.Compute(Stimulus.Inputs(9, 2), [MvmAddress.Alone(7, 0, 0), MvmAddress.Alone(6, 0, 1)], ReadMode.FourPhase, new ushort[512], new ushort[512]));
        Assert.That(error!.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
    }

    [Test]
    public void Another_address_or_seed_gives_other_noise()
    {
        var macro = AnalogMacro.Program(new AnalogParameters(), 0, Stimulus.Weights(8));
        var inputs = Stimulus.Inputs(9, 1);
        var a = Stimulus.Run(macro, inputs, [MvmAddress.Alone(0, 0, 0)], ReadMode.FourPhase);
        var b = Stimulus.Run(macro, inputs, [MvmAddress.Alone(0, 0, 1)], ReadMode.FourPhase);
        var c = Stimulus.Run(macro, inputs, [MvmAddress.Alone(0, 1, 0)], ReadMode.FourPhase);
        Assert.That(a.P, Is.Not.EqualTo(b.P));
        Assert.That(a.P, Is.Not.EqualTo(c.P));
        Assert.That(b.P, Is.Not.EqualTo(c.P));
    }

    [Test]
    public void Parameter_out_of_range_is_refused_with_its_code()
    {
        var bad = new AnalogParameters { BitLineLimitMicroAmpere = -1 };
        var error = Assert.Throws<AcsException>(() => AnalogMacro.Program(bad, 0, Stimulus.Weights(1)));
        Assert.That(error!.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
    }

    [Test]
    public void Conductance_above_the_preset_is_refused_with_its_code()
    {
        var one = new AnalogParameters { Scheme = ProgrammingScheme.OneDevice };
        var error = Assert.Throws<AcsException>(() => AnalogMacro.Program(one, 0, Stimulus.Weights(1)));
        Assert.That(error!.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
    }
}
