namespace AnalogCoSim.Chip.Geometry;

/// <summary>Fixed sizes of the chip; the register map file owns them.</summary>
/// <remarks>Source: Le Gallo et al., Nature Electronics 6, 680 (2023), Fig. 1 and Table 1.</remarks>
public static class ChipGeometry
{
    /// <summary>Rows of the core array.</summary>
    public const int GridRows = RegisterMap.TileRows;

    /// <summary>Columns of the core array.</summary>
    public const int GridColumns = RegisterMap.TileColumns;

    /// <summary>Cores on the chip.</summary>
    public const int Cores = RegisterMap.Tiles;

    /// <summary>Crossbar rows (inputs) and columns (outputs) of a core.</summary>
    public const int CrossbarSize = RegisterMap.CrossbarRows;

    /// <summary>Largest ADC count.</summary>
    public const int MaxCount = (1 << RegisterMap.AdcCountBits) - 1;
}
