namespace AnalogCoSim.Chip.Program;

/// <summary>What tables and reports say about a step.</summary>
/// <param name="Kind">Kind, for people.</param>
public sealed record StepDescription(string Kind)
{
    /// <summary>Whether it runs on the host.</summary>
    public bool OnHost => Chains.Count == 0;

    /// <summary>Rows of its matrix; 0 on the host.</summary>
    public int Rows { get; init; }

    /// <summary>Columns of its matrix; 0 on the host.</summary>
    public int Columns { get; init; }

    /// <summary>Whether the heads of its chains add a tensor that the host sends.</summary>
    public bool Residual { get; init; }

    /// <summary>MVMs of all its cores for one image; 0 on the host.</summary>
    public int MvmsPerImage { get; init; }

    /// <summary>Cores of each chain, head to tail; none on the host.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Chains { get; init; } = [];
}
