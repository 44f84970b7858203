using AnalogCoSim.Blocks.Common;
using AnalogCoSim.Chip;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Fp16;

/// <summary>Fields of the FP16 unit's transactions.</summary>
internal static class Fp16Fields
{
    public static readonly Field Op = new("op", 3) { Words = Operations() };

    public static readonly Field A = HalfField.Of("a", 32);

    public static readonly Field B = HalfField.Of("b");

    public static readonly Field C = HalfField.Of("c");

    public static readonly Field Gap = new("gap", 8) { Usual = new Dictionary<string, int> { ["0"] = 15, ["1..3"] = 1 } };

    public static readonly TransactionShape Shape = new(Op, A, B, C, Gap);

    private static string[] Operations()
    {
        string[] words = new string[8];
        words[RegisterMap.Fp16OpFma] = "fma";
        words[RegisterMap.Fp16OpAdd] = "add";
        words[RegisterMap.Fp16OpMul] = "mul";
        words[RegisterMap.Fp16OpI2f32] = "i2f32";
        words[RegisterMap.Fp16OpF2i32] = "f2i32";
        words[RegisterMap.Fp16OpI2f12] = "i2f12";
        words[RegisterMap.Fp16OpI2f8] = "i2f8";
        words[RegisterMap.Fp16OpF2i8] = "f2i8";
        return words;
    }
}
