using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Golden;

/// <summary>Register addresses and fields of C# and RTL against an image written by hand: both come from one file, so that a fault in it is equal in both.</summary>
[Category("Smoke")]
public sealed class GoldenRegisterTests
{
    private static readonly int[] Columns = [0, 1, 127, 128, 254, 255];

    // In the order of the columns above; the words of registers.txt taken apart by eye.
    private static readonly ushort[] ScaleP = [0x3C00, 0x5678, 0xFFFF, 0x7FFF, 0x5A5A, 0xF0F0];
    private static readonly ushort[] ScaleN = [0xBC00, 0x1234, 0x0001, 0x8000, 0xA5A5, 0x0F0F];
    private static readonly ushort[] Offset = [0x4200, 0xCDEF, 0x0001, 0x7FFE, 0x3C3C, 0x9696];
    private static readonly ushort[] AffineScale = [0x4000, 0x89AB, 0x0002, 0xFFFE, 0xC3C3, 0x6969];
    private static readonly ushort[] AffineOffset = [0x3800, 0xFEDC, 0x8001, 0x1248, 0x7BFF, 0xFC00];

    [Test]
    public void Csharp_writes_the_golden_image()
    {
        var registers = new LdpuRegisters
        {
            ScaleP = Spread(ScaleP),
            ScaleN = Spread(ScaleN),
            Offset = Spread(Offset),
            AffineScale = Spread(AffineScale),
            AffineOffset = Spread(AffineOffset),
            Relu1 = true,
            Relu2 = true,
            TxEnable = true,
            TxMask = 0x52,
            TxPath = 0xC5,
            RxScale = 0x3555,
            TxFirst = 0x11,
            TxLast = 0xE7,
            RxFirst = 0x23,
            RxLast = 0xB8,
        };
        ConfigWrite[] writes =
        [
            .. ChipConfiguration.OfTile(5, registers),
            ChipConfiguration.Route(5, 0, new RouteEntry(0x60, 0, true)),
            ChipConfiguration.Route(5, 77, new RouteEntry(0x04, 0x18, false)),
            ChipConfiguration.Route(5, 255, new RouteEntry(0x7F, 0x7F, true)),
        ];

        Assert.That(writes.Select(write => write.Tile), Is.All.EqualTo(5));
        Assert.That(writes.Where(write => write.Data != 0).ToDictionary(write => write.Address, write => write.Data), Is.EquivalentTo(GoldenFiles.Registers));
        Assert.That(writes.Select(write => write.Address).Order(), Is.EqualTo((int[])[.. Enumerable.Range(0, 0x300), 0x300, 0x34D, 0x3FF, 0x400, 0x401, 0x402, 0x403]));
    }

    [Test]
    public void Control_registers_of_the_rtl_take_the_golden_image()
    {
        using VerilatedModel model = BlockModels.Create("acs_cfg_regs");
        Write(model);

        (string Port, ulong Value)[] expected =
        [
            ("relu1_o", 1), ("relu2_o", 1), ("combine_o", 0), ("tx_enable_o", 1), ("tx_mask_o", 0x52), ("tx_path_o", 0xC5), ("s_rx_o", 0x3555), ("tx_first_o", 0x11),
            ("tx_last_o", 0xE7), ("rx_first_o", 0x23), ("rx_last_o", 0xB8),
        ];
        Assert.That(expected.Select(one => (one.Port, model.Get(one.Port))), Is.EqualTo(expected));

        model.Configure(0x400, 0x00000004);
        Assert.That((model.Get("combine_o"), model.Get("relu1_o"), model.Get("relu2_o"), model.Get("tx_enable_o")), Is.EqualTo((1UL, 0UL, 0UL, 0UL)));
    }

    [Test]
    public void Routes_of_the_rtl_take_the_golden_image()
    {
        using VerilatedModel model = BlockModels.Create("acs_link");
        Write(model);

        Assert.That(Route(model, 0, 0x60), Is.EqualTo((0UL, 1UL)), "path 0 from N1");
        Assert.That(Route(model, 0, 0x1F), Is.EqualTo((0UL, 0UL)), "path 0 from elsewhere");
        Assert.That(Route(model, 77, 0x04), Is.EqualTo((0x18UL, 0UL)), "path 77 from E2");
        Assert.That(Route(model, 77, 0x7B), Is.EqualTo((0UL, 0UL)), "path 77 from elsewhere");
        Assert.That(Route(model, 255, 0x7F), Is.EqualTo((0x7FUL, 1UL)), "path 255");
        Assert.That(Route(model, 1, 0x7F), Is.EqualTo((0UL, 0UL)), "a path that is not in the image");
    }

    [Test]
    public void Column_registers_of_the_rtl_take_the_golden_image()
    {
        using VerilatedModel model = BlockModels.Create("acs_tile");
        Write(model);

        for (int k = 0; k < Columns.Length; k++)
        {
            // Even columns are the left ADC's, odd ones the right ADC's; column 2j and 2j+1 are pair j.
            int side = Columns[k] % 2, pair = Columns[k] / 2;
            Assert.Multiple(() =>
            {
                Assert.That(Word(model, side, "scale_mem", pair, 4), Is.EqualTo(((uint)ScaleN[k] << 16) | ScaleP[k]), $"scales of column {Columns[k]}");
                Assert.That(Word(model, side, "offset_mem", pair, 2), Is.EqualTo(Offset[k]), $"o of column {Columns[k]}");
                Assert.That(Word(model, 0, "a_mem", Columns[k], 2), Is.EqualTo(AffineScale[k]), $"a of column {Columns[k]}");
                Assert.That(Word(model, 0, "b_mem", Columns[k], 2), Is.EqualTo(AffineOffset[k]), $"b of column {Columns[k]}");
            });
        }
    }

    // The memories of a name, of the left side before the right.
    private static uint Word(VerilatedModel model, int side, string memory, int index, int bytes)
    {
        string[] names = [.. model.RegisterNames().Select(register => register.Name).Where(name => name.EndsWith("." + memory, StringComparison.Ordinal))];
        string name = names.Length == 1 ? names[0] : names.Single(one => one.Contains(side == 0 ? "left" : "right", StringComparison.Ordinal));
        ReadOnlySpan<byte> word = model.ReadRegister(name).AsSpan(index * bytes, bytes);
        return bytes == 4 ? BitConverter.ToUInt32(word) : BitConverter.ToUInt16(word);
    }

    private static void Write(VerilatedModel model)
    {
        foreach ((int address, uint data) in GoldenFiles.Registers)
        {
            model.Configure(address, data);
        }
    }

    // A packet of one byte on each of the ports after the other: where it goes, and whether it is consumed, the same for all of them.
    private static (ulong Forward, ulong Consume) Route(VerilatedModel model, byte path, int ports)
    {
        var seen = new HashSet<(ulong, ulong)>();
        foreach (int port in Enumerable.Range(0, 7).Where(port => (ports >> port & 1) != 0))
        {
            model.Set("rx_valid_i", 1UL << port);
            for (int beat = 0; beat < 3; beat++)
            {
                model.Bytes("rx_data_i")[..7].Fill(beat == 0 ? path : (byte)0);
                model.Run();
                if (beat == 0)
                {
                    seen.Add((model.Get("tx_valid_o"), model.Get("start_o")));
                }
            }

            model.Set("rx_valid_i", 0);
            model.Run(2);
        }

        return seen.Single();
    }

    private static ushort[] Spread(ushort[] values)
    {
        var all = new ushort[256];
        for (int k = 0; k < Columns.Length; k++)
        {
            all[Columns[k]] = values[k];
        }

        return all;
    }
}
