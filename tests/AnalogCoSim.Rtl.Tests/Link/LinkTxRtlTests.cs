using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Link;

/// <summary>The RTL that makes packets out of LDPU results, alone, against <see cref="LinkPacket.From"/>.</summary>
[Category("Smoke")]
public sealed class LinkTxRtlTests
{
    private const int Interval = 258;

    private static readonly LdpuRegisters Registers = new() { ScaleP = [], ScaleN = [], Offset = [], AffineScale = [], AffineOffset = [], TxEnable = true };

    [TestCase(0, 255)]
    [TestCase(0, 0)]
    [TestCase(255, 255)]
    [TestCase(254, 255)]
    [TestCase(31, 97)]
    public void Packets_hold_the_selected_columns_behind_their_preamble(int first, int last)
    {
        LdpuRegisters registers = Registers with { TxPath = (byte)(first + last), TxFirst = (byte)first, TxLast = (byte)last };

        Assert.That(Difference(registers, seed: 100 + first, passes: 3), Is.Null);
    }

    [Test]
    public void Every_path_id_and_every_first_and_last_column_is_sent() => Assert.That(EveryPathAndColumn(), Is.Null);

    [TestCase("hit ? path_i", "hit ? (path_i == 8'h80 ? 8'd0 : path_i)")]
    [TestCase("(column_q == first_i)", "(column_q == first_i) && (first_i != 8'd77)")]
    [TestCase("payload_q <= left_q != 8'd0;", "payload_q <= (left_q != 8'd0) && !(last_i == 8'd99 && left_q == 8'd1);")]
    [Category("Nightly")]
    public void Planted_bug_of_one_path_id_or_column_is_found(string original, string bug)
    {
        using var tree = new PlantedTree("link/acs_link_tx.sv", original, bug);

        Assert.That(EveryPathAndColumn(tree.Root), Is.Not.Null);
    }

    private static string? EveryPathAndColumn(string? rtlRoot = null)
    {
        using VerilatedModel model = BlockModels.Create("acs_link_tx", rtlRoot);
        var random = new Random(3);
        var selections = Enumerable.Range(0, 256).SelectMany(column => new[] { (column, random.Next(column, 256)), (random.Next(column + 1), column) });

        foreach (var ((first, last), k) in selections.Select((selection, k) => (selection, k)))
        {
            LdpuRegisters registers = Registers with { TxPath = (byte)k, TxFirst = (byte)first, TxLast = (byte)last };
            if (Difference(model, registers, seed: k, passes: 1) is { } difference)
            {
                return $"path {registers.TxPath}, columns {first} to {last}: {difference}";
            }
        }

        return null;
    }

    [Test]
    public void Nothing_is_sent_when_sending_is_off() =>
        Assert.That(Difference(Registers with { TxEnable = false, TxLast = 255 }, seed: 5, passes: 2), Is.Null);

    [Test]
    [Category("Nightly")]
    public void Planted_bug_in_the_length_byte_is_found()
    {
        using var tree = new PlantedTree("link/acs_link_tx.sv", "length_q ? (last_i - first_i)", "length_q ? last_i");

        Assert.That(Difference(Registers with { TxFirst = 4, TxLast = 9 }, seed: 6, passes: 1, tree.Root), Does.StartWith("clock 5:"));
    }

    private static string? Difference(LdpuRegisters registers, int seed, int passes, string? rtlRoot = null)
    {
        using VerilatedModel model = BlockModels.Create("acs_link_tx", rtlRoot);
        return Difference(model, registers, seed, passes);
    }

    private static string? Difference(VerilatedModel model, LdpuRegisters registers, int seed, int passes)
    {
        var random = new Random(seed);
        sbyte[][] results = [.. Enumerable.Range(0, passes).Select(_ => (sbyte[])[.. Enumerable.Range(0, 256).Select(_ => (sbyte)random.Next(-128, 128))])];
        model.Set("enable_i", registers.TxEnable ? 1UL : 0);
        model.Set("path_i", registers.TxPath);
        model.Set("first_i", registers.TxFirst);
        model.Set("last_i", registers.TxLast);
        string? found = null;
        for (int clock = 0; clock < (passes * Interval) + 4 && found is null; clock++)
        {
            Drive(model, results, clock);
            model.Evaluate();
            byte? actual = model.Get("valid_o") != 0 ? (byte)model.Get("byte_o") : null;
            byte? expected = Expected(registers, results, clock);
            found = actual == expected ? null : $"clock {clock}: {actual?.ToString() ?? "nothing"}, expected {expected?.ToString() ?? "nothing"}";
            model.Run();
        }

        return found;
    }

    // A result is announced two clocks ahead.
    private static void Drive(VerilatedModel model, sbyte[][] results, int clock)
    {
        model.Set("ahead_i", clock / Interval < results.Length && clock % Interval < 256 ? 1UL : 0);
        int due = clock - 2;
        bool valid = due >= 0 && due / Interval < results.Length && due % Interval < 256;
        model.Set("data_i", valid ? (byte)results[due / Interval][due % Interval] : (byte)0xA5);
    }

    private static byte? Expected(LdpuRegisters registers, sbyte[][] results, int clock)
    {
        int since = clock - registers.TxFirst;
        if (!registers.TxEnable || since < 0 || since / Interval >= results.Length)
        {
            return null;
        }

        byte[] bytes = LinkPacket.From(registers, results[since / Interval]).ToBytes();
        return since % Interval < bytes.Length ? bytes[since % Interval] : null;
    }
}
