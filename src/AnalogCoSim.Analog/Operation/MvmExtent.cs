namespace AnalogCoSim.Analog.Operation;

/// <summary>The part of a core that a batch of MVMs uses; what lies outside need not be computed.</summary>
/// <param name="Rows">Rows from 0 on that may have an input other than 0, 1..256. The rows behind them must be 0.</param>
/// <param name="Columns">Columns from 0 on whose counts are wanted, 1..256. The counts behind them are left as they are or computed.</param>
public readonly record struct MvmExtent(int Rows, int Columns)
{
    /// <summary>All rows and columns.</summary>
    public static MvmExtent Whole { get; } = new(AnalogGeometry.Rows, AnalogGeometry.Columns);

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> unless both lie in the core.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Rows is > 0 and <= AnalogGeometry.Rows, true, nameof(Rows));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Columns is > 0 and <= AnalogGeometry.Columns, true, nameof(Columns));
    }

    /// <summary>Groups of 64 columns that hold the wanted ones.</summary>
    internal int Panels => (Columns + Kernels.PackedConductances.PanelColumns - 1) / Kernels.PackedConductances.PanelColumns;

    /// <summary>Columns of these groups.</summary>
    internal int Width => Panels * Kernels.PackedConductances.PanelColumns;
}
