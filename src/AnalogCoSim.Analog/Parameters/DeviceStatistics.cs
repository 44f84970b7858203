using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Parameters;

/// <summary>Measured statistics of programming, drift and read noise of one array as functions of r = g / Gmax.</summary>
/// <remarks>
/// Constants of the HERMES chip: IBM aihwkit v1.1.0, class HermesNoiseModel (fitted on the chip of Le Gallo et al., Nature Electronics 6, 2023).
/// Constants of the 25 µS array: aihwkit v1.1.0, class PCMLikeNoiseModel (Nandakumar et al., ICECS 2019; Joshi et al., Nature Communications 11, 2020).
/// </remarks>
public sealed class DeviceStatistics
{
    private const double SmallestRatio = 1e-7;

    private readonly double[] _sigma;
    private readonly Branch _nuMean;
    private readonly Branch _nuSpread;
    private readonly Branch? _readNoise;

    private DeviceStatistics(double gmax, double t0, double tRead, double[] sigma, Branch nuMean, Branch nuSpread, Branch? readNoise)
    {
        GmaxMicroSiemens = gmax;
        T0Seconds = t0;
        ReadTimeSeconds = tRead;
        _sigma = sigma;
        _nuMean = nuMean;
        _nuSpread = nuSpread;
        _readNoise = readNoise;
    }

    /// <summary>HERMES chip, one device per polarity.</summary>
    public static DeviceStatistics HermesOneDevice { get; } = new(
        10.35,
        200,
        512e-9,
        [0.15781817, 2.32443916, -2.16310839, 0.68841818],
        new Branch(0.0945, -0.0387, -0.0182, 0.0720, 0.13, [0.0736, -0.0126, -0.0436]),
        new Branch(0.3039, -0.0120, -0.0023, 0.0124, 0.04, [0.0104, 0.0116, -0.0165]),
        new Branch(0.1591, -0.0078, 0.0038, 0.0179, 0.04, [0.0088, 0.0768, -0.1352, 0.0664]));

    /// <summary>HERMES chip, two devices per polarity.</summary>
    public static DeviceStatistics HermesTwoDevice { get; } = new(
        20.7,
        300,
        512e-9,
        [0.16603222, 4.71806468, -8.48101252, 4.68961419],
        new Branch(0.0945, -0.0387, -0.0182, 0.0720, 0.13, [0.0736, -0.0126, -0.0436]),
        new Branch(0.3055, -0.0117, -0.0057, 0.0091, 0.04, [0.0073, 0.0093, -0.0118]),
        new Branch(0.16, -0.0117, -0.0069, 0.015, 0.04, [0.0123, 0.0211, -0.0280, 0.0069]));

    /// <summary>The 25 µS array of Joshi et al. 2020.</summary>
    public static DeviceStatistics Joshi2020 { get; } = new(
        25.0,
        20,
        250e-9,
        [0.26348, 1.9650, -1.1731],
        new Branch(double.PositiveInfinity, -0.0155, 0.0244, 0.049, 0.1, []),
        new Branch(double.PositiveInfinity, -0.0125, -0.0059, 0.008, 0.045, []),
        null);

    /// <summary>Largest characterised conductance; µS.</summary>
    public double GmaxMicroSiemens { get; }

    /// <summary>Time of the first reading after programming, from which drift counts; s.</summary>
    public double T0Seconds { get; }

    /// <summary>Integration time of a reading in the 1/f fit; s.</summary>
    public double ReadTimeSeconds { get; }

    /// <summary>The statistics of a preset and scheme.</summary>
    /// <param name="preset">Array.</param>
    /// <param name="scheme">One or two devices; ignored by the 25 µS array.</param>
    /// <returns>A shared immutable object.</returns>
    public static DeviceStatistics For(DevicePreset preset, ProgrammingScheme scheme) => preset switch
    {
        DevicePreset.Joshi2020 => Joshi2020,
        DevicePreset.Hermes => scheme == ProgrammingScheme.TwoDevice ? HermesTwoDevice : HermesOneDevice,
        _ => throw new AcsException(ErrorCode.AnalogInvalidParameter, "The device preset has no statistics.", nameof(DeviceStatistics), "a case for it in DeviceStatistics.For", $"{preset}", "Add it there, or choose another analog.preset."),
    };

