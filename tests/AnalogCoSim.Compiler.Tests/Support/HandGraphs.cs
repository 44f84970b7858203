using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Tests.Support;

/// <summary>Graphs written down layer by layer, where no ONNX file leads to the case in question.</summary>
internal static class HandGraphs
{
    /// <summary>A graph whose last layer makes the result.</summary>
    public static NetworkGraph Of(FeatureShape[] shapes, params Layer[] layers) => new()
    {
        Name = "hand",
        Shapes = shapes,
        ValueNames = [.. shapes.Select((_, v) => $"v{v}")],
        Layers = layers,
        Output = layers[^1].Output,
        Encoding = new InputEncoding(new float[shapes[0].Channels], [.. Enumerable.Repeat(1f, shapes[0].Channels)]),
    };

    /// <summary>Flat values of so many channels.</summary>
    public static FeatureShape[] Flat(params int[] channels) => [.. channels.Select(n => new FeatureShape(n, 1, 1))];

    /// <summary>A matrix product, [rows, columns] row by row, without batch norm and bias.</summary>
    public static LinearLayer Linear(int input, int output, int columns, params float[] weights) => new()
    {
        Name = $"linear{output}",
        Input = input,
        Output = output,
        Weights = weights,
        Scale = [.. Enumerable.Repeat(1f, columns)],
        Bias = new float[columns],
        Geometry = new ConvolutionGeometry(1, 1, 1, 1, 0, 0, 1, 1),
    };
}
