using System.Globalization;
using System.Text;

namespace SarAdc.Measurements;

/// <summary>A frame with axes in a drawing; all coordinates of the drawing in px.</summary>
/// <param name="left">Left edge.</param>
/// <param name="top">Upper edge.</param>
/// <param name="width">Width.</param>
/// <param name="height">Height.</param>
/// <param name="x">Range of the horizontal axis.</param>
/// <param name="y">Range of the vertical axis.</param>
internal sealed class SvgPanel(double left, double top, double width, double height, (double From, double To) x, (double From, double To) y)
{
    private readonly StringBuilder _text = new();

    /// <summary>Draws frame, grid and labels.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="across">Horizontal axis with its unit.</param>
    /// <param name="steps">Distances of grid lines along both axes.</param>
    /// <returns>The panel.</returns>
    public SvgPanel Axes(string title, string across, (double X, double Y) steps)
    {
        Write($"<text class=\"ink head\" x=\"{left}\" y=\"{top - 10}\">{title}</text>");
        Write($"<text class=\"soft\" x=\"{left + width}\" y=\"{top + height + 34}\" text-anchor=\"end\">{across}</text>");
        foreach (double at in Grid(x, steps.X))
        {
            Write($"<path class=\"grid\" d=\"M{X(at):0.0} {top} v{height}\"/><text class=\"soft\" x=\"{X(at):0.0}\" y=\"{top + height + 16}\" text-anchor=\"middle\">{at:0.##}</text>");
        }

        foreach (double at in Grid(y, steps.Y))
        {
            Write($"<path class=\"grid\" d=\"M{left} {Y(at):0.0} h{width}\"/><text class=\"soft\" x=\"{left - 6}\" y=\"{Y(at) + 4:0.0}\" text-anchor=\"end\">{at:0.##}</text>");
        }

        Write($"<rect class=\"frame\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>");
        return this;
    }

    /// <summary>Draws a line.</summary>
    /// <param name="style">Its class.</param>
    /// <param name="points">Its points; values, not px.</param>
    /// <param name="stairs">Whether it goes across before it goes up.</param>
    /// <returns>The panel.</returns>
    public SvgPanel Line(string style, IEnumerable<(double X, double Y)> points, bool stairs)
    {
        IEnumerable<string> path = points.Select((point, k) => k == 0 ? Format($"M{X(point.X):0.0} {Y(point.Y):0.0}")
            : stairs ? Format($"H{X(point.X):0.0}V{Y(point.Y):0.0}") : Format($"L{X(point.X):0.0} {Y(point.Y):0.0}"));
        Write($"<path class=\"{style}\" d=\"{string.Concat(path)}\"/>");
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    private static IEnumerable<double> Grid((double From, double To) range, double step)
    {
        for (double k = Math.Ceiling(range.From / step); k * step <= range.To; k++)
        {
            yield return k * step;
        }
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private double X(double value) => left + ((Math.Clamp(value, x.From, x.To) - x.From) / (x.To - x.From) * width);

    private double Y(double value) => top + height - ((Math.Clamp(value, y.From, y.To) - y.From) / (y.To - y.From) * height);

    private void Write(FormattableString text) => _text.Append(Format(text)).Append('\n');
}
