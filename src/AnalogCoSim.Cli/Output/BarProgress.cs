using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using Spectre.Console;

namespace AnalogCoSim.Cli.Output;

/// <summary>Draws one bar for each named piece of work.</summary>
/// <param name="context">The bars on the terminal.</param>
internal sealed class BarProgress(ProgressContext context) : IProgressSink, IDisposable
{
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <inheritdoc />
    public void Report(string work, long done, long total)
    {
        lock (_gate)
        {
            if (!_bars.TryGetValue(work, out ProgressTask? bar))
            {
                bar = context.AddTask(Markup.Escape(PlainText.Of(work)));
                _bars[work] = bar;
            }

            bar.IsIndeterminate = total <= 0;
            bar.MaxValue = Math.Max(1, total);
            bar.Value = Math.Min(done, bar.MaxValue);
            if (total > 0 && done >= total)
            {
                // Its clock stops too.
                bar.StopTask();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (ProgressTask bar in _bars.Values)
            {
                bar.StopTask();
            }
        }
    }
}
