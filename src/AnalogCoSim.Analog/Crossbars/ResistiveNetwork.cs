using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AnalogCoSim.Analog.Kernels;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Crossbars;

/// <summary>The wires and cells of one weight polarity: solves Kirchhoff's equations for unit voltages on every source line.</summary>
/// <remarks>
/// Source lines are driven at column 0; bit lines of even columns end in their ADC above row 0, those of odd columns below row 255. Idle lines are held at the
/// reference voltage, so the network is linear and its answer is one matrix. Block Gauss-Seidel: all source lines are solved exactly
/// (tridiagonal) for given bit-line voltages, then all bit lines; wires are much better conductors than cells, so each round gains two to
/// three digits. Eight right-hand sides are carried along in vectors.
/// </remarks>
internal sealed unsafe class ResistiveNetwork
{
    private const int Rows = AnalogGeometry.Rows;
    private const int Columns = AnalogGeometry.Columns;
    private const int Lanes = 8;
    private const double LeastOhm = 1e-6;
    private const double LeakSiemens = 1e-12;
    private const int MostRounds = 200;

    private readonly double[] _cell;
    private readonly double _source;
    private readonly double _bit;
    private readonly double[] _driver = new double[Rows];
    private readonly double _adc;
    private readonly double _tolerance;
    private readonly double[] _sourceInverse = new double[AnalogGeometry.Cells];
    private readonly double[] _bitInverse = new double[AnalogGeometry.Cells];
    private readonly AlignedBuffer<double> _sourceVolts = new(AnalogGeometry.Cells * Lanes);
    private readonly AlignedBuffer<double> _bitVolts = new(AnalogGeometry.Cells * Lanes);
    private readonly AlignedBuffer<double> _previousEnds = new(Columns * Lanes);

    /// <summary>Builds the network of one polarity.</summary>
    /// <param name="microSiemens">Shape [256 * 256]; µS.</param>
    /// <param name="parameters">Wire resistances.</param>
    /// <param name="connected">Source lines that are connected to their driver; null means all; others float.</param>
    public ResistiveNetwork(ReadOnlySpan<float> microSiemens, IrDropParameters parameters, ReadOnlySpan<bool> connected = default)
    {
        _cell = new double[AnalogGeometry.Cells];
        for (int i = 0; i < _cell.Length; i++)
        {
            _cell[i] = microSiemens[i] * 1e-6;
        }

        _source = 1 / Math.Max(LeastOhm, parameters.SourceLineOhmPerCell);
        _bit = 1 / Math.Max(LeastOhm, parameters.BitLineOhmPerCell);
        for (int r = 0; r < Rows; r++)
        {
            bool open = !connected.IsEmpty && !connected[r];
            _driver[r] = open ? LeakSiemens : 1 / Math.Max(LeastOhm, parameters.DriverTerminalOhm);
        }

        _adc = 1 / Math.Max(LeastOhm, parameters.AdcTerminalOhm);
        _tolerance = parameters.Tolerance;
        FactorSourceLines();
        FactorBitLines();
    }

    /// <summary>Rounds that the last group of right-hand sides took.</summary>
    public int Rounds { get; private set; }

    /// <summary>Effective conductances: current of ADC c for one volt on source line r alone.</summary>
    /// <returns>Shape [256 * 256]; µS.</returns>
    public float[] Solve()
    {
        var effective = new float[AnalogGeometry.Cells];
        for (int first = 0; first < Rows; first += Lanes)
        {
            int group = first;
            Iterate((row, lane) => row == group + lane);
            for (int c = 0; c < Columns; c++)
            {
                for (int lane = 0; lane < Lanes; lane++)
                {
                    double volts = _bitVolts.Pointer[(((EndRow(c) * Columns) + c) * Lanes) + lane];
                    effective[((first + lane) * Columns) + c] = (float)(volts * _adc * 1e6);
                }
            }
        }

        return effective;
    }

    /// <summary>ADC currents for one volt on several source lines together.</summary>
    /// <param name="driven">Shape [256]; lines at one volt; connected others are at the reference.</param>
    /// <returns>Shape [256]; µA.</returns>
    public double[] SolveTogether(bool[] driven)
    {
        Iterate((row, lane) => lane == 0 && driven[row]);
        var currents = new double[Columns];
        for (int c = 0; c < Columns; c++)
        {
            currents[c] = _bitVolts.Pointer[((EndRow(c) * Columns) + c) * Lanes] * _adc * 1e6;
        }

        return currents;
    }

