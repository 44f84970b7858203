using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Execution;

/// <summary>One layer prepared for float execution.</summary>
internal abstract class LayerKernel
{
    /// <summary>Runs the layer on a batch.</summary>
    /// <param name="input">Shape [images, input length]; may be longer.</param>
    /// <param name="second">The layer's second input, or null.</param>
    /// <param name="output">Shape [images, output length]; may be longer; overwritten.</param>
    /// <param name="images">Images.</param>
    public abstract void Run(float[] input, float[]? second, float[] output, int images);

    public static LayerKernel For(Layer layer, NetworkGraph graph)
    {
        FeatureShape from = graph.Shapes[layer.Input];
        FeatureShape to = graph.Shapes[layer.Output];
        return layer switch
        {
            LinearLayer linear => new LinearKernel(linear, from),
            MaxPoolLayer pool => new PlaneKernel(from, to, (input, output) => PlaneMath.MaxPool(input, output, from, pool.Geometry)),
            AveragePoolLayer pool => new PlaneKernel(from, to, (input, output) => PlaneMath.AveragePool(input, output, from, pool.Geometry, pool.CountIncludesPadding)),
            _ => new ImageKernel(layer, from, to),
        };
    }
}

/// <summary>A layer that works on each channel of each image alone.</summary>
internal sealed class PlaneKernel(FeatureShape from, FeatureShape to, PlaneKernel.Plane plane) : LayerKernel
{
    public delegate void Plane(ReadOnlySpan<float> input, Span<float> output);

    public override void Run(float[] input, float[]? second, float[] output, int images) => Parallel.For(0, images, image =>
    {
        for (int c = image * from.Channels; c < (image + 1) * from.Channels; c++)
        {
            plane(input.AsSpan(c * from.Pixels, from.Pixels), output.AsSpan(c * to.Pixels, to.Pixels));
        }
    });
}

/// <summary>Element-wise layers and changes of shape.</summary>
internal sealed class ImageKernel(Layer layer, FeatureShape from, FeatureShape to) : LayerKernel
{
    public override void Run(float[] input, float[]? second, float[] output, int images) => Parallel.For(0, images, image =>
    {
        ReadOnlySpan<float> source = input.AsSpan(image * from.Length, from.Length);
        Span<float> target = output.AsSpan(image * to.Length, to.Length);
        switch (layer)
        {
            case AddLayer:
                PlaneMath.Add(source, second.AsSpan(image * from.Length, from.Length), target);
                break;
            case AffineLayer affine:
                PlaneMath.Affine(source, target, affine.Scale, affine.Shift);
                break;
            case SamplingLayer slice:
                slice.Sampling.Copy(source, (from.Channels, from.Height, from.Width), target, (to.Channels, to.Height, to.Width));
                break;
            case PadLayer pad:
                PlaneMath.Pad(source, target, from, to, pad);
                break;
            default:
                source.CopyTo(target);
                break;
        }

        if (layer.Relu)
        {
            PlaneMath.Relu(target, layer.Ceiling);
        }
    });
}
