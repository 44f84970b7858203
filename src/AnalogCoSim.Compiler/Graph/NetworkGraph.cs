using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Compiler.Graph;

/// <summary>A feed-forward network for one image: values with shapes, and layers in an order in which they can run.</summary>
public sealed record NetworkGraph
{
    /// <summary>Name of the network.</summary>
    public required string Name { get; init; }

    /// <summary>File it came from, for messages.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Shape of each value; value 0 is the input.</summary>
    public required IReadOnlyList<FeatureShape> Shapes { get; init; }

    /// <summary>Name of each value.</summary>
    public required IReadOnlyList<string> ValueNames { get; init; }

    /// <summary>Whether the network's file takes images as [n, h, w, c]; the graph itself is always channels first.</summary>
    public bool InputChannelsLast { get; init; }

    /// <summary>Layers in order.</summary>
    public required IReadOnlyList<Layer> Layers { get; init; }

    /// <summary>The value that is the network's result.</summary>
    public required int Output { get; init; }

    /// <summary>Normalisation that was part of the network and has been moved to its input; per channel.</summary>
    public required InputEncoding Encoding { get; init; }

    /// <summary>Shape of the input.</summary>
    public FeatureShape InputShape => Shapes[0];

    /// <summary>Shape of the result.</summary>
    public FeatureShape OutputShape => Shapes[Output];

    /// <summary>Multiply-accumulates of one image.</summary>
    public long Macs => Layers.OfType<LinearLayer>().Sum(layer => (long)layer.Weights.Length * layer.Geometry.Positions);
}
