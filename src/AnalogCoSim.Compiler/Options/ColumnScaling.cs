namespace AnalogCoSim.Compiler.Options;

/// <summary>How the columns of a crossbar layer share a core's conductance range; what is not in the weights is in the affine scale of each column.</summary>
public enum ColumnScaling
{
    /// <summary><see cref="AsTrained"/> for layers with a batch norm of their own, <see cref="PerColumn"/> for the others (no batch norm, or folded before the export).</summary>
    Automatic,

    /// <summary>The weights as trained; batch-norm scales are in the affine scales of every core of the chain (as published).</summary>
    AsTrained,

    /// <summary>Batch-norm scales are multiplied into the weights; all affine scales of a core are equal.</summary>
    Folded,

    /// <summary>The largest weight of every column of a core has the core's largest conductance.</summary>
    PerColumn,
}
