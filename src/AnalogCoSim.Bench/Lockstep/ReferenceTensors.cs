using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Tensors of an image as the reference has them, put together again from its MVMs and the host's steps between them; for the report of a failure.</summary>
/// <param name="program">The program.</param>
/// <param name="reference">Inputs and MVMs of the reference.</param>
internal sealed class ReferenceTensors(ChipProgram program, ReferenceBuffer reference)
{
    private readonly MvmCounts _counts = new(program);

    /// <summary>The byte of a residual packet that the head of a chain combines into a column.</summary>
    /// <param name="address">The MVM of the head.</param>
    /// <param name="payload">Which byte of the packet.</param>
    /// <returns>The byte; 0 where the packet has none.</returns>
    public sbyte Residual(in MvmAddress address, int payload)
    {
        var step = (CrossbarStep)program.Steps[address.Step];
        int head = address.Core;
        ColumnGroup group = step.Groups.Single(one => one.Chain[0].Core == head);
        return step.Residual is { } tensor && payload < group.ChannelCount
            ? Of(address.Image, tensor)[((group.FirstChannel + payload) * step.Geometry.Positions) + address.Position]
            : (sbyte)0;
    }

    /// <summary>A tensor.</summary>
    /// <param name="image">Image number.</param>
    /// <param name="index">Index of the tensor in the program.</param>
    /// <returns>Its values, CHW.</returns>
    public sbyte[] Of(int image, int index)
    {
        sbyte[][] tensors = [.. program.Tensors.Select(_ => Array.Empty<sbyte>())];
        tensors[0] = reference.Input(image);
        for (int k = 0; tensors[index].Length == 0; k++)
        {
            int output = program.Steps[k].Output;
            tensors[output] = new sbyte[program.Tensors[output].Length];
            if (program.Steps[k] is HostStep host)
            {
                host.Execute(new HostTensors(program.Tensors, tensors));
            }
            else
            {
                Collect(image, k, (CrossbarStep)program.Steps[k], tensors[output]);
            }
        }

        return tensors[index];
    }

    private void Collect(int image, int index, CrossbarStep step, sbyte[] output)
    {
        int positions = step.Geometry.Positions;
        foreach (ColumnGroup group in step.Groups)
        {
            CoreSlice tail = group.Chain[^1];
            for (int position = 0; position < positions; position++)
            {
                ReadOnlySpan<sbyte> sent = LinkPacket.Transmit(tail.Ldpu, reference.Find(_counts.Address(image, index, tail.Core, position))!.Outputs);
                for (int channel = 0; channel < group.ChannelCount; channel++)
                {
                    output[((group.FirstChannel + channel) * positions) + position] = sent[channel];
                }
            }
        }
    }
}
