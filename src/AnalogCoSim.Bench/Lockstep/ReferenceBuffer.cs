using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Keeps input and every MVM of the reference engine's last images for the scoreboard.</summary>
public sealed class ReferenceBuffer : IMvmObserver, ICountSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Dictionary<MvmAddress, RecordedMvm>> _images = [];
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
    /// <param name="address">Its address.</param>
    /// <returns>The MVM, or null if the reference has none there.</returns>
    public RecordedMvm? Find(in MvmAddress address) => _images.GetValueOrDefault(address.Image)?.GetValueOrDefault(address);

    /// <summary>The first MVM of an image, by address, that the other engine has not reported.</summary>
    /// <param name="image">Image number.</param>
    /// <returns>Its address; null if it has reported all.</returns>
    public MvmAddress? FirstUnseen(int image)
    {
        MvmAddress? first = null;
        foreach ((MvmAddress address, RecordedMvm mvm) in _images.GetValueOrDefault(image) ?? [])
        {
            if (!mvm.Seen && (first is null || address < first))
            {
                first = address;
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
    public bool TryGet(in MvmAddress address, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
        if (Find(address) is not { } known || !inputs.SequenceEqual(known.Inputs))
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
            if (!_images.TryGetValue(record.Address.Image, out Dictionary<MvmAddress, RecordedMvm>? mvms))
            {
                _images[record.Address.Image] = mvms = [];
            }

            mvms[record.Address] = copy;
        }

        return true;
    }
}
