using AnalogCoSim.Compiler.Mapping;
using AnalogCoSim.Compiler.Options;

namespace AnalogCoSim.Compiler.Tests.Mapping;

/// <summary>Currents and read voltages of columns whose currents are counted by hand.</summary>
[TestFixture]
public sealed class CrossbarSettingTests
{
    private const int Pixels = 32;

    /// <summary>One number in 8192, as finely as percentiles are told.</summary>
    private const double Grain = 1.0 / 8192;

    /// <summary>
    /// Pixel j has j + 1 inputs on for 63 of 127 slots (up to slot 64, where the current is looked at next), each through a weight of the largest conductance: 20.7 uS at 0.4 V is 8.28 uA.
    /// Of 32 reads a quarter are above the 24th. The negative half of the weights carries no current and is no read.
    /// </summary>
    [TestCase(0.75, 24)]
    [TestCase(0.5, 16)]
    [TestCase(1.0, 32)]
    public void Currents_are_those_of_the_percentile_of_the_reads(double percentile, int inputsOn)
    {
        float[] panel = [.. Enumerable.Range(0, Pixels * Pixels).Select(i => i / Pixels <= i % Pixels ? 63f : 0f)];
        var options = new CompilerOptions { CurrentPercentile = percentile, PeakCurrentMicroAmpere = 1e9f };
        CrossbarSetting setting = CrossbarSetting.Choose([.. Enumerable.Repeat(1f, Pixels)], Pixels, 1, [panel], options);
        Assert.Multiple(() =>
        {
            Assert.That((double)setting.Voltage, Is.EqualTo(0.4).Within(1e-6));
            Assert.That((double)setting.Gmax, Is.EqualTo(20.7).Within(1e-5));
            Assert.That(setting.PeakCurrent, Is.EqualTo(8.28 * inputsOn).Within(8.28 * 32 * Grain * 1.01));
            Assert.That(setting.MeanCurrent, Is.EqualTo(8.28 * inputsOn * 63 / 127).Within(8.28 * 32 * Grain * 1.01));
        });
    }

    /// <summary>Weights of 2 and -2 among 100 of 1 are clipped to 1.25 (see <see cref="MappedLayerTests"/>; the cost of two doubles, so does the programming error squared), and so are their currents.</summary>
    [Test]
    public void Clipped_weights_carry_the_clipped_current()
    {
        float[] weights = [.. Enumerable.Repeat(1f, 100), 2f, -2f];
        float[] panel = [.. Enumerable.Range(0, 102 * Pixels).Select(i => i / Pixels >= 100 ? 127f : 0f)];
        var options = new CompilerOptions { ExpectedProgrammingError = Math.Sqrt(2 * 0.6 / 102), CurrentPercentile = 1, PeakCurrentMicroAmpere = 1e9f };
        CrossbarSetting setting = CrossbarSetting.Choose(weights, 102, 1, [panel], options);
        Assert.That(setting.WeightMax, Is.EqualTo(1.25f).Within(1e-5));
        Assert.That((setting.PeakCurrent, setting.MeanCurrent), Is.EqualTo((8.28, 8.28)).Within(1e-4), "one weight of the largest conductance for the whole window");
    }

    /// <summary>
    /// S inputs of magnitude 1 on a positive and as many on a negative bit line, n reads in all: counting down costs n / 12, a limit I at a current p S costs n (g (p S - I))^2 counts for one slot,
    /// both over (g p)^2. The sum is smallest at p = I / S (1 + 1 / (12 g^2 I^2)); with I = 8 uA and 12 g^2 I^2 = 1 that is 16 uA / S. Of its products in steps of 0.01 V the one is taken whose inverse is nearest.
    /// </summary>
    /// <param name="inputs">S.</param>
    /// <param name="voltage">16 uA / S over 20 uS, at least 0.1 V.</param>
    /// <param name="gmax">What is left of 20 uS.</param>
    [TestCase(4, 0.2, 20)]
    [TestCase(8, 0.1, 20)]
    [TestCase(12, 0.1, 14)]
    [TestCase(16, 0.1, 10)]
    public void Voltage_weighs_counting_against_limiting(int inputs, double voltage, double gmax)
    {
        float[] weights = [.. Enumerable.Range(0, 2 * inputs).Select(r => r < inputs ? 1f : -1f)];
        float[] panel = [.. Enumerable.Repeat(1f, 2 * inputs * Pixels)];
        const double CountsPerMicroAmpereSlot = 0.036084391824; // 1 / (8 sqrt 12)
        var options = new CompilerOptions
        {
            GmaxMicroSiemens = 20,
            PeakCurrentMicroAmpere = 8,
            PwmStepNanoseconds = 2,
            AdcGainMegahertzPerMicroAmpere = (float)(CountsPerMicroAmpereSlot / 2 * 1e3),
        };
        CrossbarSetting setting = CrossbarSetting.Choose(weights, 2 * inputs, 1, [panel], options);
        Assert.That((double)setting.Voltage, Is.EqualTo(voltage).Within(1e-6));
        Assert.That((double)setting.Gmax, Is.EqualTo(gmax).Within(1e-4));
    }
}
