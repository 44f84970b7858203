using AnalogCoSim.Chip;
using AnalogCoSim.Core.Numerics;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Fp16;

/// <summary>The FP16 unit in C#: <see cref="Binary16"/>, one clock after the operands.</summary>
internal sealed class Fp16Model(Scoreboard scoreboard, Check result) : IReferenceModel
{
    // Operands are sampled at the edge of their clock; the result stands after the edge of the next.
    private const int Latency = 1;

    public void Take(Transaction transaction, long clock)
    {
        int op = transaction.NumberOf(Fp16Fields.Op);
        uint a = (uint)transaction[Fp16Fields.A];
        ulong value = Compute(op, a, (ushort)transaction[Fp16Fields.B], (ushort)transaction[Fp16Fields.C]);

        // NaN and infinities have no 32-bit integer: the result may be any.
        ulong care = op == RegisterMap.Fp16OpF2i32 && !Binary16.TryToInt32((ushort)a, out _) ? 0UL : uint.MaxValue;
        scoreboard.Expect(result, transaction, value, clock, clock + Latency, care);
    }

    /// <summary>One operation.</summary>
    /// <param name="op">Its number in the register map.</param>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <param name="c">Third operand.</param>
    /// <returns>The word on the result port.</returns>
    public static uint Compute(int op, uint a, ushort b, ushort c)
    {
        ushort half = (ushort)a;
        return op switch
        {
            RegisterMap.Fp16OpFma => Binary16.Fma(half, b, c),
            RegisterMap.Fp16OpAdd => Binary16.Fma(half, Binary16.One, b),
            RegisterMap.Fp16OpMul => Binary16.Fma(half, b, (ushort)((half ^ b) & Binary16.SignBit)),
            RegisterMap.Fp16OpI2f32 => Binary16.FromInt32((int)a),
            RegisterMap.Fp16OpF2i32 => Binary16.TryToInt32(half, out int whole) ? (uint)whole : 0,
            RegisterMap.Fp16OpI2f12 => Binary16.FromInt32((int)(a & 0xFFF)),
            RegisterMap.Fp16OpI2f8 => Binary16.FromInt32((sbyte)a),
            _ => (uint)Binary16.ToInt8(half),
        };
    }
}
