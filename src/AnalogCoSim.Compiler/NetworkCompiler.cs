using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Mapping;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Compiler.Passes;
using AnalogCoSim.Compiler.Reports;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler;

/// <summary>Turns a trained float network into a chip program: import, folding, fusion, INT8 calibration, mapping, routes.</summary>
public static class NetworkCompiler
{
    /// <summary>Compiles an ONNX file.</summary>
    /// <param name="path">ONNX file.</param>
    /// <param name="calibration">Sample inputs.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="cancellation">Stops between layers.</param>
    /// <returns>The program and what was chosen.</returns>
    /// <exception cref="AcsException">ACS02xx with file and node for anything that the chip cannot run.</exception>
    public static CompiledNetwork Compile(string path, CalibrationData calibration, CompilerOptions? options = null, CancellationToken cancellation = default) =>
        Compile(OnnxImporter.Import(path), calibration, options, cancellation);

    /// <summary>Compiles an imported graph.</summary>
    /// <param name="graph">Graph as imported; not yet optimised.</param>
    /// <param name="calibration">Sample inputs.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <param name="cancellation">Stops between layers.</param>
    /// <returns>The program and what was chosen.</returns>
    /// <exception cref="AcsException">ACS02xx with file and node for anything that the chip cannot run.</exception>
    public static CompiledNetwork Compile(NetworkGraph graph, CalibrationData calibration, CompilerOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(calibration);
        options ??= new CompilerOptions();
        options.Validate();
        NetworkGraph optimised = GraphOptimiser.Optimise(graph with { Encoding = HostEncoding(graph, options) });
        LinearLayer[] linear = [.. optimised.Layers.OfType<LinearLayer>()];
        CheckFit(optimised, linear);
        CheckWindows(optimised);
        int[][] chains = Place(linear, options);
        Calibrator calibrator = Calibrator.Run(optimised, calibration, cancellation);
        CheckScales(optimised, calibrator);

        var steps = new List<ProgramStep>();
        var reports = new List<LayerReport>();
        int next = 0;
        foreach (Layer layer in optimised.Layers)
        {
            cancellation.ThrowIfCancellationRequested();
            if (layer is LinearLayer crossbar)
            {
                int groups = LayerMapper.Split(crossbar).Columns.Parts;
                (CrossbarStep step, LayerReport report) = new LayerMapper(crossbar, calibrator, options).Map(chains[next..(next + groups)]);
                steps.Add(step);
                reports.Add(report);
                next += groups;
            }
            else
            {
                steps.Add(layer.ToHostStep() ?? throw NotFolded(layer, optimised));
            }
        }

        return new CompiledNetwork(Program(optimised, calibrator, steps), optimised, reports);
    }

    private static AcsException NotFolded(Layer layer, NetworkGraph graph) => new(
        ErrorCode.NetworkUnsupportedNode,
        $"Layer '{layer.Name}' has no step of a chip program, and no neighbour has taken it up.",
        graph.Source,
        "a layer that runs on cores or on the host",
        layer.GetType().Name);

    private static ChipProgram Program(NetworkGraph graph, Calibrator calibrator, List<ProgramStep> steps) => new()
    {
        Name = graph.Name,
        Input = graph.Encoding,
        InputChannelsLast = graph.InputChannelsLast,
        Tensors = [.. graph.Shapes.Select((s, v) => new TensorSpec(graph.ValueNames[v], s.Channels, s.Height, s.Width, calibrator.Scales[v]))],
        Steps = steps,
    };

    private static InputEncoding HostEncoding(NetworkGraph graph, CompilerOptions options)
    {
        int channels = graph.InputShape.Channels;
        return new InputEncoding(Expand(options.InputMean, nameof(options.InputMean)), Expand(options.InputStd, nameof(options.InputStd)));

        float[] Expand(IReadOnlyList<float> values, string name) => values.Count == 1 || values.Count == channels
            ? [.. Enumerable.Range(0, channels).Select(c => values[values.Count == 1 ? 0 : c])]
            : throw new AcsException(ErrorCode.NetworkInvalidShape, $"{name} does not fit the network's input.", graph.Source, $"1 or {channels} numbers", $"{values.Count}");
    }

    private static void CheckFit(NetworkGraph graph, LinearLayer[] layers)
    {
        if (layers.Length == 0)
        {
            throw new AcsException(ErrorCode.NetworkUnsupportedNode, "The network has no convolution and no matrix product.", graph.Source, "at least one", "none", "Nothing in it runs on the crossbars.");
        }

        int[] cores = [.. layers.Select(l => LayerMapper.Split(l).Rows.Parts * LayerMapper.Split(l).Columns.Parts)];
        if (cores.Sum() > ChipGeometry.Cores)
        {
            string list = string.Join("\n", layers.Select((l, i) => $"{l.Name}: {l.Rows} x {l.Columns} on {cores[i]}"));
            throw new AcsException(
                ErrorCode.NetworkDoesNotFit,
                $"The network needs {cores.Sum()} cores; the chip has {ChipGeometry.Cores}.",
                graph.Source,
                $"at most {ChipGeometry.Cores} cores",
                $"{cores.Sum()} cores\n{list}",
                "Use fewer or narrower layers.");
        }
    }

