using AnalogCoSim.Core;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Inference.Fitting;

/// <summary>Compensation by real activations: scale and offset of every column.</summary>
public static class ColumnFitting
{
    private const int Rounds = 2;

    /// <summary>Fits scale and offset of every column to real activations, as <see cref="AnalogCoSim.Analog.Parameters.DriftCompensation.Affine"/> asks for; on all processors.</summary>
    /// <param name="chip">Programmed chip.</param>
    /// <param name="inputs">INT8 input tensors of images that are not scored; shape [images, input length].</param>
    /// <param name="progress">Told of every image; null for none.</param>
    /// <param name="cancellation">Stops between images.</param>
    /// <returns>A chip with the same cores and new affine registers.</returns>
    /// <remarks>Two rounds: in the second one every layer sees what the corrected layers before it give. Read noise is that of images counted down from 2^32 - 1, which no data set reaches.</remarks>
    public static ProgrammedChip FitColumns(this ProgrammedChip chip, ReadOnlyMemory<sbyte> inputs, IProgressSink? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chip);
        int images = inputs.Length / chip.Program.Tensors[0].Length;
        ProgrammedChip fitted = chip;
        for (int round = 0; round < Rounds; round++)
        {
            ColumnFit fit = Observe(fitted, inputs, images, progress, round * images, cancellation);
            // A fit stands for the whole correction, so it is folded into the registers of the chip that was never fitted.
            fitted = chip.With(slice => fit.Fold(slice.Core, chip.Registers(slice.Core)));
        }

        return fitted;
    }

    private static ColumnFit Observe(ProgrammedChip chip, ReadOnlyMemory<sbyte> inputs, int images, IProgressSink? progress, int before, CancellationToken cancellation)
    {
        int length = chip.Program.Tensors[0].Length;
        // A fixed number of parts: sums, and so registers, are the same on every machine.
        ColumnFit[] parts = [.. Enumerable.Range(0, Math.Min(8, images)).Select(_ => new ColumnFit(chip, images))];
        int done = before;
        Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancellation }, part =>
        {
            using var engine = new ReferenceEngine(chip);
            for (int k = part; k < images; k += parts.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                engine.Run([-1 - k], inputs.Span.Slice(k * length, length), parts[part]);
                progress?.Report("images fitted", Interlocked.Increment(ref done), Rounds * images);
            }
        });
        foreach (ColumnFit part in parts.Skip(1))
        {
            parts[0].Add(part);
        }

        return parts[0];
    }
}
