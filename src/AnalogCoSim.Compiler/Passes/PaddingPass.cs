using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Passes;

/// <summary>Merges zero padding into the convolutions and average pools behind it, and sub-sampling with channel padding into one step.</summary>
internal static class PaddingPass
{
    public static void Run(GraphEditor editor)
    {
        while (editor.Layers.OfType<PadLayer>().FirstOrDefault() is { } pad)
        {
            foreach (Layer user in editor.Consumers(pad.Output))
            {
                editor.Replace(user, Merge(editor, pad, user));
            }

            if (editor.Output == pad.Output)
            {
                throw Refuse(editor, pad, "the network's output");
            }

            editor.Layers.Remove(pad);
        }

        while (Pair(editor) is { } pair)
        {
            editor.Replace(pair.Second, pair.Second with { Input = pair.First.Input, Sampling = Both(pair.First.Sampling, pair.Second.Sampling) });
            editor.Layers.Remove(pair.First);
        }
    }

    private static (SamplingLayer First, SamplingLayer Second)? Pair(GraphEditor editor)
    {
        foreach (SamplingLayer second in editor.Layers.OfType<SamplingLayer>())
        {
            if (editor.Producer(second.Input) is SamplingLayer first && editor.HasOneUse(first.Output) && (KeepsChannels(editor, first) || KeepsChannels(editor, second) || (Widens(editor, first) && Widens(editor, second))))
            {
                return (first, second);
            }
        }

        return null;
    }

    /// <summary>Both samplings as one, where one of them keeps the channels or both only add zero channels.</summary>
    private static Sampling Both(Sampling first, Sampling second) => new()
    {
        ChannelsBefore = first.ChannelsBefore + second.ChannelsBefore,
        Channels = first.Channels.Then(second.Channels),
        Rows = first.Rows.Then(second.Rows),
        Columns = first.Columns.Then(second.Columns),
        Groups = first.Groups * second.Groups,
    };

    private static bool KeepsChannels(GraphEditor editor, SamplingLayer layer) => Widens(editor, layer) && editor.Shape(layer.Input).Channels == editor.Shape(layer.Output).Channels;

    private static bool Widens(GraphEditor editor, SamplingLayer layer) =>
        layer.Sampling is { Groups: 1 } && layer.Sampling.Channels == SampledAxis.Whole && layer.Sampling.ChannelsBefore + editor.Shape(layer.Input).Channels <= editor.Shape(layer.Output).Channels;

    private static Layer Merge(GraphEditor editor, PadLayer pad, Layer user)
    {
        switch (user)
        {
            case LinearLayer linear when linear.Second != pad.Output:
                return linear with { Input = pad.Input, Geometry = Pad(linear.Geometry, pad) };
            case PadLayer next:
                return next with { Input = pad.Input, Top = next.Top + pad.Top, Left = next.Left + pad.Left };
            case AveragePoolLayer { CountIncludesPadding: true } pool:
                return pool with { Input = pad.Input, Geometry = Pad(pool.Geometry, pad) };
            case AveragePoolLayer pool when pool.Geometry is { PadTop: 0, PadLeft: 0 } && Inside(editor.Shape(pad.Output), pool.Geometry):
                return pool with { Input = pad.Input, Geometry = Pad(pool.Geometry, pad), CountIncludesPadding = true };
            case MaxPoolLayer pool when pool.Geometry is { PadTop: 0, PadLeft: 0 } && editor.Producer(pad.Input) is ReluLayer:
                // Behind a ReLU a padded zero wins only against other zeros.
                return pool with { Input = pad.Input, Geometry = Pad(pool.Geometry, pad) };
            default:
                throw Refuse(editor, pad, $"node '{user.Name}'");
        }
    }

    private static bool Inside(FeatureShape shape, ConvolutionGeometry g) =>
        ((g.OutputHeight - 1) * g.StrideY) + g.KernelHeight <= shape.Height && ((g.OutputWidth - 1) * g.StrideX) + g.KernelWidth <= shape.Width;

    private static ConvolutionGeometry Pad(ConvolutionGeometry geometry, PadLayer pad) =>
        geometry with { PadTop = geometry.PadTop + pad.Top, PadLeft = geometry.PadLeft + pad.Left };

    private static AcsException Refuse(GraphEditor editor, PadLayer pad, string user) => new(
        ErrorCode.NetworkUnsupportedNode,
        $"The zero padding of node '{pad.Name}' cannot be merged into {user}.",
        $"{editor.Source}, node '{pad.Name}' (Pad)",
        "a Conv or AveragePool behind the Pad, or a MaxPool behind Relu and Pad",
        user,
        "Use the padding attribute of the layer.");
}
