using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Passes;

/// <summary>
/// Folds every per-channel factor and addend into the crossbar layer before it, into the input's encoding, or into the crossbar layer behind it;
/// where none of these can take it, it becomes a crossbar layer of its own.
/// </summary>
internal static class AffinePass
{
    /// <summary>Channels whose square matrix takes all cores.</summary>
    private static readonly int MostChannels = (int)Math.Sqrt(ChipGeometry.Cores) * ChipGeometry.CrossbarSize;

    public static void Run(GraphEditor editor)
    {
        while (editor.Layers.OfType<AffineLayer>().FirstOrDefault() is { } affine)
        {
            if (!Backward(editor, affine) && !Forward(editor, affine))
            {
                editor.Replace(affine, Alone(editor, affine));
            }
        }
    }

    /// <summary>A 1x1 convolution by the identity, whose affine stage has the factors and addends.</summary>
    private static LinearLayer Alone(GraphEditor editor, AffineLayer affine)
    {
        FeatureShape shape = editor.Shape(affine.Input);
        if (shape.Channels > MostChannels)
        {
            throw new AcsException(
                ErrorCode.NetworkUnsupportedNode,
                $"The per-channel scale of node '{affine.Name}' (batch norm or arithmetic with a constant) has no place on the chip: no neighbour can take it, and there are not cores enough for a layer of its own.",
                $"{editor.Source}, node '{affine.Name}'",
                $"a Conv or Gemm directly before it, or behind it without padding, that uses it alone; or at most {MostChannels} channels",
                $"{shape.Channels} channels",
                "Put the batch norm directly behind a convolution.");
        }

        var identity = new float[shape.Channels * shape.Channels];
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            identity[channel * (shape.Channels + 1)] = 1;
        }

        return new LinearLayer
        {
            Name = affine.Name,
            Input = affine.Input,
            Output = affine.Output,
            Weights = identity,
            Scale = affine.Scale,
            Bias = affine.Shift,
            Geometry = new ConvolutionGeometry(1, 1, 1, 1, 0, 0, shape.Height, shape.Width),
        };
    }

    private static bool Backward(GraphEditor editor, AffineLayer affine)
    {
        if (affine.Input == 0 && editor.HasOneUse(0) && affine.Scale.All(s => s != 0))
        {
            editor.Encoding = Encode(editor.Encoding, affine);
            editor.Bypass(affine);
            return true;
        }

        if (!editor.HasOneUse(affine.Input) || editor.Producer(affine.Input) is not { Relu: false } before)
        {
            return false;
        }

        Layer? merged = before switch
        {
            LinearLayer { Second: null } linear => linear with { Scale = Product(linear.Scale, affine.Scale), Bias = Apply(linear.Bias, affine) },
            AffineLayer first => first with { Scale = Product(first.Scale, affine.Scale), Shift = Apply(first.Shift, affine) },
            _ => null,
        };
        if (merged is not null)
        {
            editor.Replace(before, merged with { Name = affine.Name, Output = affine.Output });
            editor.Layers.Remove(affine);
        }

        return merged is not null;
    }

    private static bool Forward(GraphEditor editor, AffineLayer affine)
    {
        if (!editor.HasOneUse(affine.Output))
        {
            return false;
        }

        bool noShift = affine.Shift.All(t => t == 0);
        bool positive = affine.Scale.All(s => s > 0);
        switch (editor.Consumers(affine.Output)[0])
        {
            case LinearLayer linear when linear.Input == affine.Output && (noShift || !MayPad(editor, linear)):
                editor.Replace(linear, IntoRows(linear, affine, editor.Shape(affine.Input)) with { Input = affine.Input });
                editor.Layers.Remove(affine);
                return true;
            case AffineLayer next:
                return Backward(editor, next);
            case MaxPoolLayer pool when positive:
                Swap(editor, affine, pool);
                return true;
            case AveragePoolLayer { CountIncludesPadding: false } pool:
                Swap(editor, affine, pool);
                return true;
            case ReluLayer relu when positive && noShift && float.IsInfinity(relu.Ceiling):
                Swap(editor, affine, relu);
                return true;
            case ReshapeLayer reshape when editor.Shape(reshape.Output) is var after && (after.Pixels == 1 || after.Channels == affine.Scale.Length):
                Swap(editor, affine, reshape);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Moves the factors and addends behind a layer that they commute with.</summary>
    private static void Swap(GraphEditor editor, AffineLayer affine, Layer layer)
    {
        FeatureShape after = editor.Shape(layer.Output);
        int repeat = layer is ReshapeLayer ? editor.Shape(affine.Output).Length / affine.Scale.Length : 1;
        bool flattens = layer is ReshapeLayer && after.Pixels == 1;
        int middle = editor.AddValue(layer.Name + ":plain", after);
        Layer first = layer with { Input = affine.Input, Output = middle };
        AffineLayer second = affine with
        {
            Input = middle,
            Output = layer.Output,
            Scale = flattens ? Repeat(affine.Scale, repeat) : affine.Scale,
            Shift = flattens ? Repeat(affine.Shift, repeat) : affine.Shift,
        };
        editor.Replace(affine, first);
        editor.Replace(layer, second);
    }

    private static bool MayPad(GraphEditor editor, LinearLayer linear)
    {
        ConvolutionGeometry g = linear.Geometry;
        FeatureShape shape = editor.Shape(linear.Input);
        return g.PadTop > 0 || g.PadLeft > 0
            || ((g.OutputHeight - 1) * g.StrideY) + g.KernelHeight > shape.Height || ((g.OutputWidth - 1) * g.StrideX) + g.KernelWidth > shape.Width;
    }

    private static LinearLayer IntoRows(LinearLayer linear, AffineLayer affine, FeatureShape shape)
    {
        int perChannel = linear.Rows / shape.Channels;
        var weights = (float[])linear.Weights.Clone();
        var bias = new double[linear.Columns];
        for (int i = 0; i < weights.Length; i++)
        {
            int channel = i / linear.Columns / perChannel;
            bias[i % linear.Columns] += (double)affine.Shift[channel] * weights[i];
            weights[i] *= affine.Scale[channel];
        }

        return linear with { Weights = weights, Bias = [.. linear.Bias.Select((b, c) => (float)(b + (bias[c] * linear.Scale[c])))] };
    }

    /// <summary><c>((x - m) / d) * s + t = (x - (m - t d / s)) / (d / s)</c>.</summary>
    private static InputEncoding Encode(InputEncoding before, AffineLayer affine) => new(
        [.. before.Mean.Select((m, c) => m - (affine.Shift[c] * before.Std[c] / affine.Scale[c]))],
        [.. before.Std.Select((d, c) => d / affine.Scale[c])]);

    private static float[] Product(float[] a, float[] b) => [.. a.Zip(b, (x, y) => x * y)];

    private static float[] Apply(float[] values, AffineLayer affine) => [.. values.Select((v, c) => (v * affine.Scale[c]) + affine.Shift[c])];

    private static float[] Repeat(float[] values, int times) => [.. values.SelectMany(v => Enumerable.Repeat(v, times))];
}
