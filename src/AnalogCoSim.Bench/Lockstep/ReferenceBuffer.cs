using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Keeps every MVM of the reference engine's last images for the scoreboard.</summary>
public sealed class ReferenceBuffer : IMvmObserver, ICountSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Dictionary<MvmPlace, RecordedMvm>> _images = [];

    /// <summary>Forgets all.</summary>
    public void Clear() => _images.Clear();

    /// <summary>One MVM.</summary>
    /// <param name="image">Image number.</param>
    /// <param name="place">Its place.</param>
    /// <returns>The MVM, or null if the reference has none there.</returns>
    public RecordedMvm? Find(int image, MvmPlace place) => _images.GetValueOrDefault(image)?.GetValueOrDefault(place);

    /// <summary>The first MVM of an image, by place, that the other engine has not reported.</summary>
    /// <param name="image">Image number.</param>
    /// <returns>Its place; null if it has reported all.</returns>
    public MvmPlace? FirstUnseen(int image)
    {
        MvmPlace? first = null;
        foreach ((MvmPlace place, RecordedMvm mvm) in _images.GetValueOrDefault(image) ?? [])
        {
            if (!mvm.Seen && (first is null || place < first))
            {
                first = place;
            }
        }

        return first;
    }

    /// <summary>Forgets what the other engine has reported of an image, so that it can run it again.</summary>
    /// <param name="image">Image number.</param>
    public void Reread(int image)
    {
        foreach ((_, RecordedMvm mvm) in _images.GetValueOrDefault(image) ?? [])
        {
            mvm.Seen = false;
        }
    }

    /// <inheritdoc />
    public bool TryGet(int image, int stepIndex, int core, int position, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
        if (Find(image, new MvmPlace(stepIndex, core, position)) is not { } known || !inputs.SequenceEqual(known.Inputs))
        {
            return false;
        }

        known.CountsShared = true;
        known.CountsP.CopyTo(countsP);
        known.CountsN.CopyTo(countsN);
        return true;
    }

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        var copy = new RecordedMvm(record);
        lock (_gate)
        {
            if (!_images.TryGetValue(record.Image, out Dictionary<MvmPlace, RecordedMvm>? mvms))
            {
                _images[record.Image] = mvms = [];
            }

            mvms[MvmPlace.Of(record)] = copy;
        }

        return true;
    }
}
