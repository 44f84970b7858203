using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Values of 256 x 256 devices, none below 0, as 7-bit fixed point with one unit for each column: read noise variances, or bounds of conductances.</summary>
/// <remarks>
/// A value is rounded to 1/127 of the largest of its column. With 7-bit squares of the inputs each byte product pair stays below 2^15,
/// so that byte dot products of every width agree. Layout: [panel of 64 columns][row quad][column in panel][row of the quad].
/// </remarks>
internal sealed unsafe class PackedBytes
{
    public const int PanelColumns = 64;
    public const int Panels = AnalogGeometry.Columns / PanelColumns;
    public const int RowQuads = AnalogGeometry.Rows / 4;
    public const int PanelLength = RowQuads * PanelColumns * 4;
    private const int MaxStep = 127;

    private readonly AlignedBuffer<sbyte> _buffer = new(AnalogGeometry.Cells);

    public PackedBytes(ReadOnlySpan<float> values, bool roundUp = false)
    {
        for (int column = 0; column < AnalogGeometry.Columns; column++)
        {
            double largest = 0;
            for (int row = 0; row < AnalogGeometry.Rows; row++)
            {
                largest = Math.Max(largest, values[(row * AnalogGeometry.Columns) + column]);
            }

            // A little wider for bounds: the largest value must not need a step more.
            double unit = largest / MaxStep * (roundUp ? 1 + 1e-9 : 1);
            Units[column] = unit;
            IsNil &= largest == 0;
            for (int row = 0; row < AnalogGeometry.Rows && unit > 0; row++)
            {
                double steps = values[(row * AnalogGeometry.Columns) + column] / unit;
                steps = roundUp ? Math.Ceiling(steps) : Math.Round(steps);
                _buffer.Pointer[Index(row, column)] = (sbyte)Math.Min(steps, MaxStep);
            }
        }
    }

    public sbyte* Pointer => _buffer.Pointer;

    /// <summary>Value of one step, for each column; µS² for variances, µS for conductances.</summary>
    public double[] Units { get; } = new double[AnalogGeometry.Columns];

    public bool IsNil { get; } = true;

    public static int Index(int row, int column) =>
        ((column / PanelColumns) * PanelLength) + ((row / 4) * PanelColumns * 4) + (column % PanelColumns * 4) + (row % 4);
}
