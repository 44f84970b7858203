using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Execution;

/// <summary>Runs a network graph in float32 on all processors: the reference for calibration and accuracy.</summary>
/// <remarks>Not thread-safe: one caller at a time. Results do not depend on the number of threads or on the batch size.</remarks>
public sealed class FloatNetwork
{
    private const int ImagesAtOnce = 64;

    private readonly Dictionary<int, float[]> _buffers = [];
    private readonly LayerKernel[] _kernels;

    /// <summary>Prepares a graph for execution.</summary>
    /// <param name="graph">The graph.</param>
    public FloatNetwork(NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
        _kernels = [.. graph.Layers.Select(layer => LayerKernel.For(layer, graph))];
    }

    /// <summary>The graph.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>Runs a batch.</summary>
    /// <param name="inputs">Shape [images, input length]; before the graph's <see cref="NetworkGraph.Encoding"/> is applied.</param>
    /// <param name="cancellation">Stops between layers.</param>
    /// <returns>Shape [images, output length].</returns>
    public float[] Run(ReadOnlySpan<float> inputs, CancellationToken cancellation = default)
    {
        int count = inputs.Length / Graph.InputShape.Length;
        int length = Graph.OutputShape.Length;
        var results = new float[count * length];
        for (int first = 0; first < count; first += ImagesAtOnce)
        {
            int images = Math.Min(ImagesAtOnce, count - first);
            RunChunk(inputs.Slice(first * Graph.InputShape.Length, images * Graph.InputShape.Length), images, cancellation);
            _buffers[Graph.Output].AsSpan(0, images * length).CopyTo(results.AsSpan(first * length));
        }

        return results;
    }

    /// <summary>Runs a batch and shows every value of each chunk of images.</summary>
    /// <param name="inputs">As in the other overload.</param>
    /// <param name="observe">Called with the images of the chunk, once all values of the chunk are complete.</param>
    /// <param name="cancellation">Stops between layers.</param>
    internal void Run(ReadOnlySpan<float> inputs, Action<int, FloatNetwork> observe, CancellationToken cancellation)
    {
        int length = Graph.InputShape.Length;
        for (int first = 0; first < inputs.Length / length; first += ImagesAtOnce)
        {
            int images = Math.Min(ImagesAtOnce, (inputs.Length / length) - first);
            RunChunk(inputs.Slice(first * length, images * length), images, cancellation);
            observe(images, this);
        }
    }

    /// <summary>A value of the last chunk, shape [images, length].</summary>
    internal float[] Value(int value) => _buffers[value];

    private void RunChunk(ReadOnlySpan<float> inputs, int images, CancellationToken cancellation)
    {
        float[] input = Buffer(0, images);
        inputs.CopyTo(input);
        Encode(input, images);
        for (int i = 0; i < _kernels.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Layer layer = Graph.Layers[i];
            float[]? second = layer.Second is { } value ? _buffers[value] : null;
            _kernels[i].Run(_buffers[layer.Input], second, Buffer(layer.Output, images), images);
        }
    }

    private float[] Buffer(int value, int images)
    {
        int length = images * Graph.Shapes[value].Length;
        if (!_buffers.TryGetValue(value, out float[]? buffer) || buffer.Length < length)
        {
            buffer = new float[length];
            _buffers[value] = buffer;
        }

        return buffer;
    }

    private void Encode(float[] input, int images)
    {
        int pixels = Graph.InputShape.Pixels;
        for (int i = 0; i < images * Graph.InputShape.Channels; i++)
        {
            int channel = i % Graph.InputShape.Channels;
            float mean = Graph.Encoding.Mean[channel];
            float std = Graph.Encoding.Std[channel];
            foreach (ref float x in input.AsSpan(i * pixels, pixels))
            {
                x = (x - mean) / std;
            }
        }
    }
}
