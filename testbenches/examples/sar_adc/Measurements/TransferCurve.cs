namespace SarAdc.Measurements;

/// <summary>Static behaviour of a converter, in LSB.</summary>
/// <remarks>Terms as in IEEE Std 1241. The line that INL is measured from goes through the first and the last transition, so offset and gain are not in it.</remarks>
public sealed class TransferCurve
{
    private readonly double[] _dnl;
    private readonly double[] _inl;

    /// <summary>Takes transitions.</summary>
    /// <param name="transitions">Shape [codes - 1]; ideal LSB above the lower end of the range; at k - 1 the input from which the code is at least k. Never falling.</param>
    public TransferCurve(IReadOnlyList<double> transitions)
    {
        Transitions = transitions;
        int last = transitions.Count - 1;
        double lsb = (transitions[last] - transitions[0]) / last;
        _dnl = [.. Enumerable.Range(0, last).Select(k => ((transitions[k + 1] - transitions[k]) / lsb) - 1)];
        _inl = [.. Enumerable.Range(0, last + 1).Select(k => ((transitions[k] - transitions[0]) / lsb) - k)];
        MissingCodes = [.. Enumerable.Range(1, last).Where(code => _dnl[code - 1] <= -0.99)];
    }

    /// <summary>Transitions; shape [codes - 1]; ideal LSB above the lower end of the range; at k - 1 the input from which the code is at least k.</summary>
    public IReadOnlyList<double> Transitions { get; }

    /// <summary>Differential nonlinearity; shape [codes - 2]; LSB; code 1 first, since the outer codes have no width.</summary>
    public ReadOnlySpan<double> Dnl => _dnl;

    /// <summary>Integral nonlinearity; shape [codes - 1]; LSB; transition to code 1 first.</summary>
    public ReadOnlySpan<double> Inl => _inl;

    /// <summary>Codes that never come, in rising order.</summary>
    public IReadOnlyList<int> MissingCodes { get; }

    /// <summary>Counts codes of a ramp.</summary>
    /// <param name="counts">Shape [codes]; how often each came.</param>
    /// <param name="stepsPerLsb">Inputs per ideal code.</param>
    /// <param name="beginLsb">Where it begins, ideal LSB above the lower end of the range; below the first transition.</param>
    /// <returns>The curve.</returns>
    public static TransferCurve FromCounts(IReadOnlyList<int> counts, int stepsPerLsb, int beginLsb)
    {
        double[] transitions = new double[counts.Count - 1];
        long below = 0;
        for (int code = 1; code < counts.Count; code++)
        {
            below += counts[code - 1];
            transitions[code - 1] = beginLsb + ((double)below / stepsPerLsb);
        }

        return new TransferCurve(transitions);
    }
}
