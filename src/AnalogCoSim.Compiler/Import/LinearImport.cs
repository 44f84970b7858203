using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Import;

/// <summary>Convolutions and matrix products as im2col matrices.</summary>
internal static class LinearImport
{
    private static readonly ConvolutionGeometry Dense = new(1, 1, 1, 1, 0, 0, 1, 1);

    public static void Convolution(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        ConstantTensor weights = node.Constant(1, "the kernel");
        if (weights.Shape.Length != 4 || input.Shape.Length != 4)
        {
            throw node.Refuse($"only two-dimensional convolutions are supported, not a kernel of rank {weights.Shape.Length} on {input.ShapeText}.");
        }

        FeatureShape shape = context.Shape(input);
        int group = node.Int("group", 1, 1, NodeView.MostExtent);
        CheckKernel(node, weights.Shape, shape.Channels, group);
        int columns = (int)weights.Shape[0];
        int[] dilations = node.Window("dilations", 2, 1) ?? [1, 1];
        long[] kernel = [((weights.Shape[2] - 1) * dilations[0]) + 1, ((weights.Shape[3] - 1) * dilations[1]) + 1];
        if (Math.Max(kernel[0], kernel[1]) > NodeView.MostExtent)
        {
            throw node.BadShape("The dilated kernel is too large.", $"at most {NodeView.MostExtent}", $"{kernel[0]} x {kernel[1]}");
        }

        ConvolutionGeometry geometry = WindowMath.Geometry(node, shape, (int)kernel[0], (int)kernel[1], false);
        context.CheckMatrix(node, (long)shape.Channels * geometry.KernelHeight * geometry.KernelWidth, columns);
        ImportValue output = context.Define(node.OutputName, [context.Batch, columns, geometry.OutputHeight, geometry.OutputWidth], node.Where);
        context.Add(new LinearLayer
        {
            Name = node.Name,
            Input = input.Id,
            Output = output.Id,
            Geometry = geometry,
            Weights = Matrix(weights, shape.Channels, group, geometry, dilations),
            Scale = Ones(columns),
            Bias = Bias(node, node.OptionalConstant(2, "the bias"), columns, 1),
        });
    }

    public static void Gemm(ImportContext context, NodeView node)
    {
        if (node.Int("transA", 0) != 0)
        {
            throw node.Refuse("the activations may not be transposed.");
        }

        ConstantTensor weights = node.Constant(1, "the matrix");
        bool transposed = node.Int("transB", 0) != 0;
        float alpha = node.Float("alpha", 1);
        Product(context, node, weights, transposed, alpha, node.OptionalConstant(2, "the bias"), node.Float("beta", 1));
    }

    public static void MatMul(ImportContext context, NodeView node)
    {
        if (node.Required(0).Constant is not null)
        {
            throw node.Refuse("the constant must be the right factor.");
        }

        Product(context, node, node.Constant(1, "the matrix"), false, 1, null, 1);
    }

    private static void CheckKernel(NodeView node, long[] kernel, int channels, int group)
    {
        if (kernel.Any(n => n is < 1 or > NodeView.MostExtent))
        {
            throw node.BadShape("The kernel has an impossible extent.", $"1 to {NodeView.MostExtent}", $"[{string.Join(", ", kernel)}]");
        }

        if (kernel[1] * group != channels || kernel[0] % group != 0)
        {
            throw node.BadShape("The kernel does not fit the channels.", $"{channels} channels in {group} groups", $"kernel [{string.Join(", ", kernel)}]");
        }

        if (node.Window("kernel_shape", 2, 1) is { } said && (said[0] != kernel[2] || said[1] != kernel[3]))
        {
            throw node.BadShape("The attribute 'kernel_shape' is not that of the kernel.", $"[{kernel[2]}, {kernel[3]}]", $"[{string.Join(", ", said)}]");
        }
    }

    private static void Product(ImportContext context, NodeView node, ConstantTensor weights, bool transposed, float alpha, ConstantTensor? bias, float beta)
    {
        ImportValue input = node.Required(0);
        if (input.Shape.Length != 2 || weights.Shape.Length != 2)
        {
            throw node.Refuse($"matrix products need a flat input and a matrix, not {input.ShapeText} and rank {weights.Shape.Length}.", "Flatten the activations first.");
        }

        context.CheckMatrix(node, weights.Shape[transposed ? 1 : 0], weights.Shape[transposed ? 0 : 1]);
        int rows = (int)weights.Shape[transposed ? 1 : 0];
        int columns = (int)weights.Shape[transposed ? 0 : 1];
        if (rows != input.Shape[1])
        {
            throw node.BadShape("The matrix does not fit the input.", $"{input.Shape[1]} rows", $"{rows} rows");
        }

        var matrix = new float[rows * columns];
        for (int r = 0; r < rows; r++)
        {
            long row = input.ChannelsLast is { } image ? (r % image.Pixels * image.Channels) + (r / image.Pixels) : r;
            for (int c = 0; c < columns; c++)
            {
                matrix[(r * columns) + c] = alpha * (float)weights.Values[transposed ? ((long)c * rows) + row : (row * columns) + c];
            }
        }

        ImportValue output = context.Define(node.OutputName, [context.Batch, columns], node.Where);
        context.Add(new LinearLayer
        {
            Name = node.Name,
            Input = input.Id,
            Output = output.Id,
            Geometry = Dense,
            Weights = matrix,
            Scale = Ones(columns),
            Bias = Bias(node, bias, columns, beta),
        });
    }

    /// <summary>Kernel [M, C/group, KH, KW] as im2col matrix [C*KH*KW, M]; other groups' channels and dilation gaps are 0.</summary>
    private static float[] Matrix(ConstantTensor weights, int channels, int group, ConvolutionGeometry geometry, int[] dilations)
    {
        int columns = (int)weights.Shape[0];
        int inputs = (int)weights.Shape[1];
        int height = (int)weights.Shape[2];
        int width = (int)weights.Shape[3];
        var matrix = new float[channels * geometry.KernelHeight * geometry.KernelWidth * columns];
        int source = 0;
        for (int m = 0; m < columns; m++)
        {
            int first = m / (columns / group) * inputs;
            for (int c = first; c < first + inputs; c++)
            {
                for (int k = 0; k < height * width; k++)
                {
                    long ky = (long)(k / width) * dilations[0];
                    long kx = (long)(k % width) * dilations[1];
                    long row = (((c * geometry.KernelHeight) + ky) * geometry.KernelWidth) + kx;
                    matrix[(row * columns) + m] = (float)weights.Values[source++];
                }
            }
        }

        return matrix;
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static float[] Bias(NodeView node, ConstantTensor? bias, int columns, float beta)
    {
        if (bias is null)
        {
            return new float[columns];
        }

        return bias.Values.Length == columns || bias.Values.Length == 1
            ? [.. Enumerable.Range(0, columns).Select(c => beta * (float)bias.Values[bias.Values.Length == 1 ? 0 : c])]
            : throw node.BadShape("The bias does not fit the output.", $"{columns} numbers", $"[{string.Join(", ", bias.Shape)}]");
    }
}
