using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Onnx;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Import;

/// <summary>Imports ONNX networks (opset 9 to 23) into network graphs: constant folding, shape inference, one layer a node.</summary>
public static class OnnxImporter
{
    private const long OldestOpset = 9;
    private const long NewestOpset = 23;

    /// <summary>Imports a network file.</summary>
    /// <param name="path">ONNX file.</param>
    /// <returns>The graph, not yet optimised.</returns>
    /// <exception cref="AcsException">ACS0201 if missing, ACS0202 if not ONNX, ACS0203 for operators that cannot be run, ACS0204 for impossible shapes.</exception>
    public static NetworkGraph Import(string path) => Build(OnnxReader.Read(path), path);

    /// <summary>Imports a network from memory.</summary>
    /// <param name="bytes">Contents of an ONNX file.</param>
    /// <param name="source">Name for messages.</param>
    /// <returns>The graph, not yet optimised.</returns>
    /// <exception cref="AcsException">As <see cref="Import(string)"/>.</exception>
    public static NetworkGraph Import(byte[] bytes, string source) => Build(OnnxReader.Parse(bytes, source), source);

    private static NetworkGraph Build(OnnxModel model, string file)
    {
        OnnxGraph graph = model.Graph!;
        CheckVersion(model, file);
        CheckOperators(graph, file);
        HashSet<string> stored = [.. graph.Initializers.Select(t => t.Name)];
        CheckNames(graph, file);
        OnnxValueInfo[] inputs = [.. graph.Inputs.Where(i => !stored.Contains(i.Name))];
        if (inputs.Length != 1 || graph.Outputs.Count != 1)
        {
            throw Refused(file, "The network has more or less than one input and one output.", "one input, one output", $"{inputs.Length} inputs, {graph.Outputs.Count} outputs");
        }

        HashSet<OnnxNode> live = Live(graph);
        ImportContext context = Start(inputs[0], live, file);
        foreach (OnnxTensor tensor in graph.Initializers)
        {
            context.DefineConstant(tensor.Name, TensorDecoder.Decode(tensor, file));
        }

        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            if (live.Contains(graph.Nodes[i]))
            {
                ImportNode(context, graph.Nodes[i], i, model.Opset);
            }
        }

        ImportValue? output = context.Find(graph.Outputs[0].Name);
        if (output is { ChannelsLast.Pixels: > 1 })
        {
            throw Refused(file, "The network's output has the channels last.", "[N, C] or [N, C, H, W]", output.ShapeText);
        }

