namespace AnalogCoSim.Core;

/// <summary>A sink that drops everything.</summary>
public sealed class NoProgress : IProgressSink
{
    /// <summary>The one instance.</summary>
    public static NoProgress Instance { get; } = new();

    /// <inheritdoc />
    public void Report(string work, long done, long total)
    {
    }
}
