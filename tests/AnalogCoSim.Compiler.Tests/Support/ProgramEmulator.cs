using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Compiler.Tests.Support;

/// <summary>A fast stand-in for the engines: ideal devices, linear converters that may count down, FP16 LDPU, INT8 packets.</summary>
internal sealed unsafe class ProgramEmulator(ChipProgram program, double countsPerMicroAmpereNanosecond, bool floor)
{
    public sbyte[] Run(float[] images)
    {
        int length = program.Tensors[0].Length;
        int count = images.Length / length;
        var outputs = new sbyte[count * program.Tensors[program.Steps[^1].Output].Length];
        int outLength = outputs.Length / count;
        for (int first = 0; first < count; first += 32)
        {
            int n = Math.Min(32, count - first);
            float[] result = RunBatch(images.AsSpan(first * length, n * length), n);
            for (int i = 0; i < n * outLength; i++)
            {
                outputs[(first * outLength) + i] = (sbyte)result[i];
            }
        }

        return outputs;
    }

    private float[] RunBatch(ReadOnlySpan<float> images, int count)
    {
        var values = new float[program.Tensors.Count][];
        values[0] = Encode(images, count);
        foreach (ProgramStep step in program.Steps)
        {
            values[step.Output] = Step(step, values, count);
        }

        return values[program.Steps[^1].Output];
    }

    private float[] Encode(ReadOnlySpan<float> images, int count)
    {
        TensorSpec t = program.Tensors[0];
        var q = new float[count * t.Length];
        for (int i = 0; i < q.Length; i++)
        {
            int c = i / (t.Height * t.Width) % t.Channels;
            q[i] = Int8((images[i] - program.Input.Mean[c]) / program.Input.Std[c] / t.Scale);
        }

        return q;
    }

    private float[] Step(ProgramStep step, float[][] values, int count)
    {
        TensorSpec from = program.Tensors[step.Input];
        TensorSpec to = program.Tensors[step.Output];
        var output = new float[count * to.Length];
        var shape = new FeatureShape(from.Channels, from.Height, from.Width);
        var target = new FeatureShape(to.Channels, to.Height, to.Width);
        float[] input = values[step.Input];
        switch (step)
        {
            case CrossbarStep crossbar:
                foreach (ColumnGroup group in crossbar.Groups)
                {
                    Chain(crossbar, group, input, crossbar.Residual is { } r ? values[r] : null, output, shape, to, count);
                }

                break;
            case MaxPoolStep pool:
                new PlaneKernel(shape, target, (a, b) => PlaneMath.MaxPool(a, b, shape, pool.Geometry)).Run(input, null, output, count);
                break;
            case AveragePoolStep pool:
                new PlaneKernel(shape, target, (a, b) => PlaneMath.AveragePool(a, b, shape, pool.Geometry, pool.CountIncludesPadding)).Run(input, null, output, count);
                Each(output, v => Int8(v * from.Scale / to.Scale));
                break;
            case SamplingStep slice:
                var layer = new SamplingLayer { Name = slice.Name, Input = 0, Output = 1, Sampling = slice.Sampling };
                new ImageKernel(layer, shape, target).Run(input, null, output, count);
                break;
            case AddStep add:
                float second = program.Tensors[add.Second].Scale / to.Scale;
                for (int i = 0; i < output.Length; i++)
                {
                    float sum = (input[i] * from.Scale / to.Scale) + (values[add.Second][i] * second);
                    output[i] = Int8(add.Relu ? Math.Max(sum, 0) : sum);
                }

                break;
            case RescaleStep rescale:
                input.CopyTo(output, 0);
                Each(output, v => Int8((rescale.Relu ? Math.Max(v, 0) : v) * from.Scale / to.Scale));
                break;
            default:
                input.AsSpan(0, output.Length).CopyTo(output);
                break;
        }

        return output;
    }

