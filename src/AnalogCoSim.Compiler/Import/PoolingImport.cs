using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Import;

/// <summary>Max and average pooling.</summary>
internal static class PoolingImport
{
    public static void MaxPool(ImportContext context, NodeView node)
    {
        (ImportValue input, ConvolutionGeometry geometry) = Window(context, node);
        ImportValue output = Output(context, node, input, geometry);
        context.Add(new MaxPoolLayer { Name = node.Name, Input = input.Id, Output = output.Id, Geometry = geometry });
    }

    public static void GlobalMax(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        ConvolutionGeometry geometry = WholeImage(context.Shape(input));
        ImportValue output = Output(context, node, input, geometry);
        context.Add(new MaxPoolLayer { Name = node.Name, Input = input.Id, Output = output.Id, Geometry = geometry });
    }

    public static void AveragePool(ImportContext context, NodeView node)
    {
        bool includePadding = node.Int("count_include_pad", 0) != 0;
        if (includePadding && node.Int("ceil_mode", 0) != 0)
        {
            throw node.Refuse("ceil_mode together with count_include_pad is not supported.");
        }

        (ImportValue input, ConvolutionGeometry geometry) = Window(context, node);
        ImportValue output = Output(context, node, input, geometry);
        context.Add(new AveragePoolLayer { Name = node.Name, Input = input.Id, Output = output.Id, Geometry = geometry, CountIncludesPadding = includePadding });
    }

    public static void ReduceMean(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        long[] axes = ShapeMath.Axes(node, 1) ?? [];
        int[] sorted = [.. axes.Select(a => ShapeMath.Axis(node, a, input.Shape.Length)).Order()];
        if (input.Shape.Length != 4 || !sorted.SequenceEqual(input.ChannelsLast is null ? [2, 3] : [1, 2]))
        {
            throw node.Refuse($"only the mean over height and width is supported, not over the axes [{string.Join(", ", axes)}].");
        }

        GlobalAverage(context, node, node.Int("keepdims", 1) != 0);
    }

    public static void GlobalAverage(ImportContext context, NodeView node, bool keepExtents)
    {
        ImportValue input = node.Required(0);
        FeatureShape shape = context.Shape(input);
        ConvolutionGeometry geometry = WholeImage(shape);
        long[] extents = keepExtents ? [context.Batch, shape.Channels, 1, 1] : [context.Batch, shape.Channels];
        ImportValue output = context.Define(node.OutputName, extents, node.Where);
        context.Add(new AveragePoolLayer { Name = node.Name, Input = input.Id, Output = output.Id, Geometry = geometry });
        if (keepExtents && input.ChannelsLast is not null)
        {
            context.DefineTransposed(node.OutputName, output);
        }
    }

    private static ConvolutionGeometry WholeImage(FeatureShape shape) => new(shape.Height, shape.Width, 1, 1, 0, 0, 1, 1);

    private static (ImportValue Input, ConvolutionGeometry Geometry) Window(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        if (input.Shape.Length != 4 || node.Ints("kernel_shape") is not { Length: 2 })
        {
            throw node.Refuse($"only two-dimensional pooling is supported, not a window of rank {node.Ints("kernel_shape")?.Length} on {input.ShapeText}.");
        }

        int[] kernel = node.Window("kernel_shape", 2, 1)!;

        return node.Ints("dilations")?.Any(d => d != 1) == true
            ? throw node.Refuse("dilated pooling is not supported.")
            : (input, WindowMath.Geometry(node, context.Shape(input), kernel[0], kernel[1], node.Int("ceil_mode", 0) != 0));
    }

    private static ImportValue Output(ImportContext context, NodeView node, ImportValue input, ConvolutionGeometry geometry) =>
        context.Define(node.OutputName, [context.Batch, context.Shape(input).Channels, geometry.OutputHeight, geometry.OutputWidth], node.Where);
}
