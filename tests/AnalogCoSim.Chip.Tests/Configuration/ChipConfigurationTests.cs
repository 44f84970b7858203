using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Tests.Configuration;

[TestFixture]
public sealed class ChipConfigurationTests
{
    private static readonly ChipProgram Program = TestPrograms.Small();

    private static readonly IReadOnlyList<ConfigWrite> Writes = ChipConfiguration.Of(Program, Registers);

    [Test]
    public void Every_register_of_every_used_tile_is_written_once()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Writes.GroupBy(write => (write.Tile, write.Address)).Where(group => group.Count() > 1), Is.Empty);
            Assert.That(Writes.Select(write => write.Tile), Is.Ordered);
            foreach (int tile in new[] { 0, 1, 9, 12, 40, 41 })
            {
                Assert.That(Writes.Count(write => write.Tile == tile && write.Address < 0x300), Is.EqualTo(768));
                Assert.That(Writes.Count(write => write.Tile == tile && write.Address >= 0x400), Is.EqualTo(4));
            }
        });
    }

    [Test]
    public void Control_words_follow_the_register_map()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Data(12, 0x400), Is.EqualTo(0b1110u | (0x40u << 8) | (12u << 16)));
            Assert.That(Data(0, 0x400), Is.EqualTo(0b1000u | (0x01u << 8)));
            Assert.That(Data(12, 0x402), Is.EqualTo(3u << 8));
            Assert.That(Data(12, 0x403), Is.EqualTo(3u << 8));
            Assert.That(Data(12, 0x401), Is.EqualTo(Registers(12).RxScale));
        });
    }

    [Test]
    public void Routes_of_receivers_residuals_and_hops_are_written()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Data(12, 0x309), Is.EqualTo(0x8000u | 0x08u));
            Assert.That(Data(9, 0x300 + 200), Is.EqualTo(0x8000u | 0x40u));
            Assert.That(Data(10, 0x309), Is.EqualTo((0x04u << 8) | 0x02u));
            Assert.That(Writes.Count(write => write.Tile == 10), Is.EqualTo(1), "tile 10 only forwards");
            Assert.That(Writes.Count(write => write.Address is >= 0x300 and < 0x400), Is.EqualTo(4));
        });
    }

    [Test]
    public void Column_words_hold_the_folded_registers()
    {
        var registers = Registers(1);
        Assert.Multiple(() =>
        {
            Assert.That(Data(1, 0x002), Is.EqualTo(registers.ScaleP[2] | ((uint)registers.ScaleN[2] << 16)));
            Assert.That(Data(1, 0x1FF), Is.EqualTo(registers.Offset[255] | ((uint)registers.AffineScale[255] << 16)));
            Assert.That(Data(1, 0x203), Is.EqualTo(registers.AffineOffset[3]));
            Assert.That(ChipConfiguration.OfTile(1, registers), Is.EqualTo(Writes.Where(write => write.Tile == 1 && write.Address is < 0x300 or >= 0x400 && write.Tile == 1)));
        });
    }

    private static uint Data(int tile, int address) => Writes.Single(write => write.Tile == tile && write.Address == address).Data;

    private static LdpuRegisters Registers(int core) => Program.Slices.Single(slice => slice.Core == core).Ldpu;
}