        return output is { Constant: null }
            ? context.Build(Path.GetFileNameWithoutExtension(file), output)
            : throw Refused(file, "The network's output does not depend on its input.", "an output computed from the input", graph.Outputs[0].Name);
    }

    private static void ImportNode(ImportContext context, OnnxNode node, int index, long opset)
    {
        ImportValue?[] inputs = [.. node.Inputs.Select((name, i) => Resolve(context, node, name, i))];
        var view = new NodeView(node, context.File, index, opset, inputs, context.Budget);
        try
        {
            ImportNode(context, node, view);
        }
        catch (Exception inner) when (inner is ArithmeticException or IndexOutOfRangeException or ArgumentException or InvalidOperationException)
        {
            // What no check of an operator has thought of is still an error of this node of this file.
            throw new AcsException(ErrorCode.NetworkInvalidShape, $"Node '{view.Name}' of type {view.OpType} contradicts the definition of its operator.", view.Where, null, inner.Message,
                "Check the network with onnx.checker and export it again.", inner);
        }
    }

    private static void ImportNode(ImportContext context, OnnxNode node, NodeView view)
    {
        if (ConstantFolder.TryFold(view) is { } constant)
        {
            context.DefineConstant(view.OutputName, constant);
            return;
        }

        if (node.Domain is not ("" or "ai.onnx"))
        {
            throw view.Refuse($"operators of the domain '{node.Domain}' are not known.");
        }

        LayerImport.Import(context, view);
    }

    private static ImportValue? Resolve(ImportContext context, OnnxNode node, string name, int input) =>
        name.Length == 0
            ? null
            : context.Find(name) ?? throw new AcsException(
                ErrorCode.NetworkInvalidShape,
                $"Input {input} of node '{node.Name}' ({node.OpType}) is not defined before it is used.",
                context.File,
                "nodes in an order in which they can run",
                $"'{name}'",
                "Check the network with onnx.checker and export it again.");

    private static ImportContext Start(OnnxValueInfo input, HashSet<OnnxNode> live, string file)
    {
        if (input.ElementType is not (TensorDecoder.Float32 or TensorDecoder.Float16 or TensorDecoder.Float64))
        {
            throw Refused(file, $"Input '{input.Name}' is not a tensor of real numbers.", "float32, float16 or float64", $"ONNX data type {input.ElementType}");
        }

        if (input.Shape is not { Count: >= 2 and <= 4 } shape || shape.Skip(1).Any(n => n is null or <= 0))
        {
            throw new AcsException(
                ErrorCode.NetworkInvalidShape,
                $"The shape of input '{input.Name}' is not known.",
                file,
                "[N, C], [N, C, W] or [N, C, H, W]; only N may be symbolic",
                input.Shape is null ? "no shape" : $"[{string.Join(", ", input.Shape.Select(n => n?.ToString() ?? "?"))}]",
                "Export the network with fixed image extents.");
        }

        long batch = Math.Max(1, shape[0] ?? 1);
        var context = new ImportContext(file, batch);
        long[] extents = [batch, .. shape.Skip(1).Select(n => n!.Value)];
        if (extents.Length == 4 && HasChannelsLast(input.Name, live))
        {
            context.InputChannelsLast = true;
            context.DefineTransposed(input.Name, context.Define(input.Name, [.. ShapeImport.ToChannelsFirst.Select(d => extents[d])], file));
        }
        else
        {
            context.Define(input.Name, extents, file);
        }

        return context;
    }

    /// <summary>Whether all that becomes of an image, but for arithmetic, is a transposition from [N, H, W, C]: so exporters from TensorFlow write it.</summary>
    private static bool HasChannelsLast(string input, HashSet<OnnxNode> live)
    {
        var names = new Queue<string>([input]);
        HashSet<string> seen = [input];
        bool transposed = false;
        while (names.TryDequeue(out string? name))
        {
            foreach (OnnxNode user in live.Where(node => node.OpType != "Shape" && node.Inputs.Contains(name)))
            {
                if (user.OpType is "Add" or "Sub" or "Mul" or "Div" or "Cast" or "Identity")
                {
                    if (seen.Add(user.Outputs[0]))
                    {
                        names.Enqueue(user.Outputs[0]);
                    }
                }
                else if (user.OpType == "Transpose" && user.Attributes.GetValueOrDefault("perm")?.Ints.SequenceEqual(ShapeImport.ToChannelsFirst.Select(d => (long)d)) == true)
                {
                    transposed = true;
                }
                else
                {
                    return false;
                }
            }
        }

        return transposed;
    }

    /// <summary>The nodes that the output depends on; exporters leave others behind.</summary>
    private static HashSet<OnnxNode> Live(OnnxGraph graph)
    {
        HashSet<string> needed = [graph.Outputs[0].Name];
        HashSet<OnnxNode> live = [];
        foreach (OnnxNode node in graph.Nodes.AsEnumerable().Reverse())
        {
            if (node.Outputs.Any(needed.Contains))
            {
                live.Add(node);
                needed.UnionWith(node.Inputs);
            }
        }

        return live;
    }

    private static void CheckNames(OnnxGraph graph, string file)
    {
        IEnumerable<string> written = graph.Initializers.Select(tensor => tensor.Name).Concat(graph.Nodes.SelectMany(node => node.Outputs)).Where(name => name.Length > 0);
        if (written.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(uses => uses.Count() > 1) is { } twice)
        {
            throw new AcsException(ErrorCode.NetworkUnreadable, $"The value '{twice.Key}' is written twice.", file, "one node or initializer for each value", $"{twice.Count()}", "Check the network with onnx.checker and export it again.");
        }
    }

    private static void CheckVersion(OnnxModel model, string file)
    {
        if (model.Opset is < OldestOpset or > NewestOpset)
        {
            throw Refused(file, "The network's operator set version is not supported.", $"opset {OldestOpset} to {NewestOpset}", $"opset {model.Opset}");
        }
    }

    private static void CheckOperators(OnnxGraph graph, string file)
    {
        OnnxNode? recurrent = graph.Nodes.Find(n => n.OpType is "LSTM" or "GRU" or "RNN" or "Loop" or "Scan" or "If");
        if (recurrent is not null)
        {
            throw new AcsException(
                ErrorCode.NetworkUnsupportedNode,
                $"Node '{recurrent.Name}' of type {recurrent.OpType} cannot be run: the compiler maps feed-forward networks only; recurrent layers and control flow keep state between MVMs.",
                $"{file}, node '{recurrent.Name}' ({recurrent.OpType})",
                "a feed-forward convolutional or dense network",
                recurrent.OpType,
                "Use a network without recurrent layers.");
        }
    }

    private static AcsException Refused(string file, string what, string expected, string actual) =>
        new(ErrorCode.NetworkUnsupportedNode, what, file, expected, actual, "Export the network again in the expected form.");
}
