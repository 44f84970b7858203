
namespace AnalogCoSim.Inference.Reference;

/// <summary>One run of the reference engine: hands blocks of images to its threads and collects their results.</summary>
internal sealed class ReferenceRun(int[] images, sbyte[] inputs, int inputLength, int imagesPerBlock)
{
    private readonly InferenceResult[] _results = new InferenceResult[images.Length];
    private int _next;
    private bool _stopped;

    /// <summary>All results, or the whole images before an observer stopped the run.</summary>
    public IReadOnlyList<InferenceResult> Results => _stopped ? [.. _results.TakeWhile(result => result is not null)] : _results;

    /// <summary>Takes blocks until none is left; called once by each thread.</summary>
    public void Work(ReferenceWorker worker, CancellationToken cancellation)
    {
        while (!Volatile.Read(ref _stopped))
        {
            int first = Interlocked.Add(ref _next, imagesPerBlock) - imagesPerBlock;
            if (first >= images.Length)
            {
                break;
            }

            int count = Math.Min(imagesPerBlock, images.Length - first);
            var block = new ImageBlock(images.AsMemory(first, count), inputs.AsMemory(first * inputLength, count * inputLength));
            if (!worker.Run(block, _results.AsSpan(first, count), cancellation))
            {
                Volatile.Write(ref _stopped, true);
            }
        }
    }
}
