using System.Numerics;
using System.Runtime.Intrinsics;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Which columns may reach the current limit for an input: upper bounds of their conductance at the start of the window, in bytes.</summary>
/// <remarks>
/// Only columns that some input drives to the limit are bounded, those of both polarities side by side in one matrix: for a trained network a fraction of them all.
/// A bound is a few percent too large and settles most halves; what it lets through is decided on the exact sum.
/// </remarks>
internal sealed unsafe class LimitBounds
{
    private const int Columns = AnalogGeometry.Columns;
    private const int Rows = AnalogGeometry.Rows;
    private const int Lanes = 16;
    private const int NoColumn = -1;

    private readonly PackedBytes[] _blocks;
    private readonly AlignedBuffer<int> _limits;
    private readonly int[] _columns;
    private readonly int[] _first = new int[3];

    /// <summary>Finds and bounds the columns.</summary>
    /// <param name="conductances">Steps of each polarity in rows; shape [2][256, 256].</param>
    /// <param name="limits">Largest sum of steps that stays below the limit, of each polarity.</param>
    public LimitBounds(AlignedBuffer<short>[] conductances, int[] limits)
    {
        var columns = new List<int>();
        for (int w = 0; w < 2; w++)
        {
            columns.AddRange(Enumerable.Range(0, Columns).Where(c => Sum(conductances[w], c) > limits[w]));
            // Each polarity starts a vector of its own.
            columns.AddRange(Enumerable.Repeat(NoColumn, (Lanes - (columns.Count % Lanes)) % Lanes));
            _first[w + 1] = columns.Count;
        }

        _columns = [.. columns];
        _blocks = [.. _columns.Chunk(Columns).Select((part, block) => Block(conductances, part, block * Columns))];
        _limits = new AlignedBuffer<int>(Math.Max(Lanes, _columns.Length));
        for (int k = 0; k < _columns.Length; k++)
        {
            double unit = _blocks[k / Columns].Units[k % Columns];
            _limits.Pointer[k] = unit > 0 ? (int)Math.Min(int.MaxValue, limits[Polarity(k)] / unit) : int.MaxValue;
        }
    }

    /// <summary>True when no input drives a column to its limit.</summary>
    public bool IsEmpty => _columns.Length == 0;

    /// <summary>Computes the bounds of all halves.</summary>
    public void Prepare(SimdPath path, Scratch scratch, MvmExtent extent)
    {
        if (IsEmpty)
        {
            return;
        }

        for (int half = 0; half < scratch.Count; half++)
        {
            InputSplitter.Activity(scratch.Inputs + (half * Rows), scratch.Active + (half * Rows));
        }

        for (int block = 0; block < _blocks.Length; block++)
        {
            int columns = Math.Min(Columns, _columns.Length - (block * Columns));
            MacKernels.SumBytes(path, scratch.Active, scratch.Count, _blocks[block].Pointer, scratch.Peaks(block), extent with { Columns = columns });
        }
    }

    /// <summary>The columns of a polarity that a half may drive to the limit.</summary>
    /// <returns>Bit k stands for columns 16 k to 16 k + 15.</returns>
    public uint Reached(Scratch scratch, int w, int half)
    {
        uint groups = 0;
        for (int k = _first[w]; k < _first[w + 1]; k += Lanes)
        {
            int* peaks = scratch.Peaks(k / Columns) + (half * Columns) + (k % Columns);
            ulong above = Vector512.GreaterThan(Vector512.Load(peaks), Vector512.Load(_limits.Pointer + k)).ExtractMostSignificantBits();
            for (; above != 0; above &= above - 1)
            {
                groups |= 1u << (_columns[k + BitOperations.TrailingZeroCount(above)] / Lanes);
            }
        }

        return groups;
    }

    private int Polarity(int candidate) => candidate < _first[1] ? 0 : 1;

    private static long Sum(AlignedBuffer<short> conductances, int column)
    {
        long sum = 0;
        for (int r = 0; r < Rows; r++)
        {
            sum += conductances.Pointer[(r * Columns) + column];
        }

        return sum;
    }

    private PackedBytes Block(AlignedBuffer<short>[] conductances, int[] columns, int first)
    {
        var values = new float[AnalogGeometry.Cells];
        for (int k = 0; k < columns.Length; k++)
        {
            for (int r = 0; r < Rows && columns[k] != NoColumn; r++)
            {
                values[(r * Columns) + k] = conductances[Polarity(first + k)].Pointer[(r * Columns) + columns[k]];
            }
        }

        return new PackedBytes(values, roundUp: true);
    }
}
