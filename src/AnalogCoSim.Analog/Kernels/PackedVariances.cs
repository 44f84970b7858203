namespace AnalogCoSim.Analog.Kernels;

/// <summary>Read noise variances of 256 x 256 devices as 7-bit fixed point with one unit for each column.</summary>
/// <remarks>
/// A variance is rounded to 1/127 of the largest of its column. With 7-bit squares of the inputs each byte product pair stays below 2^15,
/// so that byte dot products of every width agree. Layout: [panel of 64 columns][row quad][column in panel][row of the quad].
/// </remarks>
internal sealed unsafe class PackedVariances
{
    public const int PanelColumns = 64;
    public const int Panels = AnalogGeometry.Columns / PanelColumns;
    public const int RowQuads = AnalogGeometry.Rows / 4;
    public const int PanelLength = RowQuads * PanelColumns * 4;
    private const int MaxStep = 127;

    private readonly AlignedBuffer<sbyte> _buffer = new(AnalogGeometry.Cells);

    public PackedVariances(ReadOnlySpan<float> variances)
    {
        for (int column = 0; column < AnalogGeometry.Columns; column++)
        {
            double largest = 0;
            for (int row = 0; row < AnalogGeometry.Rows; row++)
            {
                largest = Math.Max(largest, variances[(row * AnalogGeometry.Columns) + column]);
            }

            double unit = largest / MaxStep;
            Units[column] = unit;
            IsNil &= largest == 0;
            for (int row = 0; row < AnalogGeometry.Rows && unit > 0; row++)
            {
                double steps = Math.Round(variances[(row * AnalogGeometry.Columns) + column] / unit);
                _buffer.Pointer[Index(row, column)] = (sbyte)Math.Min(steps, MaxStep);
            }
        }
    }

    public sbyte* Pointer => _buffer.Pointer;

    /// <summary>Variance of one step, for each column; µS².</summary>
    public double[] Units { get; } = new double[AnalogGeometry.Columns];

    public bool IsNil { get; } = true;

    public static int Index(int row, int column) =>
        ((column / PanelColumns) * PanelLength) + ((row / 4) * PanelColumns * 4) + (column % PanelColumns * 4) + (row % 4);
}
