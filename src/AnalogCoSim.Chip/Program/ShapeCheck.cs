using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Chip.Program;

/// <summary>Finds shapes of a step that do not fit its tensors.</summary>
internal static class ShapeCheck
{
    // Kernels, strides and padding beyond any image; products of two, and places in an image, stay within 63 and 31 bits.
    private const int MostExtent = 1 << 20;

    public static void Find(ChipProgram program, ProgramStep step, List<string> found)
    {
        TensorSpec from = program.Tensors[step.Input];
        TensorSpec to = program.Tensors[step.Output];
        switch (step)
        {
            case CrossbarStep crossbar:
                CheckCrossbar(program, crossbar, from, to, found);
                break;
            case MaxPoolStep pool:
                CheckWindow(step, pool.Geometry, from, to, from.Channels, from.Channels, found);
                break;
            case AveragePoolStep pool:
                CheckWindow(step, pool.Geometry, from, to, from.Channels, from.Channels, found);
                break;
            case SamplingStep slice:
                bool takes = slice.Sampling.ChannelsBefore < to.Channels && slice.Sampling.Channels.First < from.Channels && slice.Sampling.Rows.First < from.Height && slice.Sampling.Columns.First < from.Width;
                Require(takes, $"Step '{step.Name}' takes nothing of its input.", found);
                Require(slice.Sampling.IsValid && from.Channels % slice.Sampling.Groups == 0, $"Step '{step.Name}' needs positive steps, no negative places, and groups that divide its input's channels.", found);
                break;
            default:
                int second = step is AddStep add ? program.Tensors[add.Second].Length : from.Length;
                Require(from.Length == to.Length && second == to.Length, $"Step '{step.Name}' needs tensors of equal length.", found);
                break;
        }
    }

    private static void CheckCrossbar(ChipProgram program, CrossbarStep step, TensorSpec from, TensorSpec to, List<string> found)
    {
        CheckWindow(step, step.Geometry, from, to, to.Channels, (double)from.Channels * to.Channels, found);
        Require(step.Residual is not { } residual || program.Tensors[residual].Length == to.Length, $"Step '{step.Name}' needs a residual of its output's shape.", found);
        double frame = step.Geometry.Frame(from.Channels, from.Height, from.Width);
        Require(frame <= ConvolutionGeometry.MostFrame, $"Step '{step.Name}' has a padded input of {frame:G3} elements, of at most {ConvolutionGeometry.MostFrame}.", found);
        long rows = (long)step.Geometry.KernelHeight * step.Geometry.KernelWidth * from.Channels;
        long channel = 0;
        foreach (ColumnGroup group in step.Groups)
        {
            bool columns = group.FirstChannel == channel && group.ChannelCount is > 0 and <= ChipGeometry.CrossbarSize;
            Require(columns, $"Step '{step.Name}': column groups must follow each other and have 1 to {ChipGeometry.CrossbarSize} channels.", found);
            channel += group.ChannelCount;
            long row = 0;
            foreach (CoreSlice slice in group.Chain)
            {
                bool fits = slice.FirstRow == row && slice.RowCount is > 0 and <= ChipGeometry.CrossbarSize;
                Require(fits, $"Step '{step.Name}', core {slice.Core}: slices must follow each other and have 1 to {ChipGeometry.CrossbarSize} rows.", found);
                row += slice.RowCount;
            }

            Require(row == rows, $"Step '{step.Name}': a chain covers {row} of {rows} rows.", found);
        }

        Require(channel == to.Channels, $"Step '{step.Name}': the column groups cover {channel} of {to.Channels} channels.", found);
    }

    private static void CheckWindow(ProgramStep step, ConvolutionGeometry geometry, TensorSpec from, TensorSpec to, int channels, double perPixel, List<string> found)
    {
        int[] atLeastOne = [geometry.KernelHeight, geometry.KernelWidth, geometry.StrideY, geometry.StrideX];
        bool possible = Array.TrueForAll(atLeastOne, n => n is >= 1 and <= MostExtent) && geometry.PadTop is >= 0 and <= MostExtent && geometry.PadLeft is >= 0 and <= MostExtent;
        Require(possible, $"Step '{step.Name}' needs kernel extents and strides from 1 to {MostExtent}, and padding from 0.", found);
        Require(geometry.Reads(perPixel) <= ConvolutionGeometry.MostReads, $"Step '{step.Name}' reads {geometry.Reads(perPixel):G3} elements for one image, of at most {ConvolutionGeometry.MostReads}.", found);
        Require(geometry.Reaches(from.Height, from.Width), $"Step '{step.Name}' has output pixels beyond its input.", found);
        Require(
            to.Channels == channels && to.Height == geometry.OutputHeight && to.Width == geometry.OutputWidth,
            $"Step '{step.Name}': geometry and tensor '{to.Name}' disagree about the output shape.",
            found);
    }

    private static void Require(bool condition, string otherwise, List<string> found)
    {
        if (!condition)
        {
            found.Add(otherwise);
        }
    }
}
