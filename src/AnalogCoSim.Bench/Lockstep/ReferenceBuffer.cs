using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Keeps input and every MVM of the reference engine's last images for the scoreboard.</summary>
public sealed class ReferenceBuffer : IMvmObserver, ICountSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Dictionary<MvmPlace, RecordedMvm>> _images = [];
    private readonly Dictionary<int, sbyte[]> _inputs = [];

    /// <summary>Forgets all and takes the images that come next.</summary>
    /// <param name="images">Their numbers.</param>
    /// <param name="inputs">Their input tensors, one after the other.</param>
    public void Begin(ReadOnlySpan<int> images, ReadOnlySpan<sbyte> inputs)
    {
        _images.Clear();
        _inputs.Clear();
        int length = images.IsEmpty ? 0 : inputs.Length / images.Length;
        for (int k = 0; k < images.Length; k++)
        {
            _inputs[images[k]] = inputs.Slice(k * length, length).ToArray();
        }
    }

    /// <summary>Input tensor of an image.</summary>
    /// <param name="image">Image number, one of those given by <see cref="Begin"/>.</param>
    /// <returns>The tensor.</returns>
    public sbyte[] Input(int image) => _inputs[image];

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
