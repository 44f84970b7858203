using AnalogCoSim.Chip.Engine;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Keeps every MVM of the reference engine's last images for the scoreboard.</summary>
public sealed class ReferenceBuffer : IMvmObserver, ICountSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Image, MvmPlace Place), RecordedMvm> _mvms = [];

    /// <summary>MVMs kept.</summary>
    public int Count => _mvms.Count;

    /// <summary>Forgets all.</summary>
    public void Clear() => _mvms.Clear();

    /// <summary>One MVM.</summary>
    /// <param name="image">Image number.</param>
    /// <param name="place">Its place.</param>
    /// <returns>The MVM, or null if the reference has none there.</returns>
    public RecordedMvm? Find(int image, MvmPlace place) => _mvms.GetValueOrDefault((image, place));

    /// <inheritdoc />
    public bool TryGet(int image, int stepIndex, int core, int position, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
        if (Find(image, new MvmPlace(stepIndex, core, position)) is not { } known || !inputs.SequenceEqual(known.Inputs))
        {
            return false;
        }

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
            _mvms[(record.Image, MvmPlace.Of(record))] = copy;
        }

        return true;
    }
}
