using AnalogCoSim.Core;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>One bar for a whole sweep: the images of its runs.</summary>
/// <param name="inner">Draws it.</param>
/// <param name="total">Images of all runs.</param>
internal sealed class SweepProgress(IProgressSink inner, long total) : IProgressSink
{
    private long _before;

    /// <inheritdoc />
    void IProgressSink.Report(string work, long done, long ofRun)
    {
        if (work == "images")
        {
            inner.Report("sweep", Interlocked.Read(ref _before) + done, total);
        }
    }

    /// <summary>Says that a run is over.</summary>
    /// <param name="images">Its images.</param>
    public void Finished(long images) => inner.Report("sweep", Interlocked.Add(ref _before, images), total);
}
