namespace AnalogCoSim.Report.Plots;

/// <summary>One series of a plot.</summary>
/// <param name="Label">Label in the legend.</param>
/// <param name="Values">One value for each x; NaN leaves a gap.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="Colour">Colour of the swatches, 0 to 7; <see cref="Soft"/> is grey.</param>
public sealed record PlotSeries(string Label, IReadOnlyList<double> Values, SeriesStyle Style = SeriesStyle.Line, int Colour = 0)
{
    /// <summary>Grey, for what is there to compare with.</summary>
    public const int Soft = -1;
}
