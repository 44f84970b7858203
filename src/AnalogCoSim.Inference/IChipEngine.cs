using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Inference;

/// <summary>An engine with a chip program loaded into it. Not thread-safe: one caller at a time.</summary>
public interface IChipEngine : IDisposable
{
    /// <summary>The loaded program.</summary>
    ChipProgram Program { get; }

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
}
