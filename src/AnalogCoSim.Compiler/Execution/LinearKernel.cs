using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Execution;

/// <summary>A linear layer as im2col panels times packed weights; panels are shared among the processors.</summary>
internal sealed unsafe class LinearKernel(LinearLayer layer, FeatureShape from) : LayerKernel
{
    private readonly PackedMatrix _matrix = new(layer.Weights, layer.Rows, layer.Columns, layer.Scale);

    public override void Run(float[] input, float[]? second, float[] output, int images)
    {
        long columns = (long)images * layer.Geometry.Positions;
        int panels = (int)((columns + GemmKernel.Width - 1) / GemmKernel.Width);
        Parallel.For(
            0,
            panels,
            () => (Panel: new float[_matrix.Rows * GemmKernel.Width], Result: new float[_matrix.ResultLength]),
            (p, _, buffers) =>
            {
                long first = (long)p * GemmKernel.Width;
                Span<long> numbers = stackalloc long[(int)Math.Min(GemmKernel.Width, columns - first)];
                for (int j = 0; j < numbers.Length; j++)
                {
                    numbers[j] = first + j;
                }

                fixed (float* source = input, panel = buffers.Panel, result = buffers.Result)
                {
                    Im2Col.Fill(source, from, layer.Geometry, numbers, panel);
                    _matrix.Multiply(panel, result);
                }

                Store(buffers.Result, second, output, numbers);
                return buffers;
            },
            _ => { });
    }

    private void Store(float[] result, float[]? second, float[] output, ReadOnlySpan<long> numbers)
    {
        int positions = layer.Geometry.Positions;
        for (int j = 0; j < numbers.Length; j++)
        {
            (long image, long position) = Math.DivRem(numbers[j], positions);
            long at = (image * layer.Columns * positions) + position;
            for (int m = 0; m < layer.Columns; m++, at += positions)
            {
                float value = result[(m * GemmKernel.Width) + j] + layer.Bias[m] + (second is null ? 0f : second[at]);
                output[at] = layer.Relu ? Math.Min(Math.Max(value, 0f), layer.Ceiling) : value;
            }
        }
    }
}
