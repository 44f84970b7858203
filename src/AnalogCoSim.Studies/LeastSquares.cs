using System.Numerics;

namespace AnalogCoSim.Studies;

/// <summary>Least squares by normal equations and Cholesky factors; enough for well-mixed random stimuli.</summary>
internal static class LeastSquares
{
    /// <summary>The matrix W that minimises ||X W - Y||.</summary>
    /// <param name="x">Shape [samples, size].</param>
    /// <param name="y">Shape [samples, columns].</param>
    /// <param name="samples">Rows of both.</param>
    /// <param name="size">Unknowns of a column.</param>
    /// <param name="columns">Right-hand sides.</param>
    /// <returns>Shape [size, columns].</returns>
    public static double[] Solve(double[] x, double[] y, int samples, int size, int columns)
    {
        var gram = new double[size * size];
        var right = new double[size * columns];
        for (int i = 0; i < samples; i++)
        {
            ReadOnlySpan<double> row = x.AsSpan(i * size, size);
            for (int r = 0; r < size; r++)
            {
                if (row[r] != 0)
                {
                    AddScaled(gram.AsSpan(r * size, size), row, row[r]);
                    AddScaled(right.AsSpan(r * columns, columns), y.AsSpan(i * columns, columns), row[r]);
                }
            }
        }

        Factor(gram, size);
        Substitute(gram, right, size, columns);
        return right;
    }

    /// <summary>target += factor * values.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> values, double factor)
    {
        int i = 0;
        var f = new Vector<double>(factor);
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(target[i..]) + (new Vector<double>(values[i..]) * f)).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += values[i] * factor;
        }
    }

    /// <summary>Overwrites the upper triangle of a symmetric matrix by its Cholesky factor U, A = U^T U.</summary>
    private static void Factor(double[] a, int size)
    {
        for (int k = 0; k < size; k++)
        {
            double pivot = Math.Sqrt(Math.Max(a[(k * size) + k], double.Epsilon));
            for (int j = k; j < size; j++)
            {
                a[(k * size) + j] /= pivot;
            }

            for (int i = k + 1; i < size; i++)
            {
                AddScaled(a.AsSpan((i * size) + i, size - i), a.AsSpan((k * size) + i, size - i), -a[(k * size) + i]);
            }
        }
    }

    private static void Substitute(double[] u, double[] b, int size, int columns)
    {
        for (int k = 0; k < size; k++)
        {
            Span<double> row = b.AsSpan(k * columns, columns);
            Scale(row, 1 / u[(k * size) + k]);
            for (int i = k + 1; i < size; i++)
            {
                AddScaled(b.AsSpan(i * columns, columns), row, -u[(k * size) + i]);
            }
        }

        for (int k = size - 1; k >= 0; k--)
        {
            Span<double> row = b.AsSpan(k * columns, columns);
            for (int i = k + 1; i < size; i++)
            {
                AddScaled(row, b.AsSpan(i * columns, columns), -u[(k * size) + i]);
            }

            Scale(row, 1 / u[(k * size) + k]);
        }
    }

    private static void Scale(Span<double> row, double factor)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }
}
