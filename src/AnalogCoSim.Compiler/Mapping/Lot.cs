using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>Draws of a spread layout, one after the other; the same on every machine.</summary>
/// <param name="seed">Seed of the layout.</param>
/// <param name="stream">Tells the draws of one place from those of another.</param>
internal sealed class Lot(ulong seed, uint stream)
{
    private readonly KeyedRandom _random = new(seed, NoisePurpose.Layout);
    private uint _drawn;

    /// <summary>Draws a number from 0 to <paramref name="largest"/>, both included.</summary>
    public int UpTo(int largest) => (int)(_random.Words(stream, _drawn++).R0 * (ulong)(largest + 1) >> 32);

    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in a drawn order.</summary>
    public int[] Order(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int other = UpTo(i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