    private void Chain(CrossbarStep step, ColumnGroup group, float[] input, float[]? residual, float[] output, FeatureShape shape, TensorSpec to, int count)
    {
        int positions = step.Geometry.Positions;
        int panels = ((count * positions) + 31) / 32;
        SliceRunner[] runners = [.. group.Chain.Select(s => new SliceRunner(s, group.ChannelCount, countsPerMicroAmpereNanosecond, floor))];
        Parallel.For(0, panels, p =>
        {
            int width = Math.Min(32, (count * positions) - (p * 32));
            long[] columns = [.. Enumerable.Range(p * 32, width).Select(n => (long)n)];
            var panel = new float[step.Rows * 32];
            fixed (float* source = input, target = panel)
            {
                Im2Col.Fill(source, shape, step.Geometry, columns, target);
            }

            var partial = new float[group.ChannelCount * 32];
            for (int m = 0; residual is not null && m < group.ChannelCount; m++)
            {
                for (int j = 0; j < width; j++)
                {
                    partial[(m * 32) + j] = residual[(columns[j] / positions * to.Length) + ((group.FirstChannel + m) * positions) + (columns[j] % positions)];
                }
            }

            foreach (SliceRunner runner in runners)
            {
                runner.Run(panel, partial);
            }

            for (int m = 0; m < group.ChannelCount; m++)
            {
                for (int j = 0; j < width; j++)
                {
                    output[(columns[j] / positions * to.Length) + ((group.FirstChannel + m) * positions) + (columns[j] % positions)] = partial[(m * 32) + j];
                }
            }
        });
    }

    private static void Each(float[] values, Func<float, float> change)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = change(values[i]);
        }
    }

    private static float Int8(float value) => Math.Clamp(MathF.Round(value), -128, 127);

    private sealed class SliceRunner
    {
        private readonly CoreSlice _slice;
        private readonly int _columns;
        private readonly bool _floor;
        private readonly float _counts;
        private readonly PackedMatrix[] _matrices;

        public SliceRunner(CoreSlice slice, int columns, double gain, bool floor)
        {
            (_slice, _columns, _floor) = (slice, columns, floor);
            _counts = (float)(gain * slice.GmaxMicroSiemens * slice.ReadVoltageVolt / slice.WeightMax);
            float[] signs = floor ? [1, -1] : [0];
            _matrices = [.. signs.Select(sign => Matrix(sign))];
        }

        public void Run(float[] panel, float[] partial)
        {
            float[] x = panel.AsSpan(_slice.FirstRow * 32, _slice.RowCount * 32).ToArray();
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = Math.Max(x[i], -127);
            }

            var net = new float[_columns * 32];
            if (_floor)
            {
                foreach (int sign in (int[])[1, -1])
                {
                    var part = new float[x.Length];
                    bool any = false;
                    for (int i = 0; i < x.Length; i++)
                    {
                        part[i] = Math.Max(x[i] * sign, 0);
                        any |= part[i] > 0;
                    }

                    if (!any)
                    {
                        continue;
                    }

                    Accumulate(_matrices[0], part, net, sign);
                    Accumulate(_matrices[1], part, net, -sign);
                }
            }
            else
            {
                Accumulate(_matrices[0], x, net, 1);
            }

            LdpuRegisters r = _slice.Ldpu;
            float rx = (float)Binary16.ToDouble(r.RxScale);
            for (int i = 0; i < net.Length; i++)
            {
                int c = i / 32;
                float affine = Round16((_slice.ColumnScale?[c] ?? 1f) / (_counts * _slice.OutputStep));
                float v = Round16((Round16(net[i]) * affine) + (float)Binary16.ToDouble(r.AffineOffset[c]));
                v = r.Combine ? Round16((rx * partial[i]) + v) : v;
                partial[i] = Int8(r.Relu2 ? Math.Max(v, 0) : v);
            }
        }

        private static float Round16(float v) => (float)(Half)v;

        private void Accumulate(PackedMatrix matrix, float[] x, float[] net, int sign)
        {
            var result = new float[matrix.ResultLength];
            fixed (float* source = x, target = result)
            {
                matrix.Multiply(source, target);
            }

            for (int i = 0; i < net.Length; i++)
            {
                net[i] += sign * (_floor ? MathF.Floor(result[i] * _counts) : result[i] * _counts);
            }
        }

        private PackedMatrix Matrix(float sign)
        {
            var weights = new float[_slice.RowCount * _columns];
            for (int i = 0; i < weights.Length; i++)
            {
                float w = _slice.Weights[(i / _columns * 256) + (i % _columns)];
                weights[i] = sign == 0 ? w : Math.Max(w * sign, 0);
            }

            return new PackedMatrix(weights, _slice.RowCount, _columns, []);
        }
    }
}
