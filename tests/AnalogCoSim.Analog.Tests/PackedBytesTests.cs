using AnalogCoSim.Analog.Kernels;

namespace AnalogCoSim.Analog.Tests;

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
}
