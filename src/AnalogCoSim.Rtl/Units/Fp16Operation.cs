using AnalogCoSim.Chip;

namespace AnalogCoSim.Rtl.Units;

/// <summary>Operations of the FP16 unit; numbers from the register map.</summary>
public enum Fp16Operation
{
    /// <summary>a * b + c, rounded once.</summary>
    Fma = RegisterMap.Fp16OpFma,

    /// <summary>a + b.</summary>
    Add = RegisterMap.Fp16OpAdd,

    /// <summary>a * b.</summary>
    Multiply = RegisterMap.Fp16OpMul,

    /// <summary>32-bit integer to FP16.</summary>
    FromInt32 = RegisterMap.Fp16OpI2f32,

    /// <summary>FP16 to 32-bit integer.</summary>
    ToInt32 = RegisterMap.Fp16OpF2i32,

    /// <summary>12-bit unsigned count to FP16.</summary>
    FromCount = RegisterMap.Fp16OpI2f12,

    /// <summary>INT8 to FP16.</summary>
    FromInt8 = RegisterMap.Fp16OpI2f8,

    /// <summary>FP16 to INT8, clamped.</summary>
    ToInt8 = RegisterMap.Fp16OpF2i8,
}
