using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Rtl.Tests.Chips;

/// <summary>Every wire of <c>acs_chip.sv</c>: random bits on all of them in each clock.</summary>
[Category("Smoke")]
public sealed class WiringTests
{
    private const int Clocks = 8 + (2 * 64);

    // Places of what a tile tells on x_o, in the order of its concatenation.
    private const int RxValid = 0, RxData = 7, CfgValid = 63, CfgAddress = 64, CfgData = 76, LoadValid = 108, LoadAddress = 109, Start = 112, Mode = 113, AdcValid = 114, AdcLeft = 115, AdcRight = 139, LoadData = 163, Rest = 419;

    // One for all: each run begins with a reset, and all registers have one.
    private VerilatedModel _model = null!;

    [OneTimeSetUp]
    public void Build() => _model = new VerilatedModel(WiringModel.Build());

    [OneTimeTearDown]
    public void Release() => _model.Dispose();

    [Test]
    public void Every_wire_leads_from_where_to_where_the_architecture_says() => Assert.That(Run(0), Is.Null);

    [Test]
    public void Each_wire_that_is_cut_is_noticed()
    {
        uint[] cuts = [.. WiringModel.Cuts];

        Assert.That(cuts, Has.Length.EqualTo(320 + (8 * 64)));
        Assert.That(cuts.Where(cut => Run(cut) is null), Is.Empty);
    }

    [Test]
    public void Each_port_of_the_chip_that_is_crossed_with_that_of_the_next_tile_is_noticed()
    {
        string[] ports = [.. _model.Ports.Ports.Select(port => port.Name).Except(["clk_i", "rst_ni", "cfg_valid_i", "cfg_tile_i", "cfg_addr_i", "cfg_data_i"])];

        Assert.That(WiringModel.Crossable, Is.EquivalentTo(ports));
        Assert.That(WiringModel.Crossable.Where((_, k) => Run(WiringModel.FirstCrossing + (uint)k) is null), Is.Empty);
    }

    private string? Run(uint cut)
    {
        var random = new Random(3);
        VerilatedModel model = _model;
        model.WriteRegister(WiringModel.Selector, BitConverter.GetBytes(cut));
        byte[] before = [];
        var told = new byte[64 * 256];
        for (int clock = 0; clock < Clocks; clock++)
        {
            // In the middle a reset.
            bool reset = clock is 0 or 6;
            foreach (ModelPort port in model.Ports.Ports.Where(port => port.Direction == PortDirection.Input && port.Name is not ("clk_i" or "rst_ni")))
            {
                random.NextBytes(model.Bytes(port.Name));
            }

            // The shared bus in turn to every tile, twice.
            model.Set("cfg_tile_i", (ulong)clock % 64);
            Mask(model, "cfg_addr_i", 12);
            model.Set("cfg_valid_i", (ulong)((clock / 3) % 4 < 3 ? 1 : 0));
            model.Set("rst_ni", reset ? 0UL : 1);
            model.Run();
            if ((Difference(model, before, reset) ?? History(model.Bytes("x_o"), told, reset)) is { } difference)
            {
                return $"clock {clock}: {difference}";
            }

            before = reset ? [] : model.Bytes("load_data_i").ToArray();
            model.Bytes("x_o").CopyTo(told);
        }

        return null;
    }

    private static void Mask(VerilatedModel model, string port, int bits) => model.Set(port, (ulong)BitConverter.ToUInt16([.. model.Bytes(port), 0]) & ((1UL << bits) - 1));

