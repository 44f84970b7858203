using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AnalogCoSim.Analog.Kernels;

/// <content>Vector forms; each operation is the one of the scalar form.</content>
internal static unsafe partial class PhaseConverter
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvertAvx512(int* products, int* variances, float varianceFactor, float* z, PhaseTable table, int* counts, int columns)
    {
        Vector512<float> factor = Vector512.Create(varianceFactor);
        for (int c = 0; c < columns; c += 16)
        {
            Vector512<float> product = Vector512.ConvertToSingle(Vector512.Load(products + c));
            Vector512<float> cycles = Avx512F.FusedMultiplyAdd(product, Vector512.Load(table.Scale + c), Vector512.Load(table.Offset + c));
            if (variances != null)
            {
                Vector512<float> variance = Vector512.ConvertToSingle(Vector512.Load(variances + c)) * factor;
                Vector512<float> sigma = Vector512.Sqrt(variance) * Vector512.Load(table.Noise + c);
                cycles = Avx512F.FusedMultiplyAdd(Vector512.Load(z + c), sigma, cycles);
            }

            Vector512.ConvertToInt32Native(Vector512.Max(Vector512<float>.Zero, cycles)).Store(counts + c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvertPortable(int* products, int* variances, float varianceFactor, float* z, PhaseTable table, int* counts, int columns)
    {
        for (int c = 0; c < columns; c += Vector<int>.Count)
        {
            Vector<float> product = Vector.ConvertToSingle(Vector.Load(products + c));
            Vector<float> cycles = Vector.FusedMultiplyAdd(product, Vector.Load(table.Scale + c), Vector.Load(table.Offset + c));
            if (variances != null)
            {
                Vector<float> variance = Vector.ConvertToSingle(Vector.Load(variances + c)) * varianceFactor;
                Vector<float> sigma = Vector.SquareRoot(variance) * Vector.Load(table.Noise + c);
                cycles = Vector.FusedMultiplyAdd(Vector.Load(z + c), sigma, cycles);
            }

            Vector.ConvertToInt32Native(Vector.Max(Vector<float>.Zero, cycles)).Store(counts + c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvertNetAvx512(int* products, int* variances, float varianceFactor, float* z, NetTable table, int* p, int* n, int columns)
    {
        Vector512<float> factor = Vector512.Create(varianceFactor);
        for (int c = 0; c < columns; c += 16)
        {
            Vector512<float> charge = Vector512.ConvertToSingle(Vector512.Load(products + c));
            if (variances != null)
            {
                Vector512<float> variance = Vector512.ConvertToSingle(Vector512.Load(variances + c)) * factor;
                Vector512<float> sigma = Vector512.Sqrt(variance) * Vector512.Load(table.Noise + c);
                charge = Avx512F.FusedMultiplyAdd(Vector512.Load(z + c), sigma, charge);
            }

            Vector512<float> offset = Vector512.Load(table.Offset + c);
            Vector512<float> up = Avx512F.FusedMultiplyAdd(charge, Vector512.Load(table.ScaleP + c), offset);
            Vector512<float> down = Avx512F.FusedMultiplyAdd(-charge, Vector512.Load(table.ScaleN + c), offset);
            Vector512<int> positive = Vector512.GreaterThanOrEqual(charge, Vector512<float>.Zero).AsInt32();
            (Vector512.ConvertToInt32Native(Vector512.Max(Vector512<float>.Zero, up)) & positive).Store(p + c);
            Vector512.AndNot(Vector512.ConvertToInt32Native(Vector512.Max(Vector512<float>.Zero, down)), positive).Store(n + c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvertNetPortable(int* products, int* variances, float varianceFactor, float* z, NetTable table, int* p, int* n, int columns)
    {
        for (int c = 0; c < columns; c += Vector<int>.Count)
        {
            Vector<float> charge = Vector.ConvertToSingle(Vector.Load(products + c));
            if (variances != null)
            {
                Vector<float> variance = Vector.ConvertToSingle(Vector.Load(variances + c)) * varianceFactor;
                Vector<float> sigma = Vector.SquareRoot(variance) * Vector.Load(table.Noise + c);
                charge = Vector.FusedMultiplyAdd(Vector.Load(z + c), sigma, charge);
            }

            Vector<float> offset = Vector.Load(table.Offset + c);
            Vector<float> up = Vector.FusedMultiplyAdd(charge, Vector.Load(table.ScaleP + c), offset);
            Vector<float> down = Vector.FusedMultiplyAdd(-charge, Vector.Load(table.ScaleN + c), offset);
            Vector<int> positive = Vector.GreaterThanOrEqual(charge, Vector<float>.Zero).As<int, int>();
            (Vector.ConvertToInt32Native(Vector.Max(Vector<float>.Zero, up)) & positive).Store(p + c);
            Vector.AndNot(Vector.ConvertToInt32Native(Vector.Max(Vector<float>.Zero, down)), positive).Store(n + c);
        }
    }
}
