using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Converters;

/// <summary>What the once-per-chip calibration leaves for the digital side to equalise, for each column.</summary>
/// <remarks>
/// With these, <c>P / GainP[c] - N / GainN[c] - OffsetCounts(mode)[c]</c> is about <c>CountsPerUnitWeight * sum_r x_r w_rc / WeightMax</c>:
/// the LDPU registers are sP = s / GainP, sN = s / GainN, o = -s * offset for a common scale s. Source: KA, JSSC 57(4) (2022); LG (2023).
/// </remarks>
public sealed class AdcCalibration
{
    private readonly float[] _offsetOnePhase;
    private readonly float[] _offsetFourPhase;

    /// <summary>Creates a calibration.</summary>
    /// <param name="gainP">Shape [256]; measured gain of the P path over nominal.</param>
    /// <param name="gainN">Shape [256]; measured gain of the N path over nominal.</param>
    /// <param name="offsetOnePhase">Shape [256]; counts of a 1-phase MVM with zero input, after the gains.</param>
    /// <param name="offsetFourPhase">Shape [256]; counts of a 4-phase MVM with zero input, after the gains.</param>
    public AdcCalibration(float[] gainP, float[] gainN, float[] offsetOnePhase, float[] offsetFourPhase)
    {
        GainP = gainP;
        GainN = gainN;
        _offsetOnePhase = offsetOnePhase;
        _offsetFourPhase = offsetFourPhase;
    }

    /// <summary>Measured gain of the P path over nominal; shape [256].</summary>
    public float[] GainP { get; }

    /// <summary>Measured gain of the N path over nominal; shape [256].</summary>
    public float[] GainN { get; }

    /// <summary>Offset of P / GainP - N / GainN; shape [256]; counts.</summary>
    /// <param name="mode">Read mode of the MVMs.</param>
    /// <returns>Shape [256]; counts.</returns>
    public float[] OffsetCounts(ReadMode mode) => mode == ReadMode.OnePhase ? _offsetOnePhase : _offsetFourPhase;

    /// <summary>The calibration of an ideal converter: gains 1, offsets 0.</summary>
    /// <returns>A new identity calibration.</returns>
    public static AdcCalibration Identity()
    {
        var ones = new float[AnalogGeometry.Columns];
        Array.Fill(ones, 1f);
        var zeros = new float[AnalogGeometry.Columns];
        return new AdcCalibration(ones, (float[])ones.Clone(), zeros, (float[])zeros.Clone());
    }
}
