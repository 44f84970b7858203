namespace AnalogCoSim.Chip.Conformance;

/// <summary>Functions for which there are test vectors.</summary>
public enum FloatFunction
{
    /// <summary>a*b + c with one rounding: three operands.</summary>
    MultiplyAdd,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a * b.</summary>
    Multiply,

    /// <summary>32-bit signed integer to binary16.</summary>
    FromInt32,

    /// <summary>binary16 to 32-bit signed integer, to nearest even.</summary>
    ToInt32,
}
