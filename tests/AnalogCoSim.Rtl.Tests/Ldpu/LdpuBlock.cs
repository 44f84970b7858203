using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Tests.Ldpu;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Ldpu;

/// <summary>The LDPU alone, driven as the tile drives it and compared with the formula in exact arithmetic.</summary>
internal sealed class LdpuBlock(string? rtlRoot = null) : IDisposable
{
    // The packet starts 3 clocks before its first column: start, length byte, first payload byte, column 0.
    private const int Lead = 3;

    // From the clock of a column's counts to the clock after whose edge the result is seen.
    private const int Delay = RegisterMap.LdpuLatency - 2;

    private readonly VerilatedModel _model = BlockModels.Create("acs_ldpu", rtlRoot);
    private readonly Random _idle = new(77);

    /// <summary>Columns compared so far.</summary>
    public int Compared { get; private set; }

    /// <summary>Runs passes after each other and compares every output in every clock.</summary>
    /// <param name="registers">Registers, written first.</param>
    /// <param name="passes">Passes.</param>
    /// <param name="gap">Idle clocks between passes; at least 2 if the tile combines.</param>
    /// <returns>The first difference, or null.</returns>
    public string? Compare(LdpuRegisters registers, IReadOnlyList<LdpuPass> passes, int gap = 2)
    {
        Configure(registers);
        sbyte[][] expected = [.. passes.Select(pass => Golden(registers, pass))];
        string? found = null;
        int clocks = Lead + (passes.Count * (256 + gap)) + Delay + 2;
        for (int clock = 0; clock < clocks; clock++)
        {
            Drive(passes, clock - Lead, gap, registers.Combine);
            _model.Run();
            found ??= Difference(expected, clock - Lead - Delay, gap);
        }

        return found;
    }

    public void Dispose() => _model.Dispose();

    private static sbyte[] Golden(LdpuRegisters registers, LdpuPass pass) => ExactLdpu.Drain(registers, pass.P, pass.N, pass.Received);

    private static (int Pass, int Column) At(int clock, int gap)
    {
        int pass = (int)Math.Floor(clock / (256.0 + gap));
        return (pass, clock - (pass * (256 + gap)));
    }

    private void Configure(LdpuRegisters registers)
    {
        foreach (ConfigWrite write in ChipConfiguration.OfTile(0, registers).Where(write => write.Address < RegisterMap.RouteBase))
        {
            _model.Configure(write.Address, write.Data);
        }

        _model.Set("relu1_i", registers.Relu1 ? 1UL : 0);
        _model.Set("relu2_i", registers.Relu2 ? 1UL : 0);
        _model.Set("combine_i", registers.Combine ? 1UL : 0);
        _model.Set("s_rx_i", registers.RxScale);
    }

    // Data lines carry noise where nothing is valid: nothing may depend on them.
    private void Drive(IReadOnlyList<LdpuPass> passes, int clock, int gap, bool combine)
    {
        (int pass, int column) = At(clock, gap);
        bool valid = pass >= 0 && pass < passes.Count && column < 256;
        ulong counts = valid ? ((ulong)passes[pass].P[column] << 12) | passes[pass].N[column] : 0;
        bool left = valid && column % 2 == 0;
        bool right = valid && column % 2 == 1;
        _model.Set("left_valid_i", left ? 1UL : 0);
        _model.Set("right_valid_i", right ? 1UL : 0);
        _model.Set("left_counts_i", left ? counts : (ulong)_idle.Next(1 << 24));
        _model.Set("right_counts_i", right ? counts : (ulong)_idle.Next(1 << 24));

        (int packet, int k) = At(clock + 1, gap);
        bool has = combine && packet >= 0 && packet < passes.Count && k < passes[packet].Received.Length;
        _model.Set("rx_valid_i", has ? 1UL : 0);
        _model.Set("rx_data_i", has ? (byte)passes[packet].Received[k] : (ulong)_idle.Next(256));
        (int next, int lead) = At(clock + Lead, gap);
        _model.Set("rx_start_i", combine && lead == 0 && next < passes.Count ? 1UL : 0);
    }

    private string? Difference(sbyte[][] expected, int clock, int gap)
    {
        (int pass, int column) = At(clock, gap);
        bool valid = pass >= 0 && pass < expected.Length && column < 256;
        (int coming, int ahead) = At(clock + 2, gap);
        if ((_model.Get("ahead_o") != 0) != (coming >= 0 && coming < expected.Length && ahead < 256))
        {
            return $"clock {clock}: ahead_o is {_model.Get("ahead_o")}";
        }

        if ((_model.Get("valid_o") != 0) != valid)
        {
            return $"clock {clock}: valid_o is {_model.Get("valid_o")}, expected {valid}";
        }

        if (!valid)
        {
            return null;
        }

        Compared++;
        var actual = ((int)_model.Get("column_o"), (sbyte)(byte)_model.Get("data_o"));
        return actual == (column, expected[pass][column]) ? null : $"pass {pass}: (column, result) is {actual}, expected {(column, expected[pass][column])}";
    }
}
