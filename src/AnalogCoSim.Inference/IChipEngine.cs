using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Inference;

/// <summary>An engine with a chip program loaded into it. Not thread-safe: one caller at a time.</summary>
/// <remarks>An engine reports about itself; what it has nothing to say about keeps its default.</remarks>
public interface IChipEngine : IDisposable
{
    /// <summary>The loaded program.</summary>
    ChipProgram Program { get; }

    /// <summary>Where the time of all runs so far went, as far as it is measured; the rest is the caller's difference.</summary>
    IReadOnlyList<EngineTime> Spent => [];

    /// <summary>Work of all runs so far, without the configuration before them.</summary>
    EngineWork Work => default;

    /// <summary>Counts of each step that were held at their largest value in all runs so far, empty before the first; null if only an observer can tell.</summary>
    IReadOnlyList<long>? Saturated => null;

    /// <summary>Which tiles were evaluated when, for the first image; null if that was not asked for, or there are no tiles.</summary>
    ImageActivity? Activity => null;

    /// <summary>What the host did so far beyond what the network asks for.</summary>
    HostActs HostActs => default;

    /// <summary>Runs a batch of images; results do not depend on the batch size or on the number of threads.</summary>
    /// <param name="images">Image numbers, the coordinates of their noise.</param>
    /// <param name="inputs">INT8 input tensors [images, input length].</param>
    /// <param name="observer">Sees every MVM; null for none.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>One result per image, in order.</returns>
    IReadOnlyList<InferenceResult> Run(
        ReadOnlySpan<int> images,
        ReadOnlySpan<sbyte> inputs,
        IMvmObserver? observer = null,
        CancellationToken cancellation = default);

    /// <summary>Ends the waves that the engine writes, if it does; their files are whole then.</summary>
    void EndWaves()
    {
    }
}
