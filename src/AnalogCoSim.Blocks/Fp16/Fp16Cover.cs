using AnalogCoSim.Chip;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Fp16;

/// <summary>Which operations met which classes of operands and results.</summary>
internal sealed class Fp16Cover : BlockCover
{
    private readonly CoverGroup _operands = new("fp16_operands", "one multiply-add, addition or multiplication");
    private readonly CoverGroup _conversions = new("fp16_conversions", "one conversion");

    public Fp16Cover()
    {
        Operations(_operands, RegisterMap.Fp16OpFma, RegisterMap.Fp16OpAdd, RegisterMap.Fp16OpMul);
        CoverPoint a = Halves(_operands, "a");
        CoverPoint b = Halves(_operands, "b");
        CoverPoint c = Halves(_operands, "c");
        Halves(_operands, "result");
        _operands.Point("gap", "idle clocks before it", (0, 255)).Value("none", 0).Range("some", 1, 255);
        _operands.Cross("a_b_c", a, b, c);

        Operations(_conversions, RegisterMap.Fp16OpI2f32, RegisterMap.Fp16OpF2i32, RegisterMap.Fp16OpI2f12, RegisterMap.Fp16OpI2f8, RegisterMap.Fp16OpF2i8);
        Halves(_conversions, "half");
        _conversions.Point("integer", "integer that becomes an FP16", (int.MinValue, int.MaxValue))
            .Range("below", int.MinValue, -65520).Range("rounded_below", -65519, -2049).Range("negative", -2048, -1).Value("zero", 0)
            .Range("positive", 1, 2048).Range("rounded", 2049, 65519).Range("above", 65520, int.MaxValue);
        _conversions.Point("byte", "INT8 that an FP16 becomes", (-128, 127)).ByteClasses();
    }

    public override IReadOnlyList<CoverGroup> Groups => [_operands, _conversions];

    public override void Sample(Transaction transaction)
    {
        int op = transaction.NumberOf(Fp16Fields.Op);
        uint a = (uint)transaction[Fp16Fields.A];
        ushort b = (ushort)transaction[Fp16Fields.B];
        ushort c = (ushort)transaction[Fp16Fields.C];
        uint result = Fp16Model.Compute(op, a, b, c);
        if (op is RegisterMap.Fp16OpFma or RegisterMap.Fp16OpAdd or RegisterMap.Fp16OpMul)
        {
            _operands.Sample(op, (ushort)a, b, op == RegisterMap.Fp16OpFma ? c : CoverGroup.None, result, transaction.NumberOf(Fp16Fields.Gap));
            return;
        }

        bool toInteger = op is RegisterMap.Fp16OpF2i32 or RegisterMap.Fp16OpF2i8;
        long integer = op switch { RegisterMap.Fp16OpI2f12 => a & 0xFFF, RegisterMap.Fp16OpI2f8 => (sbyte)a, _ => (int)a };
        _conversions.Sample(
            op,
            toInteger ? (ushort)a : result,
            toInteger ? CoverGroup.None : integer,
            op == RegisterMap.Fp16OpF2i8 ? (int)result : CoverGroup.None);
    }

    private static void Operations(CoverGroup group, params ReadOnlySpan<byte> operations)
    {
        CoverPoint point = group.Point("op", "operation", (0, 7));
        foreach (byte op in operations)
        {
            point.Value(Fp16Fields.Op.Words[op], op);
        }
    }

    private static CoverPoint Halves(CoverGroup group, string name) => group.Point(name, "FP16 " + name, CommonBins.Fp16Domain).Fp16Classes();
}
