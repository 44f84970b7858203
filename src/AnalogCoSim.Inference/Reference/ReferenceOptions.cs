
namespace AnalogCoSim.Inference.Reference;

/// <summary>How the reference engine works; nothing here changes a result.</summary>
public sealed record ReferenceOptions
{
    /// <summary>Threads; 0 means all processors. A run with an observer uses one.</summary>
    public int Threads { get; init; }

    /// <summary>Images that a thread takes through the program together.</summary>
    public int ImagesPerBlock { get; init; } = 16;

    /// <summary>MVMs that go through a core together.</summary>
    public int MvmsPerBatch { get; init; } = 256;
}