    private static int EndRow(int column) => column % 2 == 0 ? 0 : Rows - 1;

    private void FactorSourceLines()
    {
        for (int r = 0; r < Rows; r++)
        {
            double carried = 0;
            for (int c = 0; c < Columns; c++)
            {
                double diagonal = (c == 0 ? _driver[r] : _source) + (c < Columns - 1 ? _source : 0) + _cell[(r * Columns) + c];
                double inverse = 1 / (diagonal - (c == 0 ? 0 : _source * carried));
                _sourceInverse[(r * Columns) + c] = inverse;
                carried = _source * inverse;
            }
        }
    }

    private void FactorBitLines()
    {
        for (int c = 0; c < Columns; c++)
        {
            double carried = 0;
            for (int r = 0; r < Rows; r++)
            {
                double wires = (r > 0 ? _bit : 0) + (r < Rows - 1 ? _bit : 0) + (r == EndRow(c) ? _adc : 0);
                double inverse = 1 / (wires + _cell[(r * Columns) + c] - (r == 0 ? 0 : _bit * carried));
                _bitInverse[(r * Columns) + c] = inverse;
                carried = _bit * inverse;
            }
        }
    }

    private void Iterate(Func<int, int, bool> driven)
    {
        _bitVolts.Span.Clear();
        _previousEnds.Span.Clear();
        Rounds = 0;
        double change = double.MaxValue;
        while (change > _tolerance && Rounds < MostRounds)
        {
            Rounds++;
            for (int r = 0; r < Rows; r++)
            {
                SolveSourceLine(r, driven);
            }

            SolveBitLines();
            change = Change();
        }
    }

    /// <summary>One source line for given bit-line voltages; driven lanes have one volt at its driver.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SolveSourceLine(int row, Func<int, int, bool> driven)
    {
        double* v = _sourceVolts.Pointer + (row * Columns * Lanes);
        double* u = _bitVolts.Pointer + (row * Columns * Lanes);
        double* drive = stackalloc double[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            drive[lane] = driven(row, lane) ? _driver[row] : 0;
        }

        Vector512<double> carried = Vector512.Load(drive);
        for (int c = 0; c < Columns; c++)
        {
            int cell = (row * Columns) + c;
            Vector512<double> right = (Vector512.Load(u + (c * Lanes)) * _cell[cell]) + carried;
            Vector512<double> value = right * _sourceInverse[cell];
            value.Store(v + (c * Lanes));
            carried = value * _source;
        }

        Vector512<double> next = Vector512.Load(v + ((Columns - 1) * Lanes));
        for (int c = Columns - 2; c >= 0; c--)
        {
            next = Vector512.Load(v + (c * Lanes)) + (next * (_source * _sourceInverse[(row * Columns) + c]));
            next.Store(v + (c * Lanes));
        }
    }

    /// <summary>All bit lines for given source-line voltages, row by row over all columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SolveBitLines()
    {
        double* v = _sourceVolts.Pointer;
        double* u = _bitVolts.Pointer;
        for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            Vector512<double> right = Vector512.Load(v + (cell * Lanes)) * _cell[cell];
            if (cell >= Columns)
            {
                right += Vector512.Load(u + ((cell - Columns) * Lanes)) * _bit;
            }

            (right * _bitInverse[cell]).Store(u + (cell * Lanes));
        }

        for (int cell = AnalogGeometry.Cells - Columns - 1; cell >= 0; cell--)
        {
            Vector512<double> below = Vector512.Load(u + ((cell + Columns) * Lanes));
            (Vector512.Load(u + (cell * Lanes)) + (below * (_bit * _bitInverse[cell]))).Store(u + (cell * Lanes));
        }
    }

    /// <summary>Largest change of an ADC current since the last round over the largest ADC current.</summary>
    private double Change()
    {
        double largest = 1e-30;
        double change = 0;
        for (int c = 0; c < Columns; c++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                double now = _bitVolts.Pointer[(((EndRow(c) * Columns) + c) * Lanes) + lane];
                double* previous = _previousEnds.Pointer + (c * Lanes) + lane;
                change = Math.Max(change, Math.Abs(now - *previous));
                largest = Math.Max(largest, Math.Abs(now));
                *previous = now;
            }
        }

        return change / largest;
    }
}
