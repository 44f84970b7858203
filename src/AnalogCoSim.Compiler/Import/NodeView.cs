using AnalogCoSim.Compiler.Onnx;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Import;

/// <summary>One ONNX node with its attributes, its inputs' values and the ways to refuse it.</summary>
internal sealed class NodeView(OnnxNode node, string file, int index, long opset, IReadOnlyList<ImportValue?> inputs, FoldingBudget budget)
{
    /// <summary>Largest kernel, stride, dilation, padding and extent of an image: beyond any that fits the chip, and small enough that no product of three overflows.</summary>
    public const int MostExtent = 1 << 20;

    public FoldingBudget Budget => budget;

    public string OpType => node.OpType;

    public long Opset => opset;

    public string Name => node.Name.Length > 0 ? node.Name : $"{node.OpType} #{index}";

    public IReadOnlyList<ImportValue?> Inputs => inputs;

    public string OutputName => node.Outputs[0];

    public IReadOnlyList<string> Outputs => node.Outputs;

    public string Where => $"{file}, node '{Name}' ({node.OpType})";

    public bool AllConstant => inputs.All(v => v is null or { Constant: not null });

    public bool Has(string attribute) => node.Attributes.ContainsKey(attribute);

    public long Int(string name, long fallback) => node.Attributes.TryGetValue(name, out OnnxAttribute? a) ? a.Int : fallback;

    /// <summary>An integer attribute within limits.</summary>
    public int Int(string name, int fallback, int least, int most) => Int(name, fallback) is var value && value >= least && value <= most
        ? (int)value
        : throw BadShape($"The attribute '{name}' is out of range.", $"{least} to {most}", $"{value}");

    /// <summary>Integers of a window, one for each extent of the image or for each of its edges; null if left out.</summary>
    public int[]? Window(string name, int count, int least)
    {
        if (Ints(name) is not { } values)
        {
            return null;
        }

        return values.Length == count && Array.TrueForAll(values, value => value >= least && value <= MostExtent)
            ? [.. values.Select(value => (int)value)]
            : throw BadShape($"The attribute '{name}' does not fit a two-dimensional window.", $"{count} integers from {least} to {MostExtent}", $"[{string.Join(", ", values)}]");
    }

    /// <summary>Input <paramref name="i"/> as integers: a shape, axes, places.</summary>
    public long[] Integers(int i, string what)
    {
        ConstantTensor tensor = Constant(i, what);
        return Array.TrueForAll(tensor.Values, value => Math.Floor(value) == value && double.IsFinite(value))
            ? [.. tensor.Values.Select(value => (long)value)]
            : throw BadShape($"{what} (input {i}) must be integers.", "integers", string.Join(", ", tensor.Values.Take(8)));
    }

    /// <summary>Input <paramref name="i"/> as integers, or null if left out.</summary>
    public long[]? OptionalIntegers(int i, string what) => Optional(i) is null ? null : Integers(i, what);

    public float Float(string name, float fallback) => node.Attributes.TryGetValue(name, out OnnxAttribute? a) ? a.Float : fallback;

    public string Text(string name, string fallback) => node.Attributes.TryGetValue(name, out OnnxAttribute? a) ? a.Text : fallback;

    public long[]? Ints(string name) => node.Attributes.TryGetValue(name, out OnnxAttribute? a) ? [.. a.Ints] : null;

    public float[]? Floats(string name) => node.Attributes.TryGetValue(name, out OnnxAttribute? a) ? [.. a.Floats] : null;

    public OnnxTensor? Tensor(string name) => node.Attributes.TryGetValue(name, out OnnxAttribute? a) ? a.Tensor : null;

    /// <summary>Input <paramref name="i"/>, or null if left out.</summary>
    public ImportValue? Optional(int i) => i < inputs.Count ? inputs[i] : null;

    /// <summary>Input <paramref name="i"/>, which must be there.</summary>
    public ImportValue Required(int i) => Optional(i) ?? throw BadShape($"Input {i} is missing.", "an input", "nothing");

    /// <summary>Input <paramref name="i"/> as a constant; a value that depends on the image is refused.</summary>
    public ConstantTensor Constant(int i, string what)
    {
        ImportValue value = Required(i);
        return value.Constant ?? throw Refuse($"{what} ('{value.Name}') depends on the image; it must be a constant.");
    }

    /// <summary>Input <paramref name="i"/> as a constant, or null if left out.</summary>
    public ConstantTensor? OptionalConstant(int i, string what) => Optional(i) is null ? null : Constant(i, what);

    public AcsException Refuse(string reason, string? remedy = null) => new(
        ErrorCode.NetworkUnsupportedNode,
        $"Node '{Name}' of type {OpType} cannot be run: {reason}",
        Where,
        null,
        null,
        remedy ?? "Replace the operator in the network before the export.");

    public AcsException BadShape(string what, string expected, string actual) => new(
        ErrorCode.NetworkInvalidShape,
        $"Node '{Name}' of type {OpType}: {what}",
        Where,
        expected,
        actual,
        "Check the network with onnx.checker and export it again.");
}