    // `before` is what the tiles were loaded with in the last clock, which is what they sent in this one; empty after a reset.
    private static string? Difference(VerilatedModel model, byte[] before, bool reset)
    {
        for (int tile = 0; tile < 64; tile++)
        {
            foreach (var (name, at, width, expected) in Expected(model, before, tile))
            {
                ulong seen = Bits(model.Bytes("x_o"), (2048 * tile) + at, width);
                if (seen != (reset ? 0 : expected))
                {
                    return $"tile {tile} sees {name} {seen:X}, expected {expected:X}";
                }
            }

            ulong load = reset ? 0 : Bits(model.Bytes("load_data_i"), 256 * tile, 64);
            ulong high = reset ? 0 : Bits(model.Bytes("load_data_i"), (256 * tile) + 64, 19);
            (string Port, int Width, ulong Value)[] outputs =
            [
                ("host_tx_valid_o", 1, load >> 6 & 1), ("host_tx_data_o", 8, load >> 55 & 0xFF), ("mvm_start_o", 1, load >> 63), ("mvm_mode_o", 1, high & 1),
                ("ldpu_valid_o", 1, high >> 1 & 1), ("quiescent_o", 1, high >> 2 & 1), ("ldpu_column_o", 8, high >> 3 & 0xFF), ("ldpu_data_o", 8, high >> 11 & 0xFF),
            ];
            if (Array.Find(outputs, one => Bits(model.Bytes(one.Port), one.Width * tile, one.Width) != one.Value) is { Port: { } port })
            {
                return $"{port} of tile {tile}";
            }
        }

        return null;
    }

    // All rows above those that tell of this clock: what stood below them a clock ago. `told` is x_o of then.
    private static string? History(ReadOnlySpan<byte> x, ReadOnlySpan<byte> told, bool reset)
    {
        for (int tile = 0; tile < 64; tile++)
        {
            ReadOnlySpan<byte> above = x.Slice((256 * tile) + WiringModel.Told, 256 - WiringModel.Told);
            if (reset ? above.ContainsAnyExcept((byte)0) : !above.SequenceEqual(told.Slice(256 * tile, 256 - WiringModel.Told)))
            {
                return $"x_o of tile {tile}, above row {WiringModel.Told}";
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, int At, int Width, ulong Expected)> Expected(VerilatedModel model, byte[] before, int tile)
    {
        ulong Input(string port, int width) => Bits(model.Bytes(port), width * tile, width);
        for (int port = 0; port < 7; port++)
        {
            // What the neighbour in that direction sent towards us left by its opposite port.
            int? from = port == 6 ? null : Stencil.Neighbour(tile, port);
            int at = from is { } sender ? 256 * sender : 0;
            bool sends = from is not null && before.Length > 0;
            int opposite = Stencil.Opposite(port);
            ulong valid = port == 6 ? Input("host_rx_valid_i", 1) : sends ? Bits(before, at + opposite, 1) : 0;
            ulong data = port == 6 ? Input("host_rx_data_i", 8) : sends ? Bits(before, at + 7 + (8 * opposite), 8) : 0;
            yield return ($"rx_valid_i[{port}]", RxValid + port, 1, valid);
            yield return ($"rx_data_i[{port}]", RxData + (8 * port), 8, data);
        }

        yield return ("cfg_valid_i", CfgValid, 1, model.Get("cfg_valid_i") != 0 && model.Get("cfg_tile_i") == (ulong)tile ? 1UL : 0);
        yield return ("cfg_addr_i", CfgAddress, 12, model.Get("cfg_addr_i"));
        yield return ("cfg_data_i", CfgData, 32, model.Get("cfg_data_i"));
        yield return ("load_valid_i", LoadValid, 1, Input("load_valid_i", 1));
        yield return ("load_addr_i", LoadAddress, 3, Input("load_addr_i", 3));
        yield return ("start_i", Start, 1, Input("start_i", 1));
        yield return ("mode_i", Mode, 1, Input("mode_i", 1));
        yield return ("adc_valid_i", AdcValid, 1, Input("adc_valid_i", 1));
        yield return ("adc_left_i", AdcLeft, 24, Input("adc_left_i", 24));
        yield return ("adc_right_i", AdcRight, 24, Input("adc_right_i", 24));
        yield return ("load_data_i once more", Rest, 29, Bits(model.Bytes("load_data_i"), 256 * tile, 29));
        for (int word = 0; word < 4; word++)
        {
            yield return ($"load_data_i, word {word}", LoadData + (64 * word), 64, Bits(model.Bytes("load_data_i"), (256 * tile) + (64 * word), 64));
        }
    }

    private static ulong Bits(ReadOnlySpan<byte> bytes, int at, int width)
    {
        ulong value = 0;
        for (int k = 0; k < width; k++)
        {
            value |= (ulong)(bytes[(at + k) / 8] >> ((at + k) % 8) & 1) << k;
        }

        return value;
    }
}
