using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Import;

/// <summary>The graph while it is being built from the ONNX nodes.</summary>
internal sealed class ImportContext(string file, long batch)
{
    private readonly Dictionary<string, ImportValue> _values = new(StringComparer.Ordinal);
    private readonly List<FeatureShape> _shapes = [];
    private readonly List<string> _names = [];
    private readonly List<Layer> _layers = [];
    private string? _final;

    public string File => file;

    /// <summary>Extent 0 of every tensor that depends on the image; 1 where the file leaves it open.</summary>
    public long Batch => batch;

    public ImportValue? Find(string name) => name.Length == 0 ? null : _values.GetValueOrDefault(name);

    public void DefineConstant(string name, ConstantTensor tensor) => _values[name] = new ImportValue(name, tensor.Shape, tensor, -1);

    /// <summary>The same value under another name.</summary>
    public void DefineAlias(string name, ImportValue value, long[]? shape = null) =>
        _values[name] = value with { Name = name, Shape = shape ?? value.Shape };

    /// <summary>The network's result under another name; no layer may use it.</summary>
    public void DefineFinal(string name, ImportValue value)
    {
        DefineAlias(name, value);
        _final = name;
    }

    /// <summary>A new value that depends on the image.</summary>
    public ImportValue Define(string name, long[] shape, string where)
    {
        var value = new ImportValue(name, shape, null, _shapes.Count);
        _values[name] = value;
        _shapes.Add(Feature(shape, where));
        _names.Add(name);
        return value;
    }

    public void Add(Layer layer) => _layers.Add(layer);

    public FeatureShape Shape(ImportValue value) => _shapes[value.Id];

    /// <summary>Gives a value a new shape with the same elements; a layer is made only if the feature shape changes.</summary>
    public void Reshape(NodeView node, ImportValue input, long[] shape)
    {
        if (shape.Length == 0 || shape[0] != batch)
        {
            throw node.Refuse($"the new shape [{string.Join(", ", shape)}] mixes images of a batch or drops the batch dimension.");
        }

        if (ConstantTensor.Count(shape) != ConstantTensor.Count(input.Shape))
        {
            throw node.BadShape("The number of elements changes.", $"{ConstantTensor.Count(input.Shape)} elements {input.ShapeText}", $"[{string.Join(", ", shape)}]");
        }

        if (Feature(shape, node.Where) == Shape(input))
        {
            DefineAlias(node.OutputName, input, shape);
            return;
        }

        ImportValue output = Define(node.OutputName, shape, node.Where);
        Add(new ReshapeLayer { Name = node.Name, Input = input.Id, Output = output.Id });
    }

    /// <summary>Refuses nodes behind a dropped softmax.</summary>
    public void CheckNotFinal(NodeView node)
    {
        if (_final is not null && node.Inputs.Any(v => v?.Name == _final))
        {
            throw node.Refuse("it stands behind a softmax, which the chip does not have; a softmax is only dropped at the end of the network.");
        }
    }

    public NetworkGraph Build(string name, ImportValue output) => new()
    {
        Name = name,
        Source = file,
        Shapes = [.. _shapes],
        ValueNames = [.. _names],
        Layers = [.. _layers],
        Output = output.Id,
        Encoding = new InputEncoding([.. Enumerable.Repeat(0f, _shapes[0].Channels)], [.. Enumerable.Repeat(1f, _shapes[0].Channels)]),
    };

    private FeatureShape Feature(long[] shape, string where)
    {
        if (shape.Length is < 2 or > 4 || shape[0] != batch || shape.Any(n => n is <= 0 or > int.MaxValue) || ConstantTensor.Count(shape) > int.MaxValue)
        {
            throw new AcsException(
                ErrorCode.NetworkInvalidShape,
                "A tensor's shape cannot be used.",
                where,
                $"[{batch}, C], [{batch}, C, W] or [{batch}, C, H, W] with positive extents",
                $"[{string.Join(", ", shape)}]",
                "Export the network with fixed image extents and the batch first.");
        }

        return new FeatureShape((int)shape[1], shape.Length == 4 ? (int)shape[2] : 1, shape.Length > 2 ? (int)shape[^1] : 1);
    }
}
