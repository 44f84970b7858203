using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Calibration;

/// <summary>Runs the float network on the calibration data once and chooses one INT8 scale for each value.</summary>
internal sealed class Calibrator
{
    /// <summary>Output pixels sampled for each crossbar layer, in panels of 32.</summary>
    private const int PanelsPerLayer = 48;

    private readonly NetworkGraph _graph;
    private readonly ValueStatistics[] _statistics;
    private readonly Dictionary<Layer, LayerSamples> _samples;
    private readonly int[] _group;

    private Calibrator(NetworkGraph graph)
    {
        _graph = graph;
        _statistics = [.. graph.Shapes.Select(_ => new ValueStatistics())];
        _samples = graph.Layers.OfType<LinearLayer>().ToDictionary(l => (Layer)l, l => new LayerSamples(l, graph.Shapes[l.Input]), ReferenceEqualityComparer.Instance as IEqualityComparer<Layer>);
        _group = Groups(graph);
        Scales = new float[graph.Shapes.Count];
    }

    /// <summary>Real value of one INT8 step of each value.</summary>
    public float[] Scales { get; }

    public LayerSamples Samples(LinearLayer layer) => _samples[layer];

    public static Calibrator Run(NetworkGraph graph, CalibrationData data, CancellationToken cancellation = default)
    {
        if (data.Count < 1 || data.Inputs.Length != data.Count * graph.InputShape.Length)
        {
            throw new AcsException(
                ErrorCode.ArrayMismatch,
                "The calibration data do not have the network's input shape.",
                graph.Source,
                $"{data.Count} x {graph.InputShape} = {(long)data.Count * graph.InputShape.Length} numbers, at least one sample",
                $"{data.Inputs.Length} numbers",
                "Give samples of the network's own data set.");
        }

        var calibrator = new Calibrator(graph);
        calibrator.Observe(data, cancellation);
        calibrator.ChooseScales();
        return calibrator;
    }

    private void Observe(CalibrationData data, CancellationToken cancellation)
    {
        int chunks = (data.Count + 63) / 64;
        int panels = Math.Max(1, (PanelsPerLayer + chunks - 1) / chunks);
        new FloatNetwork(_graph).Run(data.Inputs, (images, network) =>
        {
            for (int v = 0; v < _statistics.Length; v++)
            {
                _statistics[v].Observe(network.Value(v).AsSpan(0, images * _graph.Shapes[v].Length));
            }

            foreach (LayerSamples samples in _samples.Values)
            {
                samples.Observe(network, images, panels);
            }
        }, cancellation);
    }

    private void ChooseScales()
    {
        for (int group = 0; group < Scales.Length; group++)
        {
            int[] members = [.. Enumerable.Range(0, Scales.Length).Where(v => _group[v] == group)];
            if (members.Length == 0)
            {
                continue;
            }

            float scale = members.Contains(_graph.Output) ? OutputScale() : GroupScale(members);
            foreach (int value in members)
            {
                Scales[value] = scale;
            }
        }
    }

    /// <summary>The result is compared, not computed with: no logit may be clipped, as clipped ones could not be told apart.</summary>
    private float OutputScale() => Math.Max(_statistics[_graph.Output].AbsoluteMaximum, float.Epsilon) / 127f;

    private float GroupScale(int[] members)
    {
        // What only passes into a host step of the same scale does not count: max pooling drops most of it.
        int[] used = [.. members.Where(v => _graph.Layers.Any(l => (l.Input == v || l.Second == v) && !KeepsScale(l)))];
        used = used.Length == 0 ? members : used;
        float[] samples = [.. used.SelectMany(v => _statistics[v].Samples)];
        double maximum = used.Max(v => _statistics[v].AbsoluteMaximum);
        double step = ScaleSearch.BestStep(samples, maximum);
        float ceiling = _graph.Layers.Where(l => l.Relu && members.Contains(l.Output)).Select(l => l.Ceiling).DefaultIfEmpty(float.PositiveInfinity).Min();
        return (float)Math.Min(step, ceiling / 127);
    }

    /// <summary>Values joined by host steps that keep the INT8 numbers share a group; the number of a group is its first value.</summary>
    private static int[] Groups(NetworkGraph graph)
    {
        int[] group = [.. Enumerable.Range(0, graph.Shapes.Count)];
        foreach (Layer layer in graph.Layers.Where(KeepsScale))
        {
            group[layer.Output] = group[layer.Input];
        }

        return group;
    }

    private static bool KeepsScale(Layer layer) => layer is MaxPoolLayer or ReshapeLayer or SamplingLayer;
}
