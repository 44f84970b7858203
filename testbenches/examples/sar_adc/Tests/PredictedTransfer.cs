using SarAdc.Measurements;
using SarAdc.Models;

namespace SarAdc.Tests;

/// <summary>What the weights of the capacitors alone say of the transfer curve: no loop, no RTL, no trials.</summary>
/// <remarks>
/// A code is met from the sum of its own weights on. It ends where some bit that is 0 in it would have been kept: at the lowest sum of the bits above such a bit and that bit. Codes whose end is not above their beginning are missing.
/// </remarks>
internal sealed class PredictedTransfer
{
    private readonly double[] _from;
    private readonly double[] _to;

    /// <summary>Predicts.</summary>
    /// <param name="weights">Shape [bits]; unit capacitors; bit 0 first.</param>
    /// <param name="totalUnits">All capacitors that sample, in unit capacitors.</param>
    public PredictedTransfer(ReadOnlySpan<double> weights, double totalUnits)
    {
        int codes = 1 << weights.Length;
        (_from, _to) = (new double[codes], new double[codes]);
        for (int code = 0; code < codes; code++)
        {
            double sum = 0;
            _to[code] = double.PositiveInfinity;
            for (int bit = weights.Length - 1; bit >= 0; bit--)
            {
                double lsb = (sum + weights[bit]) * codes / totalUnits;
                (sum, _to[code]) = (code >> bit & 1) != 0 ? (sum + weights[bit], _to[code]) : (sum, Math.Min(_to[code], lsb));
            }

            _from[code] = sum * codes / totalUnits;
        }
    }

    /// <summary>Codes that come, in rising order.</summary>
    private IEnumerable<int> Present => Enumerable.Range(0, _from.Length).Where(code => _from[code] < _to[code]);

    /// <summary>The transfer curve, exactly.</summary>
    public TransferCurve Curve
    {
        get
        {
            int[] present = [.. Present];
            return new TransferCurve([.. Enumerable.Range(1, _from.Length - 1).Select(code => _from[present.First(one => one >= code)])]);
        }
    }

    /// <summary>Codes of rising inputs, each found from the one before.</summary>
    /// <param name="lsb">Inputs in ideal LSB, never falling.</param>
    /// <returns>Their codes.</returns>
    public IEnumerable<int> CodesOf(IEnumerable<double> lsb)
    {
        int[] present = [.. Present];
        int at = 0;
        foreach (double one in lsb)
        {
            while (one >= _to[present[at]])
            {
                at++;
            }

            yield return _from[present[at]] <= one || at == 0 ? present[at] : throw new InvalidOperationException($"no code for {one} LSB");
        }
    }
}
