using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Engine;

/// <summary>One MVM of one core as an engine executed it.</summary>
public readonly ref struct MvmRecord
{
    /// <summary>Image number.</summary>
    public required int Image { get; init; }

    /// <summary>Index of the crossbar step in the program's steps.</summary>
    public required int Step { get; init; }

    /// <summary>Output pixel; also the MVM number of the core within the image.</summary>
    public required int Position { get; init; }

    /// <summary>Core number.</summary>
    public required int Core { get; init; }

    /// <summary>Clock in which the LDPU delivered the last column; 0 in the reference engine.</summary>
    public ulong Cycle { get; init; }

    /// <summary>INT8 inputs, 256.</summary>
    public required ReadOnlySpan<sbyte> Inputs { get; init; }

    /// <summary>P counts, 256.</summary>
    public required ReadOnlySpan<ushort> CountsP { get; init; }

    /// <summary>N counts, 256.</summary>
    public required ReadOnlySpan<ushort> CountsN { get; init; }

    /// <summary>LDPU results, 256.</summary>
    public required ReadOnlySpan<sbyte> Outputs { get; init; }
}

/// <summary>Sees every MVM of an engine, in the engine's order. Called from the engine's own threads when it has several.</summary>
public interface IMvmObserver
{
    /// <summary>Called once an MVM's LDPU results are complete.</summary>
    /// <param name="record">The MVM; its spans are valid during the call only.</param>
    /// <returns>False to stop the run.</returns>
    bool OnMvm(in MvmRecord record);
}

/// <summary>What one image gave.</summary>
/// <param name="Image">Image number.</param>
/// <param name="Output">INT8 output tensor of the last step.</param>
/// <param name="Prediction">Index of the largest element, the first of equals.</param>
/// <param name="Cycles">Clocks of the chip from the first load to the last packet; 0 in the reference engine.</param>
/// <param name="StepCycles">Clocks per program step (0 for host steps); empty in the reference engine.</param>
public sealed record InferenceResult(int Image, sbyte[] Output, int Prediction, ulong Cycles, IReadOnlyList<ulong> StepCycles);

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
    /// <returns>One result an image, in order.</returns>
    IReadOnlyList<InferenceResult> Run(
        ReadOnlySpan<int> images,
        ReadOnlySpan<sbyte> inputs,
        IMvmObserver? observer = null,
        CancellationToken cancellation = default);
}
