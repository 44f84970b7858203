using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Passes;

/// <summary>A graph's layers while passes rewrite them.</summary>
internal sealed class GraphEditor(NetworkGraph graph)
{
    private readonly List<FeatureShape> _shapes = [.. graph.Shapes];
    private readonly List<string> _names = [.. graph.ValueNames];

    public List<Layer> Layers { get; } = [.. graph.Layers];

    public int Output { get; set; } = graph.Output;

    public InputEncoding Encoding { get; set; } = graph.Encoding;

    public string Source => graph.Source;

    public FeatureShape Shape(int value) => _shapes[value];

    public Layer? Producer(int value) => Layers.Find(layer => layer.Output == value);

    public List<Layer> Consumers(int value) => Layers.FindAll(layer => layer.Input == value || layer.Second == value);

    /// <summary>Whether one layer alone uses a value, and the network's result is another.</summary>
    public bool HasOneUse(int value) => value != Output && Layers.Sum(l => (l.Input == value ? 1 : 0) + (l.Second == value ? 1 : 0)) == 1;

    public int AddValue(string name, FeatureShape shape)
    {
        _shapes.Add(shape);
        _names.Add(name);
        return _shapes.Count - 1;
    }

    /// <summary>Removes layers whose result nobody takes: parts of a split, say.</summary>
    public void RemoveUnused()
    {
        // From the last to the first: a layer that fed only unused ones is unused by then.
        for (int i = Layers.Count - 1; i >= 0; i--)
        {
            if (Layers[i].Output != Output && Consumers(Layers[i].Output).Count == 0)
            {
                Layers.RemoveAt(i);
            }
        }
    }

    public void Replace(Layer old, Layer layer) => Layers[Layers.IndexOf(old)] = layer;

    /// <summary>Takes a layer out; those who used its output use its input.</summary>
    public void Bypass(Layer layer)
    {
        Layers.Remove(layer);
        for (int i = 0; i < Layers.Count; i++)
        {
            Layer user = Layers[i];
            Layers[i] = user with
            {
                Input = user.Input == layer.Output ? layer.Input : user.Input,
                Second = user.Second == layer.Output ? layer.Input : user.Second,
            };
        }

        Output = Output == layer.Output ? layer.Input : Output;
    }

    /// <summary>The graph with the values renumbered in the order in which they are computed.</summary>
    public NetworkGraph ToGraph()
    {
        int[] order = [0, .. Layers.Select(layer => layer.Output)];
        int[] number = new int[_shapes.Count];
        Array.Fill(number, -1);
        for (int i = 0; i < order.Length; i++)
        {
            number[order[i]] = i;
        }

        return graph with
        {
            Shapes = [.. order.Select(v => _shapes[v])],
            ValueNames = [.. order.Select(v => _names[v])],
            Layers = [.. Layers.Select(l => l with { Input = number[l.Input], Second = l.Second is { } s ? number[s] : null, Output = number[l.Output] })],
            Output = number[Output],
            Encoding = Encoding,
        };
    }
}
