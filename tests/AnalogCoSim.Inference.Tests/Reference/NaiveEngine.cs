using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Inference.Tests.Reference;

/// <summary>The chip one MVM at a time with the scalar LDPU and im2col by definition: slow, obvious, no batches.</summary>
internal sealed class NaiveEngine(ProgrammedChip chip)
{
    private readonly int[] _mvmsOfCore = new int[64];

    /// <summary>All tensors of one image after the run.</summary>
    public sbyte[][] Run(int image, ReadOnlySpan<sbyte> input)
    {
        sbyte[][] tensors = [.. chip.Program.Tensors.Select(tensor => new sbyte[tensor.Length])];
        input.CopyTo(tensors[0]);
        Array.Clear(_mvmsOfCore);
        foreach (ProgramStep step in chip.Program.Steps)
        {
            if (step is CrossbarStep crossbar)
            {
                for (int position = 0; position < crossbar.Geometry.Positions; position++)
                {
                    foreach (ColumnGroup group in crossbar.Groups)
                    {
                        Chain(crossbar, group, image, position, tensors);
                    }
                }
            }
            else
            {
                ((HostStep)step).Execute(new HostTensors(chip.Program.Tensors, tensors));
            }
        }

        return tensors;
    }

    private void Chain(CrossbarStep step, ColumnGroup group, int image, int position, sbyte[][] tensors)
    {
        int positions = step.Geometry.Positions;
        sbyte[] packet = step.Residual is { } residual
            ? [.. Enumerable.Range(group.FirstChannel, group.ChannelCount).Select(channel => tensors[residual][(channel * positions) + position])]
            : [];
        foreach (CoreSlice slice in group.Chain)
        {
            LdpuRegisters r = chip.Registers(slice.Core);
            var p = new ushort[256];
            var n = new ushort[256];
            sbyte[] inputs = [.. Enumerable.Range(0, 256).Select(row => Pixel(step, chip.Program.Tensors[step.Input], tensors[step.Input], slice, position, row))];
            chip.Macro(slice.Core).Compute(inputs, [MvmAddress.Alone(slice.Core, image, _mvmsOfCore[slice.Core]++)], chip.Analog.ReadMode, p, n);
            sbyte[] sent = packet;
            sbyte[] q = [.. Enumerable.Range(0, 256).Select(c => LdpuModel.Column(r, c, p[c], n[c], r.Combine && r.RxFirst + c < sent.Length && r.RxFirst + c <= r.RxLast ? sent[r.RxFirst + c] : (sbyte)0).Q)];
            packet = q[r.TxFirst..(r.TxLast + 1)];
        }

        for (int k = 0; k < group.ChannelCount; k++)
        {
            tensors[step.Output][((group.FirstChannel + k) * positions) + position] = packet[k];
        }
    }

    private static sbyte Pixel(CrossbarStep step, TensorSpec tensor, sbyte[] input, CoreSlice slice, int position, int row)
    {
        ConvolutionGeometry g = step.Geometry;
        int element = slice.FirstRow + row;
        int channel = element / (g.KernelHeight * g.KernelWidth);
        int y = (position / g.OutputWidth * g.StrideY) - g.PadTop + (element / g.KernelWidth % g.KernelHeight);
        int x = (position % g.OutputWidth * g.StrideX) - g.PadLeft + (element % g.KernelWidth);
        bool inside = row < slice.RowCount && y >= 0 && y < tensor.Height && x >= 0 && x < tensor.Width;
        return inside ? input[(((channel * tensor.Height) + y) * tensor.Width) + x] : (sbyte)0;
    }
}
