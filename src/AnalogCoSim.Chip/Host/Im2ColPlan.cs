using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>How the 256 input registers of every core of a crossbar step are filled from the input tensor; computed once a program.</summary>
/// <remarks>
/// The input is first copied into a zero-padded frame. A slice's rows are runs of kernel pixels that lie side by side in the frame at a distance that does not depend on
/// the output pixel, so a gather is a few short copies and no index is computed in the inner loop.
/// </remarks>
public sealed class Im2ColPlan
{
    /// <summary>Bytes that a gather may read or write beyond the last element it needs.</summary>
    public const int Slack = 8;

    private readonly ConvolutionGeometry _geometry;
    private readonly TensorSpec _input;
    private readonly int _frameHeight;
    private readonly int _frameWidth;
    private readonly Dictionary<(int First, int Count), Im2ColRun[]> _runs = [];

    /// <summary>Plans a step.</summary>
    /// <param name="step">Crossbar step.</param>
    /// <param name="input">Its input tensor.</param>
    public Im2ColPlan(CrossbarStep step, TensorSpec input)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(input);
        _geometry = step.Geometry;
        _input = input;
        _frameHeight = Math.Max(_geometry.PadTop + input.Height, ((_geometry.OutputHeight - 1) * _geometry.StrideY) + _geometry.KernelHeight);
        _frameWidth = Math.Max(_geometry.PadLeft + input.Width, ((_geometry.OutputWidth - 1) * _geometry.StrideX) + _geometry.KernelWidth);
        foreach (CoreSlice slice in step.Groups.SelectMany(g => g.Chain))
        {
            _runs[(slice.FirstRow, slice.RowCount)] = Runs(slice.FirstRow, slice.RowCount);
        }
    }

    /// <summary>Elements of the zero-padded frame, including the slack.</summary>
    public int FrameLength => (_input.Channels * _frameHeight * _frameWidth) + Slack;

    /// <summary>Copies a tensor into its frame.</summary>
    /// <param name="tensor">Input tensor, CHW.</param>
    /// <param name="frame">Frame of <see cref="FrameLength"/> elements; all written.</param>
    public void Pad(ReadOnlySpan<sbyte> tensor, Span<sbyte> frame)
    {
        frame.Clear();
        for (int channel = 0; channel < _input.Channels; channel++)
        {
            for (int y = 0; y < _input.Height; y++)
            {
                int target = (((channel * _frameHeight) + y + _geometry.PadTop) * _frameWidth) + _geometry.PadLeft;
                tensor.Slice(((channel * _input.Height) + y) * _input.Width, _input.Width).CopyTo(frame[target..]);
            }
        }
    }

    /// <summary>Fills the input registers of one slice for consecutive output pixels; unused rows become 0.</summary>
    /// <param name="frame">Frame of the image.</param>
    /// <param name="slice">Slice of this step.</param>
    /// <param name="firstPosition">First output pixel.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="inputs">Shape [count, 256] plus <see cref="Slack"/> elements that are overwritten.</param>
    public void Gather(ReadOnlySpan<sbyte> frame, CoreSlice slice, int firstPosition, int count, Span<sbyte> inputs)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentOutOfRangeException.ThrowIfLessThan(frame.Length, FrameLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs.Length, (count * ChipGeometry.CrossbarSize) + Slack);
        ReadOnlySpan<Im2ColRun> runs = _runs[(slice.FirstRow, slice.RowCount)];
        ref byte source = ref Unsafe.As<sbyte, byte>(ref MemoryMarshal.GetReference(frame));
        ref byte target = ref Unsafe.As<sbyte, byte>(ref MemoryMarshal.GetReference(inputs));
        for (int k = 0; k < count; k++)
        {
            int position = firstPosition + k;
            int corner = (position / _geometry.OutputWidth * _geometry.StrideY * _frameWidth) + (position % _geometry.OutputWidth * _geometry.StrideX);
            int row = k * ChipGeometry.CrossbarSize;
            foreach (Im2ColRun run in runs)
            {
                // Eight bytes at once; those beyond the run are overwritten by the next run, the clearing below or the next pixel.
                long pixels = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref source, corner + run.Source));
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, row + run.Row), pixels);
            }

            inputs.Slice(row + slice.RowCount, ChipGeometry.CrossbarSize - slice.RowCount).Clear();
        }
    }

    private Im2ColRun[] Runs(int firstRow, int rowCount)
    {
        var runs = new List<Im2ColRun>();
        int previous = int.MinValue;
        for (int k = 0; k < rowCount; k++)
        {
            int kx = (firstRow + k) % _geometry.KernelWidth;
            int ky = (firstRow + k) / _geometry.KernelWidth % _geometry.KernelHeight;
            int channel = (firstRow + k) / (_geometry.KernelWidth * _geometry.KernelHeight);
            int source = (((channel * _frameHeight) + ky) * _frameWidth) + kx;
            bool extends = runs.Count > 0 && source == previous + 1 && k - runs[^1].Row < Slack;
            if (!extends)
            {
                runs.Add(new Im2ColRun(source, k));
            }

            previous = source;
        }

        return [.. runs];
    }

    private readonly record struct Im2ColRun(int Source, int Row);
}
