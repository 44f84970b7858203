using System.Globalization;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>The way of one column through the LDPU, reference and RTL side by side, and the first register that differs.</summary>
internal sealed class StageTable
{
    private const string Unknown = "?";

    private readonly ColumnProbe _probe;
    private readonly Cell[] _cells;

    private StageTable(WrongColumn wrong, ColumnProbe probe)
    {
        _probe = probe;
        var column = new LdpuColumn(wrong.Registers, wrong.Column, wrong.CountP, wrong.CountN, wrong.Received);
        _cells = [.. probe.Taps.Select((tap, i) => new Cell(tap, tap.Name == LdpuTaps.Output ? (byte)wrong.Expected : tap.Of(column), probe.Values[i]))];
    }

    /// <summary>Writes the table.</summary>
    /// <param name="wrong">The column.</param>
    /// <param name="probe">Its way through the RTL in a second run.</param>
    /// <returns>Lines; null where the second run did not give the same wrong output.</returns>
    public static string? Describe(WrongColumn wrong, ColumnProbe probe)
    {
        var table = new StageTable(wrong, probe);
        return probe.IsComplete && (table._cells[^1].Rtl is not { } q || (sbyte)q == wrong.Actual) ? table.Text() : null;
    }

    private string Text()
    {
        const string Label = "stages: ";
        Cell[] stages = [.. _cells.Where(cell => cell.Tap.IsStage)];
        var lines = new List<string>
        {
            $"{Label}{string.Join(' ', stages.Select(cell => cell.Text(cell.Reference)))} (reference)",
            $"{string.Empty.PadRight(Label.Length)}{string.Join(' ', stages.Select(cell => cell.Text(cell.Rtl)))} (RTL)",
        };
        if (_cells.FirstOrDefault(cell => cell.Differs) is { } first)
        {
            lines.Add(First(first));
        }

        if (_cells.Any(cell => cell.Rtl is null))
        {
            lines.Add($"not in this RTL: {string.Join(", ", _cells.Where(cell => cell.Rtl is null).Select(cell => $"{cell.Tap.Name} ({cell.Tap.Bits})"))}");
        }

        return string.Join('\n', lines);
    }

    private string First(Cell cell)
    {
        ulong time = _probe.ClockOf(cell.Tap) * ChipWaves.PicosecondsPerClock;
        return string.Create(CultureInfo.InvariantCulture, $"first difference: {cell.Tap.Name}, {cell.Tap.Place}: {cell.Tap.Show(cell.Rtl!.Value)} for {cell.Tap.Show(cell.Reference)}; {cell.Tap.Bits} at {time} ps");
    }

    /// <summary>One register on both sides; null where this RTL does not have it.</summary>
    private sealed record Cell(LdpuTap Tap, uint Reference, uint? Rtl)
    {
        public bool Differs => Rtl is not null && Rtl != Reference;

        public string Text(uint? bits) => $"{Tap.Name}={Shown(bits)}".PadRight(Tap.Name.Length + 1 + Math.Max(Shown(Reference).Length, Shown(Rtl).Length));

        private string Shown(uint? bits) => bits is { } value ? Tap.Show(value) : Unknown;
    }
}
