namespace AnalogCoSim.Compiler.Reports;

/// <summary>What the compiler chose for one crossbar layer.</summary>
public sealed record LayerReport
{
    /// <summary>Name of the network node.</summary>
    public required string Name { get; init; }

    /// <summary>Rows of the im2col matrix.</summary>
    public required int Rows { get; init; }

    /// <summary>Output channels.</summary>
    public required int Columns { get; init; }

    /// <summary>Row parts, the length of each chain.</summary>
    public required int RowParts { get; init; }

    /// <summary>Column groups, one chain each.</summary>
    public required int ColumnGroups { get; init; }

    /// <summary>MVMs of one image (of each core).</summary>
    public required int Positions { get; init; }

    /// <summary>Choices for each core, chain after chain.</summary>
    public required IReadOnlyList<CoreReport> Cores { get; init; }

    /// <summary>Real value of one INT8 step of the input.</summary>
    public required float InputScale { get; init; }

    /// <summary>Real value of one INT8 step of the output.</summary>
    public required float OutputScale { get; init; }

    /// <summary>Signal over error of the INT8 output against float on the calibration data, for exact inputs but for their rounding to INT8, ideal devices and converters; dB.</summary>
    public required double SqnrDecibel { get; init; }

    /// <summary>Part of the core's cells that hold a weight of the layer.</summary>
    public double Utilisation => (double)Rows * Columns / (Cores.Count * 65536.0);
}
