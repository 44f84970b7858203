namespace AnalogCoSim.Compiler.Execution;

/// <summary>A matrix [rows, columns] cut into tiles of 8 columns, [tile, row, 8], as <see cref="GemmKernel"/> reads it.</summary>
internal sealed unsafe class PackedMatrix
{
    /// <summary>Rows multiplied at a time: 8 columns of so many rows stay in the first-level cache.</summary>
    private const int RowBlock = 512;

    private readonly float[] _tiles;

    public PackedMatrix(ReadOnlySpan<float> matrix, int rows, int columns, ReadOnlySpan<float> scale)
    {
        Rows = rows;
        Columns = columns;
        TileCount = (columns + GemmKernel.Height - 1) / GemmKernel.Height;
        _tiles = new float[TileCount * rows * GemmKernel.Height];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                int tile = c / GemmKernel.Height;
                _tiles[(((tile * rows) + r) * GemmKernel.Height) + (c % GemmKernel.Height)] = matrix[(r * columns) + c] * (scale.IsEmpty ? 1f : scale[c]);
            }
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public int TileCount { get; }

    /// <summary>Numbers in the result of <see cref="Multiply"/>.</summary>
    public int ResultLength => TileCount * GemmKernel.Height * GemmKernel.Width;

    /// <summary>Multiplies with a panel.</summary>
    /// <param name="panel">Shape [rows, 32].</param>
    /// <param name="result">Shape [columns rounded up to 8, 32]; overwritten.</param>
    public void Multiply(float* panel, float* result)
    {
        new Span<float>(result, ResultLength).Clear();
        fixed (float* tiles = _tiles)
        {
            for (int first = 0; first < Rows; first += RowBlock)
            {
                int count = Math.Min(RowBlock, Rows - first);
                for (int t = 0; t < TileCount; t++)
                {
                    float* a = tiles + ((((long)t * Rows) + first) * GemmKernel.Height);
                    GemmKernel.MultiplyAdd(a, panel + (first * GemmKernel.Width), result + (t * GemmKernel.Height * GemmKernel.Width), count);
                }
            }
        }
    }
}
