using AnalogCoSim.Core.Errors;
using Spectre.Console.Rendering;

namespace AnalogCoSim.Cli.Output;

/// <summary>Draws another widget without the control characters in its texts: names out of files must not steer the terminal.</summary>
/// <param name="inner">What is drawn.</param>
internal sealed class PlainWidget(IRenderable inner) : IRenderable
{
    /// <inheritdoc />
    public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

    /// <inheritdoc />
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        inner.Render(options, maxWidth).Select(segment => segment.IsControlCode || segment.IsLineBreak ? segment : new Segment(PlainText.Of(segment.Text), segment.Style));
}
