using System.Numerics;
using System.Runtime.CompilerServices;

namespace AnalogCoSim.Analog.Kernels;

/// <content>Products with <c>Vector&lt;T&gt;</c>: row pairs and quads are unpacked by shifts.</content>
internal static unsafe partial class MacKernels
{
    private static void MultiplyPortable(short* x, int m, short* w, int* acc)
    {
        for (int i = 0; i < m; i++)
        {
            new Span<int>(acc + (i * Columns), Columns).Clear();
            for (int k = 0; k < PackedConductances.RowPairs; k++)
            {
                int x0 = x[(i * Rows) + (2 * k)];
                int x1 = x[(i * Rows) + (2 * k) + 1];
                if ((x0 | x1) != 0)
                {
                    AddPair(x0, x1, w + (k * PackedConductances.PanelColumns * 2), acc + (i * Columns));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPair(int x0, int x1, short* w, int* acc)
    {
        for (int c = 0; c < Columns; c += Vector<int>.Count)
        {
            int panel = c / PackedConductances.PanelColumns;
            int* pairs = (int*)(w + (panel * PackedConductances.PanelLength)) + (c % PackedConductances.PanelColumns);
            Vector<int> pair = Vector.Load(pairs);
            Vector<int> low = Vector.ShiftRightArithmetic(Vector.ShiftLeft(pair, 16), 16);
            Vector<int> high = Vector.ShiftRightArithmetic(pair, 16);
            (Vector.Load(acc + c) + (low * x0) + (high * x1)).Store(acc + c);
        }
    }

    private static void MultiplyBytesPortable(byte* x, int m, sbyte* v, int* acc)
    {
        for (int i = 0; i < m; i++)
        {
            new Span<int>(acc + (i * Columns), Columns).Clear();
            for (int q = 0; q < PackedBytes.RowQuads; q++)
            {
                byte* xq = x + (i * Rows) + (4 * q);
                if ((xq[0] | xq[1] | xq[2] | xq[3]) != 0)
                {
                    AddQuad(xq, v + (q * PackedBytes.PanelColumns * 4), acc + (i * Columns));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddQuad(byte* x, sbyte* v, int* acc)
    {
        var mask = new Vector<int>(0xFF);
        for (int c = 0; c < Columns; c += Vector<int>.Count)
        {
            int panel = c / PackedBytes.PanelColumns;
            int* quads = (int*)(v + (panel * PackedBytes.PanelLength)) + (c % PackedBytes.PanelColumns);
            Vector<int> quad = Vector.Load(quads);
            Vector<int> sum = Vector.Load(acc + c);
            sum += (quad & mask) * x[0];
            sum += (Vector.ShiftRightLogical(quad, 8) & mask) * x[1];
            sum += (Vector.ShiftRightLogical(quad, 16) & mask) * x[2];
            sum += Vector.ShiftRightLogical(quad, 24) * x[3];
            sum.Store(acc + c);
        }
    }
}
