using AnalogCoSim.Analog.Kernels;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Tests.Kernels;

[TestFixture]
public sealed class PackedBytesTests
{
    [Test]
    public unsafe void Bounds_are_never_below_their_values_and_at_most_a_step_above()
    {
        var random = new Random(31);
        float[] values = [.. Enumerable.Range(0, 256 * 256).Select(cell => cell % 7 == 0 ? 0f : (float)(random.NextDouble() * (1 + (cell % 256))))];
        var bounds = new PackedBytes(values, roundUp: true);
        for (int cell = 0; cell < values.Length; cell++)
        {
            int column = cell % 256;
            double bound = bounds.Pointer[PackedBytes.Index(cell / 256, column)] * bounds.Units[column];
            Assert.That(bound, Is.InRange(values[cell], values[cell] + bounds.Units[column]), $"cell {cell}");
        }
    }

    [Test]
    public unsafe void Sum_over_active_rows_is_the_product_with_ones_on_every_path([Values(1, 4, 7)] int count, [Values(5, 256)] int rows)
    {
        // The largest values everywhere in one column: the sums that come nearest to the end of 16 bits.
        var random = new Random(32);
        var packed = new PackedBytes([.. Enumerable.Range(0, 256 * 256).Select(cell => cell % 256 == 3 ? 1f : (float)random.NextDouble())]);
        byte[] active = [.. Enumerable.Range(0, count * 256).Select(i => i % 256 < rows && (i / 256 == 0 || random.Next(2) == 1) ? (byte)1 : (byte)0)];
        var expected = new int[count * 256];
        var got = new int[count * 256];
        fixed (byte* x = active)
        fixed (int* product = expected, sum = got)
        {
            MacKernels.MultiplyBytes(SimdPath.Scalar, x, count, packed.Pointer, product, MvmExtent.Whole);
            foreach (SimdPath path in SimdPaths.Available)
            {
                got.AsSpan().Clear();
                MacKernels.SumBytes(path, x, count, packed.Pointer, sum, new MvmExtent(rows, 256));
                Assert.That(got, Is.EqualTo(expected), $"{path}");
            }
        }
    }
}
