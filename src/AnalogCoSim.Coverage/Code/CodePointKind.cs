namespace AnalogCoSim.Coverage.Code;

/// <summary>What a point of code coverage counts.</summary>
public enum CodePointKind
{
    /// <summary>Runs of a block of lines.</summary>
    Line,

    /// <summary>One outcome of an <c>if</c> or of a conditional expression.</summary>
    Branch,

    /// <summary>Changes of one bit of a signal.</summary>
    Toggle,

    /// <summary>A <c>cover property</c> of the RTL.</summary>
    User,

    /// <summary>One combination of the terms of an expression.</summary>
    Expression,
}
