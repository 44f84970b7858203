using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>A 256 x 256 matrix as 16-bit fixed point in the order in which the product kernels read it.</summary>
/// <remarks>
/// One step is max |g| / 32767, so rounding is at most 1.6e-5 of the largest conductance, some 500 times below the smallest programming error
/// (0.8 % of Gmax). Sums of 256 x 127 x 32767 fit 32 bits, so accumulation is exact and its order does not matter.
/// Layout: [panel of 64 columns][row pair][column in panel][row of the pair].
/// </remarks>
internal sealed unsafe class PackedConductances
{
    public const int PanelColumns = 64;
    public const int Panels = AnalogGeometry.Columns / PanelColumns;
    public const int RowPairs = AnalogGeometry.Rows / 2;
    public const int PanelLength = RowPairs * PanelColumns * 2;
    private const int MaxStep = short.MaxValue;

    private readonly AlignedBuffer<short> _buffer = new(AnalogGeometry.Cells);

    public PackedConductances(ReadOnlySpan<float> values, double? stepMicroSiemens = null)
    {
        StepMicroSiemens = stepMicroSiemens ?? StepFor(values);
        for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            _buffer.Pointer[Index(cell / AnalogGeometry.Columns, cell % AnalogGeometry.Columns)] =
                (short)Math.Clamp(Math.Round(values[cell] / StepMicroSiemens), -MaxStep, MaxStep);
        }
    }

    public short* Pointer => _buffer.Pointer;

    public double StepMicroSiemens { get; }

    public static double StepFor(ReadOnlySpan<float> values)
    {
        double largest = 0;
        foreach (float value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest > 0 ? largest / MaxStep : 1;
    }

    public static int Index(int row, int column) =>
        ((column / PanelColumns) * PanelLength) + ((row / 2) * PanelColumns * 2) + (column % PanelColumns * 2) + (row % 2);

    public short At(int row, int column) => _buffer.Pointer[Index(row, column)];
}
