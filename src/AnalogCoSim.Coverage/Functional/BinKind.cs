namespace AnalogCoSim.Coverage.Functional;

/// <summary>What a bin says about the values that fall into it.</summary>
public enum BinKind
{
    /// <summary>To be hit: a goal.</summary>
    Goal,

    /// <summary>A combination of two or more points, to be hit: a goal.</summary>
    Cross,

    /// <summary>Of no interest, for a reason.</summary>
    Ignored,

    /// <summary>Must never be hit.</summary>
    Illegal,

    /// <summary>A combination that cannot be or is of no interest, for a reason; one that is hit nevertheless contradicts the reason.</summary>
    Excluded,

    /// <summary>Values that fall into no bin.</summary>
    Other,
}
