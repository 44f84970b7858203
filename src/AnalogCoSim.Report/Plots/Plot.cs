namespace AnalogCoSim.Report.Plots;

/// <summary>One plot of a page: series over a common x.</summary>
/// <param name="Title">Title above the plot.</param>
/// <param name="X">Values of x, ascending; positions 0, 1, ... with <see cref="Categories"/>.</param>
/// <param name="Series">Series, each as long as <paramref name="X"/>.</param>
public sealed record Plot(string Title, IReadOnlyList<double> X, IReadOnlyList<PlotSeries> Series)
{
    /// <summary>Text under each x instead of its number; null for numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Label of the x axis; empty for none.</summary>
    public string XLabel { get; init; } = string.Empty;

    /// <summary>Label of the y axis; empty for none.</summary>
    public string YLabel { get; init; } = string.Empty;

    /// <summary>Whether x is logarithmic.</summary>
    public bool LogX { get; init; }

    /// <summary>Low end of the y axis; null for that of the values.</summary>
    public double? YLow { get; init; }

    /// <summary>High end of the y axis; null for that of the values.</summary>
    public double? YHigh { get; init; }
}
