using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Chip.Program;

/// <summary>Finds shapes of a crossbar step that do not fit its tensors.</summary>
internal static class CrossbarCheck
{
    public static void Find(CrossbarStep step, StepCheck check)
    {
        (TensorSpec from, TensorSpec to) = (check.From, check.To);
        check.Window(step.Geometry, to.Channels, (double)from.Channels * to.Channels);
        check.Require(step.Residual is not { } residual || check.Tensor(residual).Length == to.Length, $"Step '{step.Name}' needs a residual of its output's shape.");
        double frame = step.Geometry.Frame(from.Channels, from.Height, from.Width);
        check.Require(frame <= ConvolutionGeometry.MostFrame, $"Step '{step.Name}' has a padded input of {frame:G3} elements, of at most {ConvolutionGeometry.MostFrame}.");
        long rows = (long)step.Geometry.KernelHeight * step.Geometry.KernelWidth * from.Channels;
        long channel = 0;
        foreach (ColumnGroup group in step.Groups)
        {
            bool columns = group.FirstChannel == channel && group.ChannelCount is > 0 and <= ChipGeometry.CrossbarSize;
            check.Require(columns, $"Step '{step.Name}': column groups must follow each other and have 1 to {ChipGeometry.CrossbarSize} channels.");
            channel += group.ChannelCount;
            long row = 0;
            foreach (CoreSlice slice in group.Chain)
            {
                bool fits = slice.FirstRow == row && slice.RowCount is > 0 and <= ChipGeometry.CrossbarSize;
                check.Require(fits, $"Step '{step.Name}', core {slice.Core}: slices must follow each other and have 1 to {ChipGeometry.CrossbarSize} rows.");
                row += slice.RowCount;
            }

            check.Require(row == rows, $"Step '{step.Name}': a chain covers {row} of {rows} rows.");
        }

        check.Require(channel == to.Channels, $"Step '{step.Name}': the column groups cover {channel} of {to.Channels} channels.");
    }
}
