using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Counts MVMs and held counts of each step.</summary>
public sealed class RunStatistics : IMvmObserver
{
    private readonly Lock _gate = new();
    private readonly long[] _mvms;
    private readonly long[] _saturated;

    /// <summary>Starts at zero.</summary>
    /// <param name="steps">Steps of the program.</param>
    public RunStatistics(int steps)
    {
        _mvms = new long[steps];
        _saturated = new long[steps];
    }

    /// <summary>Takes over what was counted before.</summary>
    /// <param name="mvms">MVMs of each step.</param>
    /// <param name="saturated">Held counts of each step.</param>
    internal RunStatistics(IReadOnlyList<long> mvms, IReadOnlyList<long> saturated)
    {
        _mvms = [.. mvms];
        _saturated = [.. saturated];
    }

    /// <summary>MVMs of each step.</summary>
    public IReadOnlyList<long> Mvms => _mvms;

    /// <summary>Counts of each step that were held at their largest value.</summary>
    public IReadOnlyList<long> Saturated => _saturated;

    /// <summary>MVMs of all steps.</summary>
    public long TotalMvms => _mvms.Sum();

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        int saturated = record.CountsP.Count((ushort)ChipGeometry.MaxCount) + record.CountsN.Count((ushort)ChipGeometry.MaxCount);
        lock (_gate)
        {
            _mvms[record.Address.Step]++;
            _saturated[record.Address.Step] += saturated;
        }

        return true;
    }

    /// <summary>Adds another worker's counts.</summary>
    /// <param name="other">The other.</param>
    public void Merge(RunStatistics other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < _mvms.Length; i++)
        {
            _mvms[i] += other._mvms[i];
            _saturated[i] += other._saturated[i];
        }
    }
}
