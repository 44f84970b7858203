using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Support;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>All 256 columns in order, one per clock, and packets to the host without gaps: RTL that breaks this is told in the clock in which it does.</summary>
[Category("Smoke")]
[CancelAfter(300_000)]
public sealed class OutputOrderTests
{
    private const int Tile = 5;

    // Plants that a tile has by the path id of its packets.
    private const byte None = 0;
    private const byte LateValid = 0xe1;
    private const byte LostColumn = 0xe2;
    private const byte LateColumns = 0xe3;
    private const byte RepeatedColumn = 0xe4;
    private const byte GapToHost = 0xe5;

    private PlantedTree _tree = null!;

    [OneTimeSetUp]
    public void Plant()
    {
        _tree = new PlantedTree("core/acs_tile.sv", "(ldpu_valid_o),", "(valid),");
        string file = Path.Combine(_tree.Root, "rtl", "core", "acs_tile.sv");
        string text = File.ReadAllText(file).Replace("(ldpu_column_o),", "(column),", StringComparison.Ordinal)
            .Replace(".tx_valid_o   (tx_valid_o),", ".tx_valid_o   (link_valid),", StringComparison.Ordinal).Replace("  logic relu1;\n", $$"""
              logic relu1;
              logic valid;
              logic valid_q;
              logic [7:0] column;
              logic [7:0] column_q;
              logic [6:0] link_valid;
              always_ff @(posedge clk_i) begin
                valid_q <= valid;
                column_q <= column;
              end
              assign ldpu_valid_o = (tx_path == 8'h{{LateValid:x}}) ? valid_q : valid && !((tx_path == 8'h{{LostColumn:x}}) && (column == 8'd17)) && !((tx_path == 8'h{{LateColumns:x}}) && (column == 8'd100));
              assign ldpu_column_o = (((tx_path == 8'h{{LateColumns:x}}) && (column > 8'd100)) || ((tx_path == 8'h{{RepeatedColumn:x}}) && (column == 8'd200))) ? column_q : column;
              assign tx_valid_o = link_valid & ~{(tx_path == 8'h{{GapToHost:x}}) && (column == 8'd50), 6'd0};

            """, StringComparison.Ordinal);
        File.WriteAllText(file, text);
    }

    [OneTimeTearDown]
    public void Remove() => _tree.Dispose();

    // 8 clocks to load, 1 to start, 54 to convert, HeadDelay and the LDPU to column 0, which is on the port in clock 0 of these.
    [TestCase(LateValid, 1, "LDPU column 1", "LDPU column 0")]
    [TestCase(LostColumn, 18, "LDPU column 18", "LDPU column 17 in clock {17} of the chip")]
    [TestCase(LateColumns, 101, "LDPU column 100", "LDPU column 100 in clock {100} of the chip")]
    [TestCase(RepeatedColumn, 200, "LDPU column 199", "LDPU column 200 in clock {200} of the chip")]
    public void Column_out_of_its_order_is_told_with_clock_column_and_what_was_due(byte plant, int clock, string seen, string due)
    {
        ulong first = FirstResult();

        AcsException error = Run(plant);

        Assert.That((error.Code, error.ExitCode, error.Core), Is.EqualTo((ErrorCode.LockstepOrderMismatch, 1, (int?)Tile)));
        Assert.That(error.Actual, Is.EqualTo($"{seen} in clock {first + (ulong)clock} of the chip"));
        Assert.That(error.Expected, Is.EqualTo(System.Text.RegularExpressions.Regex.Replace(due, @"\{(\d+)\}", match => $"{first + ulong.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)}")));
        Assert.That(error.Where, Is.EqualTo($"acs_tile, tile {Tile}, clock {first + (ulong)clock} of the chip"));
    }

    [Test]
    public void Gap_in_a_packet_to_the_host_is_told_with_clock_and_byte()
    {
        AcsException error = Run(GapToHost);

        Assert.That((error.Code, error.Core), Is.EqualTo((ErrorCode.LockstepOrderMismatch, (int?)Tile)));
        Assert.That(error.Actual, Does.Match($@"^byte \d+ of a packet of path {GapToHost} to the host in clock \d+ of the chip$"));
        ulong[] clocks = [.. System.Text.RegularExpressions.Regex.Matches(error.Actual + error.Expected, @"clock (\d+)").Select(match => ulong.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.That(clocks[0], Is.EqualTo(clocks[1] + 1), "the byte came a clock later than it was due");
    }

    [Test]
    public void Mvm_for_which_the_macro_has_no_room_is_told_at_its_tile()
    {
        using var chip = new RtlChip(new RtlChipOptions(), new StreamingWorkload(1));

        // Five starts in a row, without the assertion that forbids the second one.
        var error = Assert.Throws<AcsException>(() => chip.Run([.. Enumerable.Range(0, 5).Select(k => ChipCommand.Start(10 + (ulong)k, Tile, true))], []))!;

        Assert.That((error.Code, error.Core, error.Actual, error.Expected), Is.EqualTo((ErrorCode.LockstepOrderMismatch, (int?)Tile, "mvm_start_o in clock 15 of the chip", "at most 4 MVMs under way in the macro of a tile")));
    }

    private ulong FirstResult()
    {
        using RtlChip chip = New(None, out Last last);
        Start(chip);
        return last.Cycle - 255;
    }

    private AcsException Run(byte plant)
    {
        using RtlChip chip = New(plant, out _);
        return Assert.Throws<AcsException>(() => Start(chip))!;
    }

    private static void Start(RtlChip chip) => chip.Run([ChipCommand.Start(chip.Cycle + 10, Tile, false)], []);

    private RtlChip New(byte plant, out Last listener)
    {
        listener = new Last();
        var chip = new RtlChip(new RtlChipOptions { RtlRoot = _tree.Root }, listener);
        chip.Configure(
        [
            .. Enumerable.Range(0, 768).Select(at => new ConfigWrite(Tile, at, 0)),
            new ConfigWrite(Tile, RegisterMap.Ctrl, RegisterMap.PackCtrl(false, false, false, true, 1 << (int)LinkPort.Host, plant)),
            new ConfigWrite(Tile, RegisterMap.TxSelect, RegisterMap.PackTxSelect(0, 255)),
        ]);
        return chip;
    }

    private sealed class Last : IRtlChipListener
    {
        public ulong Cycle { get; private set; }

        public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
        {
        }

        public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs)
        {
            Cycle = cycle;
            return true;
        }

        public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle)
        {
        }
    }
}
