using AnalogCoSim.Analog.Crossbars;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Studies;

namespace AnalogCoSim.Analog.Tests.Crossbars;

[TestFixture]
public sealed class IrDropTests
{
    private static readonly IrDropParameters Wires = new() { BitLineOhmPerCell = 0.3, SourceLineOhmPerCell = 0.2, AdcTerminalOhm = 7, DriverTerminalOhm = 11 };

    [TestCase(0, 0)]
    [TestCase(10, 31)]
    [TestCase(200, 40)]
    [TestCase(255, 255)]
    public void A_single_cell_sees_the_series_resistance_of_its_way(int row, int column)
    {
        var map = new float[AnalogGeometry.Cells];
        map[(row * 256) + column] = 1000;
        float[] effective = new ResistiveNetwork(map, Wires).Solve();
        int steps = column % 2 == 0 ? row : 255 - row;
        double ohm = 11 + (0.2 * column) + 1000 + (0.3 * steps) + 7;
        Assert.That(effective[(row * 256) + column], Is.EqualTo(1e6 / ohm).Within(1e-3));
    }

    [Test]
    public void Without_resistance_nothing_is_lost()
    {
        var map = Random();
        var ideal = new IrDropParameters { BitLineOhmPerCell = 0, SourceLineOhmPerCell = 0, AdcTerminalOhm = 0, DriverTerminalOhm = 0 };
        float[] effective = new ResistiveNetwork(map, ideal).Solve();
        for (int i = 0; i < map.Length; i++)
        {
            Assert.That(effective[i], Is.EqualTo(map[i]).Within(1e-3));
        }
    }

    [Test]
    [Category("Nightly")]
    public void Block_iteration_agrees_with_conjugate_gradients_on_the_whole_network()
    {
        var map = Random();
        float[] effective = new ResistiveNetwork(map, Wires).Solve();
        double[] reference = ConjugateGradients.AdcCurrents(map, Wires, drivenRow: 100);
        for (int c = 0; c < 256; c++)
        {
            Assert.That(effective[(100 * 256) + c], Is.EqualTo(reference[c]).Within(2e-6 * 20), $"column {c}");
        }
    }

    [Test]
    public void Planted_wire_error_is_seen()
    {
        var map = new float[AnalogGeometry.Cells];
        map[(10 * 256) + 31] = 1000;
        float[] wrong = new ResistiveNetwork(map, Wires with { AdcTerminalOhm = 8 }).Solve();
        Assert.That(wrong[(10 * 256) + 31], Is.Not.EqualTo(1e6 / (11 + (0.2 * 31) + 1000 + (0.3 * 245) + 7)).Within(1e-3));
    }

    [Test]
    public void Ir_drop_lowers_counts_and_far_columns_lose_more()
    {
        var weights = new CoreWeights(Enumerable.Repeat(1f, AnalogGeometry.Cells).ToArray(), 1f, 1f, 0.2f);
        var quiet = new AnalogParameters { ProgrammingNoiseScale = 0, ReadNoiseScale = 0, AdcGainSpread = 0 };
        var inputs = Enumerable.Repeat((sbyte)127, 256).ToArray();
        var (ideal, _) = Stimulus.Run(AnalogMacro.Program(quiet, 0, weights), inputs, Stimulus.Addresses(1), ReadMode.FourPhase);
        var (real, _) = Stimulus.Run(AnalogMacro.Program(quiet with { IrDrop = Wires }, 0, weights), inputs, Stimulus.Addresses(1), ReadMode.FourPhase);
        Assert.That(real[0], Is.LessThan(ideal[0]));
        Assert.That(real[254], Is.LessThan(real[0]));
    }

    [Test]
    public void Time_slices_with_held_idle_lines_equal_the_folded_matrix()
    {
        var map = Random();
        byte[] magnitudes = [.. Enumerable.Range(0, 256).Select(r => (byte)(r % 3 * 50))];
        double[] sliced = TimeSlicedIrDropStudy.Charges(map, Wires, 0.2, magnitudes, idleLinesFloat: false);
        float[] effective = new ResistiveNetwork(map, Wires).Solve();
        for (int c = 0; c < 256; c++)
        {
            double folded = Enumerable.Range(0, 256).Sum(r => 0.2 * effective[(r * 256) + c] * (double)magnitudes[r]);
            Assert.That(sliced[c], Is.EqualTo(folded).Within(1e-4).Percent, $"column {c}");
        }
    }

    [Test]
    public void Floating_idle_lines_change_the_charge_by_less_than_the_ir_drop_itself()
    {
        var map = Random();
        byte[] magnitudes = [.. Enumerable.Range(0, 256).Select(r => (byte)(r % 2 * 100))];
        double held = TimeSlicedIrDropStudy.Charges(map, Wires, 0.2, magnitudes, idleLinesFloat: false).Sum();
        double floating = TimeSlicedIrDropStudy.Charges(map, Wires, 0.2, magnitudes, idleLinesFloat: true).Sum();
        double ideal = Enumerable.Range(0, AnalogGeometry.Cells).Sum(i => 0.2 * map[i] * (double)magnitudes[i / 256]);
        TestContext.Out.WriteLine($"held {held / ideal:F4}, floating {floating / ideal:F4} of ideal");
        Assert.That(Math.Abs(floating - held), Is.LessThan(ideal - held));
        Assert.That(floating, Is.Not.EqualTo(held).Within(1e-9).Percent);
    }

    private static float[] Random()
    {
        var weights = Stimulus.Weights(61).Weights;
        return Array.ConvertAll(weights, weight => Math.Abs(weight) * 20f);
    }
}