    /// <summary>Standard deviation of the programmed conductance.</summary>
    /// <param name="conductanceMicroSiemens">Target; µS.</param>
    /// <returns>µS, not negative.</returns>
    public double ProgrammingSigma(double conductanceMicroSiemens) =>
        Math.Max(0, Polynomial(_sigma, conductanceMicroSiemens / GmaxMicroSiemens));

    /// <summary>Mean drift exponent of devices programmed to a target.</summary>
    /// <param name="conductanceMicroSiemens">Target; µS.</param>
    /// <returns>Exponent nu in G(t) = G(t0) (t / t0)^-nu.</returns>
    public double DriftMean(double conductanceMicroSiemens) => _nuMean.At(Ratio(conductanceMicroSiemens));

    /// <summary>Standard deviation of the drift exponent over devices programmed to a target.</summary>
    /// <param name="conductanceMicroSiemens">Target; µS.</param>
    /// <returns>Spread of nu.</returns>
    public double DriftSpread(double conductanceMicroSiemens) => _nuSpread.At(Ratio(conductanceMicroSiemens));

    /// <summary>Strength Q of the 1/f noise of a device.</summary>
    /// <param name="programmedMicroSiemens">Conductance as programmed; µS.</param>
    /// <returns>Relative noise before the logarithm of time.</returns>
    public double NoiseStrength(double programmedMicroSiemens)
    {
        double r = Ratio(programmedMicroSiemens);
        return _readNoise is { } branch ? branch.At(r) : Math.Min(0.0088 / Math.Max(Math.Pow(r, 0.65), 1e-3), 0.2);
    }

    /// <summary>Factor by which 1/f noise has grown: sqrt(ln((t + t_read) / (2 t_read))).</summary>
    /// <param name="secondsSinceProgramming">Time of inference, counted from the first reading; s.</param>
    /// <returns>Dimensionless.</returns>
    public double NoiseGrowth(double secondsSinceProgramming)
    {
        double t = secondsSinceProgramming + T0Seconds;
        return Math.Sqrt(Math.Log((t + ReadTimeSeconds) / (2 * ReadTimeSeconds)));
    }

    /// <summary>Factor by which a conductance has drifted.</summary>
    /// <param name="nu">Drift exponent.</param>
    /// <param name="secondsSinceProgramming">Time of inference, counted from the first reading; s.</param>
    /// <returns>((t + t0) / t0)^-nu.</returns>
    public double DriftFactor(double nu, double secondsSinceProgramming) =>
        secondsSinceProgramming <= 0 ? 1 : Math.Pow((secondsSinceProgramming + T0Seconds) / T0Seconds, -nu);

    /// <summary>Mean factor by which devices programmed to a target have drifted.</summary>
    /// <param name="conductanceMicroSiemens">Target; µS.</param>
    /// <param name="secondsSinceProgramming">Time of inference, counted from the first reading; s.</param>
    /// <param name="scale">Scale of the exponents.</param>
    /// <returns>Mean of a log-normal factor, more than 0.</returns>
    public double MeanDriftFactor(double conductanceMicroSiemens, double secondsSinceProgramming, double scale = 1)
    {
        double age = scale * Math.Log((secondsSinceProgramming + T0Seconds) / T0Seconds);
        double spread = DriftSpread(conductanceMicroSiemens) * age;
        return Math.Exp((-DriftMean(conductanceMicroSiemens) * age) + (0.5 * spread * spread));
    }

    private static double Polynomial(double[] ascending, double r)
    {
        double sum = 0;
        for (int i = ascending.Length - 1; i >= 0; i--)
        {
            sum = (sum * r) + ascending[i];
        }

        return sum;
    }

    private double Ratio(double conductance) => Math.Max(Math.Abs(conductance) / GmaxMicroSiemens, SmallestRatio);

    /// <summary>clamp(slope ln r + constant, low, high) below the split, a polynomial above.</summary>
    private sealed record Branch(double Split, double Slope, double Constant, double Low, double High, double[] Above)
    {
        public double At(double r) =>
            r < Split ? Math.Clamp((Slope * Math.Log(r)) + Constant, Low, High) : Polynomial(Above, r);
    }
}
