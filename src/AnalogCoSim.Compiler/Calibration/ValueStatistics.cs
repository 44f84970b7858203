namespace AnalogCoSim.Compiler.Calibration;

/// <summary>What the float run showed of one value: range and a sample of its elements.</summary>
internal sealed class ValueStatistics
{
    private const int SamplesPerChunk = 16384;

    /// <summary>Knuth's multiplicative hash: walks through the elements in an order without the image's periods.</summary>
    private const ulong Hash = 2654435761;

    private readonly List<float> _samples = [];

    public float AbsoluteMaximum { get; private set; }

    public IReadOnlyList<float> Samples => _samples;

    public void Observe(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            AbsoluteMaximum = Math.Max(AbsoluteMaximum, Math.Abs(value));
        }

        int count = Math.Min(SamplesPerChunk, values.Length);
        for (int i = 0; i < count; i++)
        {
            _samples.Add(values[(int)((ulong)i * Hash % (ulong)values.Length)]);
        }
    }
}
