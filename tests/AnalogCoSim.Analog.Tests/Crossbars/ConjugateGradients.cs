using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Tests.Crossbars;

/// <summary>An independent solver of the wire network: nodal equations of all 131,072 nodes by conjugate gradients.</summary>
internal static class ConjugateGradients
{
    private const int N = 256;
    private const int Cells = N * N;

    /// <summary>ADC currents in µA for one volt on one source line.</summary>
    public static double[] AdcCurrents(float[] microSiemens, IrDropParameters wires, int drivenRow)
    {
        var diagonal = new double[2 * Cells];
        var conductance = new Network(microSiemens, wires);
        conductance.Diagonal(diagonal);
        var x = new double[2 * Cells];
        var residual = new double[2 * Cells];
        residual[drivenRow * N] = 1 / wires.DriverTerminalOhm;
        var z = new double[2 * Cells];
        var direction = new double[2 * Cells];
        var product = new double[2 * Cells];
        double rho = 0;
        for (int iteration = 0; iteration < 6000; iteration++)
        {
            double next = 0;
            double norm = 0;
            for (int i = 0; i < x.Length; i++)
            {
                z[i] = residual[i] / diagonal[i];
                next += z[i] * residual[i];
                norm = Math.Max(norm, Math.Abs(residual[i]));
            }

            if (norm < 1e-15)
            {
                break;
            }

            double beta = iteration == 0 ? 0 : next / rho;
            rho = next;
            for (int i = 0; i < x.Length; i++)
            {
                direction[i] = z[i] + (beta * direction[i]);
            }

            conductance.Apply(direction, product);
            double curvature = 0;
            for (int i = 0; i < x.Length; i++)
            {
                curvature += direction[i] * product[i];
            }

            double alpha = rho / curvature;
            for (int i = 0; i < x.Length; i++)
            {
                x[i] += alpha * direction[i];
                residual[i] -= alpha * product[i];
            }
        }

        var currents = new double[N];
        for (int c = 0; c < N; c++)
        {
            int end = c % 2 == 0 ? 0 : N - 1;
            currents[c] = x[Cells + (end * N) + c] / wires.AdcTerminalOhm * 1e6;
        }

        return currents;
    }

    private sealed class Network(float[] microSiemens, IrDropParameters wires)
    {
        public void Diagonal(double[] diagonal)
        {
            for (int i = 0; i < Cells; i++)
            {
                int r = i / N;
                int c = i % N;
                double g = microSiemens[i] * 1e-6;
                diagonal[i] = g + ((c > 0 ? 1 : 0) + (c < N - 1 ? 1 : 0)) / wires.SourceLineOhmPerCell + (c == 0 ? 1 / wires.DriverTerminalOhm : 0);
                bool end = r == (c % 2 == 0 ? 0 : N - 1);
                diagonal[Cells + i] = g + ((r > 0 ? 1 : 0) + (r < N - 1 ? 1 : 0)) / wires.BitLineOhmPerCell + (end ? 1 / wires.AdcTerminalOhm : 0);
            }
        }

        public void Apply(double[] x, double[] y)
        {
            Diagonal(y);
            for (int i = 0; i < Cells; i++)
            {
                int r = i / N;
                int c = i % N;
                double g = microSiemens[i] * 1e-6;
                double source = (y[i] * x[i]) - (g * x[Cells + i]);
                source -= ((c > 0 ? x[i - 1] : 0) + (c < N - 1 ? x[i + 1] : 0)) / wires.SourceLineOhmPerCell;
                double bit = (y[Cells + i] * x[Cells + i]) - (g * x[i]);
                bit -= ((r > 0 ? x[Cells + i - N] : 0) + (r < N - 1 ? x[Cells + i + N] : 0)) / wires.BitLineOhmPerCell;
                y[i] = source;
                y[Cells + i] = bit;
            }
        }
    }
}
