using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Golden;

/// <summary>Keeps the inside of chosen images: a digest of each MVM, or the whole MVM.</summary>
/// <param name="kind">What is kept.</param>
/// <param name="images">Numbers of the images.</param>
public sealed class TraceRecorder(TraceKind kind, IReadOnlySet<int> images) : IMvmObserver
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, SortedDictionary<MvmAddress, ulong>> _digests = [];
    private readonly Dictionary<MvmAddress, RecordedMvm> _mvms = [];

    /// <summary>What is kept.</summary>
    public TraceKind Kind => kind;

    /// <summary>The recorded images that have run, in order.</summary>
    public IReadOnlyList<int> Images => [.. _digests.Keys.Order()];

    /// <summary>Digests of an image's MVMs.</summary>
    /// <param name="image">A recorded image.</param>
    /// <returns>Digests in the order of addresses.</returns>
    public IReadOnlyDictionary<MvmAddress, ulong> DigestsOf(int image) => _digests[image];

    /// <summary>A whole MVM of a recorded image.</summary>
    /// <param name="address">Its address.</param>
    /// <returns>The MVM; only in <see cref="TraceKind.Full"/>.</returns>
    public RecordedMvm MvmOf(in MvmAddress address) => _mvms[address];

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        if (kind == TraceKind.None || !images.Contains(record.Address.Image))
        {
            return true;
        }

        ulong digest = MvmDigest.Of(record);
        RecordedMvm? copy = kind == TraceKind.Full ? new RecordedMvm(record) : null;
        lock (_gate)
        {
            if (!_digests.TryGetValue(record.Address.Image, out SortedDictionary<MvmAddress, ulong>? mvms))
            {
                _digests[record.Address.Image] = mvms = [];
            }

            mvms[record.Address] = digest;
            if (copy is not null)
            {
                _mvms[record.Address] = copy;
            }
        }

        return true;
    }
}
