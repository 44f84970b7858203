using AnalogCoSim.Core.Numerics;
using AnalogCoSim.Rtl.Units;

namespace AnalogCoSim.Rtl.Tests.Units;

/// <summary>Operands for every operation of the FP16 unit, and what it must make of them.</summary>
internal static class Fp16Vectors
{
    private static readonly ushort[] Corners =
        [0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x0400, 0x0401, 0x3BFF, 0x3C00, 0x3C01, 0xBC00, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00, 0x7C01, 0xFE12, 0x57F8, 0x5800, 0x5820];

    /// <summary>The whole range of an operand, where there is one.</summary>
    /// <param name="operation">Operation.</param>
    /// <returns>Number of first operands; 0 for an operation whose operands are drawn.</returns>
    public static int Range(Fp16Operation operation) => operation switch
    {
        Fp16Operation.ToInt8 or Fp16Operation.ToInt32 => 1 << 16,
        Fp16Operation.FromCount => 1 << 12,
        Fp16Operation.FromInt8 => 1 << 8,
        Fp16Operation.Fma or Fp16Operation.Add or Fp16Operation.Multiply or Fp16Operation.FromInt32 => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "no operands are known"),
    };

    /// <summary>Draws operands. Those that an operation does not have, and bits it does not read, are noise.</summary>
    /// <param name="operation">Operation.</param>
    /// <param name="random">Source.</param>
    /// <returns>Operands.</returns>
    public static (uint A, ushort B, ushort C) Draw(Fp16Operation operation, Random random)
    {
        uint noise = (uint)random.Next(1 << 16) << 16;
        return operation switch
        {
            Fp16Operation.FromInt32 => (Integer(random), Half(random), Half(random)),
            Fp16Operation.Fma when random.Next(4) != 0 => Tie(random, noise),
            _ => (noise | Half(random), Half(random), Half(random)),
        };
    }

    /// <summary>One of the whole range, with noise in the bits above it.</summary>
    /// <param name="operation">Operation with a <see cref="Range"/>.</param>
    /// <param name="index">Which.</param>
    /// <param name="random">Source of the noise.</param>
    /// <returns>Operands.</returns>
    public static (uint A, ushort B, ushort C) At(Fp16Operation operation, int index, Random random) =>
        (unchecked((uint)random.Next() * 2) / (uint)Range(operation) * (uint)Range(operation) | (uint)index, Half(random), Half(random));

    /// <summary>What the unit must give.</summary>
    /// <param name="operation">Operation.</param>
    /// <param name="operands">Operands.</param>
    /// <returns>The whole word: FP16 in its lower half, or an integer.</returns>
    public static uint Expected(Fp16Operation operation, (uint A, ushort B, ushort C) operands)
    {
        var (word, b, c) = operands;
        ushort a = (ushort)word;
        return operation switch
        {
            Fp16Operation.Fma => Binary16.Fma(a, b, c),
            Fp16Operation.Add => Binary16.Fma(a, Binary16.One, b),
            Fp16Operation.Multiply => Binary16.Fma(a, b, (ushort)((a ^ b) & Binary16.SignBit)),
            Fp16Operation.FromInt32 => Binary16.FromInt32((int)word),
            Fp16Operation.ToInt32 => ToInt32(a),
            Fp16Operation.FromCount => Binary16.FromInt32((int)(word & 0xFFF)),
            Fp16Operation.FromInt8 => Binary16.FromInt32((sbyte)word),
            Fp16Operation.ToInt8 => (uint)Binary16.ToInt8(a),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "no reference is known"),
        };
    }

    // NaN gives 0, an infinity the nearest end.
    private static uint ToInt32(ushort a) => Binary16.TryToInt32(a, out int value) || Binary16.IsNaN(a) ? (uint)value : (a & Binary16.SignBit) != 0 ? 0x8000_0000 : 0x7FFF_FFFF;

    // A product with half a step behind its 11 bits, or one that is subnormal and sparse, and an addend of one bit anywhere below, or none: single bits decide how it is rounded.
    private static (uint A, ushort B, ushort C) Tie(Random random, uint noise)
    {
        ushort one = (ushort)((random.Next(2) << 15) | (random.Next(4) == 0 ? 0 : 1 << random.Next(10)));
        int sparse = random.Next(2) == 0 ? 0 : 1 << random.Next(10);
        int top = random.Next(2) == 0 ? 15 : random.Next(-10, 15);
        int factor = random.Next(3);
        return random.Next(2) == 0
            ? (noise | Scaled((2 * random.Next(342, 683)) + 1, top - factor), Scaled(1536, factor), random.Next(2) == 0 ? one : Scaled(1024, random.Next(-14, 6)))
            : (noise | Scaled(1024 | (1 << random.Next(10)) | sparse, -11), Scaled(random.Next(2) == 0 ? 1024 : 1536, random.Next(-14, random.Next(2) == 0 ? -11 : -2)), random.Next(2) == 0 ? (ushort)0 : one);
    }

    // 11 bits times 2^(exponent - 10), at least 2^-14.
    private static ushort Scaled(int bits, int exponent)
    {
        int shift = bits < 1024 ? 1 : 0;
        return (ushort)(((exponent - shift + 15) << 10) | ((bits << shift) & 0x3FF));
    }

    // All lengths of integers alike, most of them at or next to where they round, tie or overflow.
    private static uint Integer(Random random)
    {
        int bits = random.Next(33);
        uint value = bits == 0 ? 0 : (uint)random.NextInt64(1L << (bits - 1), 1L << bits);
        int lost = Math.Max(0, bits - 11);
        uint tie = lost == 0 ? value : (uint)((value >> lost << lost) + (1UL << (lost - 1)));
        value = random.Next(3) switch { 0 => value, 1 => tie, _ => tie + (uint)random.Next(-1, 2) };
        return random.Next(8) == 0 ? 65519 + (uint)random.Next(3) : random.Next(2) == 0 ? value : 0 - value;
    }

    private static ushort Half(Random random) => random.Next(3) == 0 ? Corners[random.Next(Corners.Length)] : (ushort)random.Next(65536);
}
