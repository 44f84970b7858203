using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Calibration;

/// <summary>Sampled output pixels of one crossbar layer: im2col columns, residuals and results of the float run, 32 pixels a panel.</summary>
internal sealed unsafe class LayerSamples(LinearLayer layer, FeatureShape from)
{
    private const ulong Hash = 2654435761;

    /// <summary>Im2col columns, each panel [rows, 32]; floats, not yet quantised.</summary>
    public List<float[]> Inputs { get; } = [];

    /// <summary>Values of the residual tensor, each panel [columns, 32]; empty without a residual.</summary>
    public List<float[]> Residuals { get; } = [];

    /// <summary>Results, each panel [columns, 32].</summary>
    public List<float[]> Outputs { get; } = [];

    /// <summary>Pixels of each panel that are in use.</summary>
    public List<int> Widths { get; } = [];

    public LinearLayer Layer => layer;

    /// <summary>Takes up to a number of panels from a chunk of images.</summary>
    public void Observe(FloatNetwork network, int images, int panels)
    {
        long total = (long)images * layer.Geometry.Positions;
        long wanted = Math.Min((long)panels * GemmKernel.Width, total);
        Span<long> numbers = stackalloc long[GemmKernel.Width];
        for (long first = 0; first < wanted; first += GemmKernel.Width)
        {
            int width = (int)Math.Min(GemmKernel.Width, wanted - first);
            Span<long> columns = numbers[..width];
            for (int j = 0; j < width; j++)
            {
                columns[j] = (long)((ulong)(first + j) * Hash % (ulong)total);
            }

            var panel = new float[layer.Rows * GemmKernel.Width];
            fixed (float* source = network.Value(layer.Input), target = panel)
            {
                Im2Col.Fill(source, from, layer.Geometry, columns, target);
            }

            Inputs.Add(panel);
            Widths.Add(width);
            Outputs.Add(Pixels(network.Value(layer.Output), columns));
            if (layer.Second is { } residual)
            {
                Residuals.Add(Pixels(network.Value(residual), columns));
            }
        }
    }

    private float[] Pixels(float[] values, ReadOnlySpan<long> columns)
    {
        var panel = new float[layer.Columns * GemmKernel.Width];
        for (int j = 0; j < columns.Length; j++)
        {
            (long image, long position) = Math.DivRem(columns[j], layer.Geometry.Positions);
            for (int m = 0; m < layer.Columns; m++)
            {
                panel[(m * GemmKernel.Width) + j] = values[(((image * layer.Columns) + m) * layer.Geometry.Positions) + position];
            }
        }

        return panel;
    }
}