    // Before calibration, which costs time by the window.
    private static void CheckWindows(NetworkGraph graph)
    {
        foreach (Layer layer in graph.Layers)
        {
            FeatureShape shape = graph.Shapes[layer.Input];
            (ConvolutionGeometry? geometry, double perPixel) = layer switch
            {
                LinearLayer l => (l.Geometry, (double)shape.Channels * l.Columns),
                MaxPoolLayer l => (l.Geometry, shape.Channels),
                AveragePoolLayer l => (l.Geometry, shape.Channels),
                _ => ((ConvolutionGeometry?)null, 0),
            };
            if (geometry is not null && WindowFault(layer, geometry, perPixel, shape) is var (code, fault, expected, actual, remedy))
            {
                throw new AcsException(code, $"Layer '{layer.Name}' has {fault}.", graph.Source, expected, actual, remedy);
            }
        }
    }

    private static (ErrorCode Code, string Fault, string Expected, string Actual, string Remedy)? WindowFault(Layer layer, ConvolutionGeometry geometry, double perPixel, FeatureShape shape)
    {
        string windows = $"{geometry.OutputHeight} x {geometry.OutputWidth} windows";
        double reads = geometry.Reads(perPixel);
        if (reads > ConvolutionGeometry.MostReads)
        {
            return (ErrorCode.NetworkDoesNotFit, "far too many or too large windows", $"at most {ConvolutionGeometry.MostReads} elements read for one image", $"{reads:G3}: {windows} of {geometry.KernelHeight} x {geometry.KernelWidth}",
                "Use smaller windows.");
        }

        if (layer is LinearLayer && geometry.Frame(shape.Channels, shape.Height, shape.Width) is var frame && frame > ConvolutionGeometry.MostFrame)
        {
            return (ErrorCode.NetworkDoesNotFit, "far too much padding", $"at most {ConvolutionGeometry.MostFrame} elements of the padded input", $"{frame:G3}", "Use less padding.");
        }

        return geometry.Reaches(shape.Height, shape.Width)
            ? null
            : (ErrorCode.NetworkInvalidShape, "windows that lie wholly in the padding beyond the image", $"windows that touch the image of {shape.Height} x {shape.Width}",
                $"{windows} at strides of {geometry.StrideY} and {geometry.StrideX}", "Use less padding.");
    }

    private static void CheckScales(NetworkGraph graph, Calibrator calibrator)
    {
        int bad = Array.FindIndex(calibrator.Scales, scale => !(scale > 0) || !float.IsFinite(scale));
        if (bad >= 0)
        {
            throw new AcsException(
                ErrorCode.NetworkInvalidShape,
                $"The values of '{graph.ValueNames[bad]}' cannot be scaled to INT8.",
                graph.Source,
                "activations within float32",
                $"a scale of {calibrator.Scales[bad]}",
                "Check the network's weights, and network.mean and network.std.");
        }
    }

    private static int[][] Place(LinearLayer[] layers, CompilerOptions options)
    {
        int[][] layerLengths = [.. layers.Select(l => Enumerable.Repeat(LayerMapper.Split(l).Rows.Parts, LayerMapper.Split(l).Columns.Parts).ToArray())];
        int[] lengths = [.. layerLengths.SelectMany(l => l)];
        if (options.Placement is not { } placement)
        {
            return options.Layout == ChipLayout.Compact ? Placer.Place(lengths) : SpreadPlacer.Place(layerLengths, options.LayoutSeed) ?? throw new AcsException(
                ErrorCode.NetworkDoesNotFit,
                "No placement was found in which all cores of a chain are apart and have links of their own.",
                null,
                $"{lengths.Sum()} cores that can be spread",
                $"seed {options.LayoutSeed}",
                "Take another layoutSeed, or layout compact.");
        }

        if (placement.Count != lengths.Sum() || placement.Distinct().Count() != placement.Count || placement.Any(c => c is < 0 or >= ChipGeometry.Cores))
        {
            throw new AcsException(
                ErrorCode.NetworkDoesNotFit, "The given placement does not fit the network.", null, $"{lengths.Sum()} different cores from 0 to {ChipGeometry.Cores - 1}", $"{string.Join(", ", placement)}",
                    "Leave the placement to the compiler.");
        }

        int at = 0;
        return [.. lengths.Select(length => placement.Skip((at += length) - length).Take(length).ToArray())];
    }
}
