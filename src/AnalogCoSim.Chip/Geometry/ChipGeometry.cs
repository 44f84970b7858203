namespace AnalogCoSim.Chip.Geometry;

/// <summary>Fixed sizes of the 64-core chip.</summary>
/// <remarks>Source: Le Gallo et al., Nature Electronics 6, 680 (2023), Fig. 1 and Table 1.</remarks>
public static class ChipGeometry
{
    /// <summary>Rows (and columns) of the core array.</summary>
    public const int GridSize = 8;

    /// <summary>Cores on the chip.</summary>
    public const int Cores = GridSize * GridSize;

    /// <summary>Crossbar rows (inputs) and columns (outputs) of a core.</summary>
    public const int CrossbarSize = 256;

    /// <summary>Largest ADC count (12 bits).</summary>
    public const int MaxCount = 4095;
}
