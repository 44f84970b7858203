using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Import;

/// <summary>The graph while it is being built from the ONNX nodes.</summary>
internal sealed class ImportContext(string file, long batch)
{
    // Sixteen chips: enough to say by how many cores a network is too large.
    private const long MostCells = 16L * ChipGeometry.Cores * ChipGeometry.CrossbarSize * ChipGeometry.CrossbarSize;

    private readonly Dictionary<string, ImportValue> _values = new(StringComparer.Ordinal);
    private readonly List<FeatureShape> _shapes = [];
    private readonly List<string> _names = [];
    private readonly List<Layer> _layers = [];
    private string? _final;
    private long _cells;

    public FoldingBudget Budget { get; } = new();

    public string File => file;

    /// <summary>Extent 0 of every tensor that depends on the image; 1 where the file leaves it open.</summary>
    public long Batch => batch;

    /// <summary>Whether the input is [N, H, W, C] in the file.</summary>
    public bool InputChannelsLast { get; set; }

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

    /// <summary>The same features of an image, ONNX's shape with the channels at the other end.</summary>
    public void DefineTransposed(string name, ImportValue value)
    {
        FeatureShape features = Shape(value);
        _values[name] = value.ChannelsLast is null
            ? value with { Name = name, Shape = [batch, features.Height, features.Width, features.Channels], ChannelsLast = features }
            : value with { Name = name, Shape = [batch, features.Channels, features.Height, features.Width], ChannelsLast = null };
    }

    /// <summary>A new value that depends on the image.</summary>
    public ImportValue Define(string name, long[] shape, string where) => Define(name, shape, Feature(shape, where), null);

    /// <summary>A new value with shape and layout of another.</summary>
    public ImportValue DefineLike(string name, ImportValue value) => Define(name, value.Shape, Shape(value), value.ChannelsLast);

    /// <summary>Adds a layer; one that reads a constant, or computes with NaN or infinity, is refused.</summary>
    public void Add(Layer layer)
    {
        if (layer.Input < 0 || layer.Second < 0)
        {
            throw Refused(ErrorCode.NetworkUnsupportedNode, $"Layer '{layer.Name}' computes with a constant where activations are needed.", "a value that depends on the image", "a constant");
        }

        float[][] numbers = layer switch
        {
            LinearLayer linear => [linear.Weights, linear.Scale, linear.Bias],
            AffineLayer affine => [affine.Scale, affine.Shift],
            _ => [],
        };
        foreach (float[] values in numbers)
        {
            int bad = Array.FindIndex(values, value => !float.IsFinite(value));
            if (bad >= 0)
            {
                throw Refused(ErrorCode.NetworkInvalidShape, $"Layer '{layer.Name}' has a parameter that is not finite.", "finite numbers within float32", $"{values[bad]}");
            }
        }

        _layers.Add(layer);
    }

    public FeatureShape Shape(ImportValue value) => value.Id >= 0
        ? _shapes[value.Id]
        : throw Refused(ErrorCode.NetworkUnsupportedNode, $"The constant '{value.Name}' stands where activations are needed.", "a value that depends on the image", "a constant");

    /// <summary>Throws before a matrix is made that is far beyond what the chip holds.</summary>
    public void CheckMatrix(NodeView node, long rows, long columns)
    {
        if (rows > MostCells || columns > MostCells || (_cells += rows * columns) > MostCells)
        {
            throw new AcsException(ErrorCode.NetworkDoesNotFit, $"The network's matrices are far larger than the chip, from node '{node.Name}' on.", node.Where,
                $"at most {ChipGeometry.Cores} cores of {ChipGeometry.CrossbarSize} x {ChipGeometry.CrossbarSize} cells", $"{rows} x {columns} for this node", "Use fewer or narrower layers.");
        }
    }

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

        FeatureShape? order = input.ChannelsLast is { Pixels: > 1, Channels: > 1 } ? input.ChannelsLast : null;
        if (order is not null && shape.Length != 2)
        {
            throw node.Refuse("a tensor with the channels last can only be flattened, or transposed to [N, C, H, W].", "Export the network with images as [N, C, H, W].");
        }

        ImportValue output = input;
        if (Feature(shape, node.Where) != Shape(input))
        {
            output = Define(node.OutputName, shape, node.Where);
            Add(new ReshapeLayer { Name = node.Name, Input = input.Id, Output = output.Id });
        }

        DefineAlias(node.OutputName, output with { ChannelsLast = order }, shape);
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
        InputChannelsLast = InputChannelsLast,
        Encoding = new InputEncoding([.. Enumerable.Repeat(0f, _shapes[0].Channels)], [.. Enumerable.Repeat(1f, _shapes[0].Channels)]),
    };

    private ImportValue Define(string name, long[] shape, FeatureShape features, FeatureShape? channelsLast)
    {
        var value = new ImportValue(name, shape, null, _shapes.Count, channelsLast);
        _values[name] = value;
        _shapes.Add(features);
        _names.Add(name);
        return value;
    }

    private AcsException Refused(ErrorCode code, string what, string expected, string actual) => new(code, what, file, expected, actual, "Check the network with onnx.checker and export it again.");

    private FeatureShape Feature(long[] shape, string where)
    {
        if (shape.Length is < 2 or > 4 || shape[0] != batch || Array.Exists(shape, n => n <= 0) || ConstantTensor.Count(shape.AsSpan(1)) is < 0 or > TensorSpec.MostElements)
        {
            throw new AcsException(
                ErrorCode.NetworkInvalidShape,
                "A tensor's shape cannot be used.",
                where,
                $"[{batch}, C], [{batch}, C, W] or [{batch}, C, H, W] with positive extents and at most {TensorSpec.MostElements} elements",
                $"[{string.Join(", ", shape)}]",
                "Export the network with fixed image extents and the batch first.");
        }

        return new FeatureShape((int)shape[1], shape.Length == 4 ? (int)shape[2] : 1, shape.Length > 2 ? (int)shape[^1] : 1);
    }
}
