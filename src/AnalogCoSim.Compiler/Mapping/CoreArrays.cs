using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>Arrays of a whole core made of those of its used part.</summary>
internal static class CoreArrays
{
    private const int Size = ChipGeometry.CrossbarSize;
    private const uint ConstantStream = 0x4000;

    /// <summary>Weights [rows, columns] in their crossbar, from a column on; shape [256, 256].</summary>
    public static float[] Weights(float[] compact, int columns, int at, float limit)
    {
        var weights = new float[Size * Size];
        for (int i = 0; i < compact.Length; i++)
        {
            weights[(i / columns * Size) + at + (i % columns)] = Math.Clamp(compact[i], -limit, limit);
        }

        return weights;
    }

    /// <summary>Values of the used columns among those of all; shape [256], 0 for unused columns.</summary>
    public static float[] Placed(float[] values, int at)
    {
        var all = new float[Size];
        values.CopyTo(all, at);
        return all;
    }

    /// <summary>The same value for all columns; shape [256].</summary>
    public static ushort[] Filled(ushort value)
    {
        var values = new ushort[Size];
        Array.Fill(values, value);
        return values;
    }

    /// <summary>Registers of a core before it is programmed: no correction, affine scales that programming sets.</summary>
    /// <param name="offset">Affine offsets; FP16, shape [256].</param>
    public static LdpuRegisters Uncalibrated(ushort[] offset) => new()
    {
        ScaleP = Filled(Binary16.One),
        ScaleN = Filled(Binary16.One),
        Offset = Filled(0),
        AffineScale = Filled(Binary16.One),
        AffineOffset = offset,
    };

    /// <summary>What the columns of a spread layout send that hold no channel: a constant other than 0 each, so that one that goes astray is seen; FP16, shape [256].</summary>
    public static ushort[] Constants(ulong seed, int core)
    {
        var lot = new Lot(seed, ConstantStream + (uint)core);
        return [.. Enumerable.Range(0, Size).Select(_ => Binary16.FromDouble((1 + lot.UpTo(99)) * (1 - (2 * lot.UpTo(1)))))];
    }
}
