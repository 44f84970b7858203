namespace AnalogCoSim.Coverage.Reporting;

/// <summary>What is to be covered.</summary>
public enum ItemKind
{
    /// <summary>A line of code.</summary>
    Line,

    /// <summary>An outcome of a branch.</summary>
    Branch,

    /// <summary>A bit of a signal.</summary>
    Toggle,

    /// <summary>A functional bin.</summary>
    Bin,
}
