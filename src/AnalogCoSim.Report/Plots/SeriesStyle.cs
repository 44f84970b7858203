namespace AnalogCoSim.Report.Plots;

/// <summary>How a series of a plot is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>Line.</summary>
    Line,

    /// <summary>Dashed line.</summary>
    Dashed,

    /// <summary>Points without a line.</summary>
    Points,

    /// <summary>Bars from zero.</summary>
    Bars,

    /// <summary>Upper bound of an envelope; the next series is its <see cref="Low"/>.</summary>
    High,

    /// <summary>Lower bound of an envelope.</summary>
    Low,

    /// <summary>Upper end of error bars; the next series is their <see cref="BarLow"/>.</summary>
    BarHigh,

    /// <summary>Lower end of error bars.</summary>
    BarLow,
}
