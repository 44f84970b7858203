using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>The steps that the chip leaves to its host, on INT8 tensors in CHW order; the one implementation that all engines use.</summary>
/// <remarks>Nothing here allocates. Roundings: <see cref="Core.Numerics.Quantiser.ToInt8"/>.</remarks>
public static class HostSteps
{
    /// <summary>Whether a step runs on the host.</summary>
    /// <param name="step">Any step.</param>
    /// <returns>False for crossbar steps.</returns>
    public static bool IsHostStep(ProgramStep step) => step is not CrossbarStep;

    /// <summary>Second input tensor of a step.</summary>
    /// <param name="step">Any step.</param>
    /// <returns>Tensor index, or null where there is none.</returns>
    public static int? SecondInput(ProgramStep step) => (step as AddStep)?.Second;

    /// <summary>Runs one host step for one image.</summary>
    /// <param name="step">A step that is not a crossbar step.</param>
    /// <param name="tensors">Tensors of the program.</param>
    /// <param name="input">Input tensor.</param>
    /// <param name="second">Second input tensor of an <see cref="AddStep"/>, else ignored.</param>
    /// <param name="output">Output tensor; all elements are written.</param>
    public static void Run(ProgramStep step, IReadOnlyList<TensorSpec> tensors, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> second, Span<sbyte> output)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(tensors);
        TensorSpec from = tensors[step.Input];
        TensorSpec to = tensors[step.Output];
        switch (step)
        {
            case MaxPoolStep pool:
                Pooling.Max(pool.Geometry, from, input, output);
                break;
            case AveragePoolStep pool:
                Pooling.Average(pool, from, to, input, output);
                break;
            case ReshapeStep:
                input.CopyTo(output);
                break;
            case AddStep add:
                ElementWise.Add(input, (double)from.Scale / to.Scale, second, (double)tensors[add.Second].Scale / to.Scale, add.Relu, output);
                break;
            case RescaleStep rescale:
                ElementWise.Rescale(input, (double)from.Scale / to.Scale, rescale.Relu, output);
                break;
            case SamplingStep slice:
                slice.Sampling.Copy(input, (from.Channels, from.Height, from.Width), output, (to.Channels, to.Height, to.Width));
                break;
            default:
                throw new ArgumentException($"'{step.GetType().Name}' is not a host step.", nameof(step));
        }
    }

    /// <summary>Index of the largest element, the first of equals.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>Index.</returns>
    public static int ArgMax(ReadOnlySpan<sbyte> values)
    {
        int best = 0;
        for (int k = 1; k < values.Length; k++)
        {
            best = values[k] > values[best] ? k : best;
        }

        return best;
    }
}
