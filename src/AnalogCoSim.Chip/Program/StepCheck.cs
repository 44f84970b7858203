namespace AnalogCoSim.Chip.Program;

/// <summary>The tensors of one step, and what is found wrong with it.</summary>
public sealed class StepCheck
{
    // Kernels, strides and padding beyond any image; products of two, and places in an image, stay within 63 and 31 bits.
    private const int MostExtent = 1 << 20;

    private readonly ProgramStep _step;
    private readonly IReadOnlyList<TensorSpec> _tensors;
    private readonly List<string> _found;

    internal StepCheck(ProgramStep step, IReadOnlyList<TensorSpec> tensors, List<string> found) => (_step, _tensors, _found) = (step, tensors, found);

    /// <summary>Input tensor.</summary>
    public TensorSpec From => Tensor(_step.Input);

    /// <summary>Output tensor.</summary>
    public TensorSpec To => Tensor(_step.Output);

    /// <summary>Any tensor that the step reads or writes.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The tensor.</returns>
    public TensorSpec Tensor(int index) => _tensors[index];

    /// <summary>Notes a fault unless a condition holds.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="otherwise">One sentence that names the step.</param>
    public void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            _found.Add(otherwise);
        }
    }

    /// <summary>Requires all tensors of the step to have as many elements.</summary>
    public void EqualLengths() => Require(_step.Reads.All(tensor => Tensor(tensor).Length == To.Length), $"Step '{_step.Name}' needs tensors of equal length.");

    /// <summary>Requires a window that can be computed and gives the output's shape.</summary>
    /// <param name="geometry">The window.</param>
    /// <param name="channels">Channels that the output has.</param>
    /// <param name="perPixel">How often each pixel of a window is read.</param>
    public void Window(ConvolutionGeometry geometry, int channels, double perPixel)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        string name = _step.Name;
        int[] atLeastOne = [geometry.KernelHeight, geometry.KernelWidth, geometry.StrideY, geometry.StrideX];
        bool possible = Array.TrueForAll(atLeastOne, n => n is >= 1 and <= MostExtent) && geometry.PadTop is >= 0 and <= MostExtent && geometry.PadLeft is >= 0 and <= MostExtent;
        Require(possible, $"Step '{name}' needs kernel extents and strides from 1 to {MostExtent}, and padding from 0.");
        Require(geometry.Reads(perPixel) <= ConvolutionGeometry.MostReads, $"Step '{name}' reads {geometry.Reads(perPixel):G3} elements for one image, of at most {ConvolutionGeometry.MostReads}.");
        Require(geometry.Reaches(From.Height, From.Width), $"Step '{name}' has output pixels beyond its input.");
        Require(
            To.Channels == channels && To.Height == geometry.OutputHeight && To.Width == geometry.OutputWidth,
            $"Step '{name}': geometry and tensor '{To.Name}' disagree about the output shape.");
    }
}
