using AnalogCoSim.Benchmarks.Tiles;

namespace AnalogCoSim.Benchmarks.Tests.Tiles;

[Category("Smoke")]
public sealed class TileChecksumTests
{
    [Test]
    public void Tile_checksum_by_eights_equals_one_by_one()
    {
        var random = new Random(5);
        var valid = new byte[103];
        var data = new byte[valid.Length];
        random.NextBytes(data);
        for (int i = 0; i < valid.Length; i++)
        {
            valid[i] = (byte)(i is > 15 and < 60 || random.Next(2) == 0 ? 1 : 0);
        }

        ulong expected = 7;
        for (int i = 0; i < valid.Length; i++)
        {
            expected = valid[i] != 0 ? (31 * expected) + data[i] : expected;
        }

        Assert.That(TileChecksum.Add(7, valid, data), Is.EqualTo(expected));
    }
}
