using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Golden;

/// <summary>Keeps the inside of chosen images: a digest of each MVM, or the whole MVM.</summary>
/// <param name="kind">What is kept.</param>
/// <param name="images">Numbers of the images.</param>
public sealed class TraceRecorder(TraceKind kind, IReadOnlySet<int> images) : IMvmObserver
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, SortedDictionary<MvmPlace, ulong>> _digests = [];
    private readonly Dictionary<(int Image, MvmPlace Place), RecordedMvm> _mvms = [];

    /// <summary>What is kept.</summary>
    public TraceKind Kind => kind;

    /// <summary>The recorded images that have run, in order.</summary>
    public IReadOnlyList<int> Images => [.. _digests.Keys.Order()];

    /// <summary>Digests of an image's MVMs, by place.</summary>
    /// <param name="image">A recorded image.</param>
    /// <returns>Digests in the order of places.</returns>
    public IReadOnlyDictionary<MvmPlace, ulong> DigestsOf(int image) => _digests[image];

    /// <summary>A whole MVM of a recorded image.</summary>
    /// <param name="image">A recorded image.</param>
    /// <param name="place">Place.</param>
    /// <returns>The MVM; only in <see cref="TraceKind.Full"/>.</returns>
    public RecordedMvm MvmOf(int image, MvmPlace place) => _mvms[(image, place)];

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        if (kind == TraceKind.None || !images.Contains(record.Image))
        {
            return true;
        }

        ulong digest = MvmDigest.Of(record);
        RecordedMvm? copy = kind == TraceKind.Full ? new RecordedMvm(record) : null;
        lock (_gate)
        {
            if (!_digests.TryGetValue(record.Image, out SortedDictionary<MvmPlace, ulong>? mvms))
            {
                _digests[record.Image] = mvms = [];
            }

            mvms[MvmPlace.Of(record)] = digest;
            if (copy is not null)
            {
                _mvms[(record.Image, MvmPlace.Of(record))] = copy;
            }
        }

        return true;
    }
}
