using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Parameters;

/// <summary>Everything that decides how a core's analog half behaves; one record for the whole chip.</summary>
/// <remarks>
/// Sources: LG = Le Gallo et al., Nature Electronics 6 (2023); KA = Khaddam-Aljameh et al., JSSC 57(4) (2022).
/// Values without a source are our choice and said to be so.
/// </remarks>
public sealed record AnalogParameters
{
    // Deviations are cut at the bound, as the trim cuts them; closer to the spread, another spread than the one given would be used.
    private const double LeastBoundInSpreads = 2.5;

    /// <summary>How much of the signal chain is modelled.</summary>
    public Fidelity Fidelity { get; init; } = Fidelity.Noisy;

    /// <summary>Which measured array the device statistics come from.</summary>
    public DevicePreset Preset { get; init; } = DevicePreset.Hermes;

    /// <summary>One or two devices per polarity; ignored by <see cref="DevicePreset.Joshi2020"/>.</summary>
    [DisplayName("devices")]
    public ProgrammingScheme Scheme { get; init; } = ProgrammingScheme.TwoDevice;

    /// <summary>Level of the device model.</summary>
    public DeviceModel DeviceModel { get; init; } = DeviceModel.WeightLevel;

    /// <summary>How MVMs are read by default.</summary>
    public ReadMode ReadMode { get; init; } = ReadMode.FourPhase;

    /// <summary>Whether images with odd numbers are read in the other mode; registers are folded for <see cref="ReadMode"/>, so their offsets fit less well.</summary>
    public bool AlternateReadModes { get; init; }

    /// <summary>Default read voltage of a core; V; 0.1 to 0.4 on the chip (LG).</summary>
    [Range(0.01, 1.0)]
    public double ReadVoltageVolt { get; init; } = 0.2;

    /// <summary>Default conductance of the largest weight; µS; at most that of the preset, which null means.</summary>
    [Range(0.01, 100.0)]
    public double? GmaxMicroSiemens { get; init; }

    /// <summary>Seed of every random number.</summary>
    [Browsable(false)]
    public ulong Seed { get; init; } = 1;

    /// <summary>Scale of the programming error; 0 switches it off, 1 is as measured.</summary>
    [Range(0.0, 100.0)]
    [DisplayName("programmingNoise")]
    public double ProgrammingNoiseScale { get; init; } = 1.0;

    /// <summary>Scale of the read noise of each MVM; 0 switches it off, 1 is as measured.</summary>
    [Range(0.0, 100.0)]
    [DisplayName("readNoise")]
    public double ReadNoiseScale { get; init; } = 1.0;

    /// <summary>Scale of the drift exponents; 0 switches drift off, 1 is as measured.</summary>
    [Range(0.0, 100.0)]
    public double DriftScale { get; init; } = 1.0;

    /// <summary>Time between programming and inference; s; null means directly after programming.</summary>
    [Range(0.0, 1e12)]
    [DisplayName("driftSeconds")]
    public double? DriftTimeSeconds { get; init; }

    /// <summary>Time after programming at which mean conductances are to stand to each other as the weights do; s; null or 0 programs the weights themselves.</summary>
    /// <remarks>
    /// Small conductances drift faster than large ones. Programmed a little higher, each has come down to its place by then: what no factor for a core or
    /// a column can make good. Weight-level model only: its mean drift decides. Our choice, not published of the chip.
    /// </remarks>
    [Range(0.0, 1e12)]
    public double? AimSeconds { get; init; }

    /// <summary>Passes of programming; each after the first reads the relaxed array and programs anew what is out of the verify margin; 1 is as published of the chip.</summary>
    /// <remarks>
    /// Every pass after the first finds the cells as they have relaxed until their first reading (<see cref="DeviceStatistics.T0Seconds"/>), reads them, and programs those
    /// anew that are off by <see cref="VerifyMarginCounts"/> or more. Cells that stay age by as much for each pass. Our choice, not published of the chip; that it narrows the
    /// spread is measured for resistive memory (Wan et al., Nature 608, 504, 2022, extended data figure 3e). We assume that each programming relaxes anew, independently of the one
    /// before: part of the published spread may belong to a device for good, and that part no pass would take away.
    /// </remarks>
    [Range(1, 16)]
    public int ProgrammingPasses { get; init; } = 1;

    /// <summary>What the digital side makes good of drift.</summary>
    public DriftCompensation Compensation { get; init; } = DriftCompensation.Global;

    /// <summary>Verify margin of device-level programming and of every pass after the first; ADC counts, 80 of which are the one-device Gmax (LG: 5); the published spread is known up to 10.</summary>
    [Range(0.5, 10.0)]
    public double VerifyMarginCounts { get; init; } = 5;

    /// <summary>Most pulses of device-level programming (LG: 30).</summary>
    [Range(1, 1000)]
    public int MaxPulses { get; init; } = 30;

    /// <summary>Share of devices stuck at SET in device-level programming; our choice within the published yield of more than 99 % of the cells.</summary>
    [Range(0.0, 1.0)]
    public double StuckSetProbability { get; init; } = 0.001;

    /// <summary>Share of devices stuck at RESET in device-level programming; our choice within the published yield.</summary>
    [Range(0.0, 1.0)]
    public double StuckResetProbability { get; init; } = 0.001;

    /// <summary>Gain A of the current-controlled oscillator; MHz/µA (KA: 35).</summary>
    [Range(0.001, 1e6)]
    public double AdcGainMegahertzPerMicroAmpere { get; init; } = 35.0;

    /// <summary>Whether converters after trim are drawn from the published spread or trimmed in simulation (slower: they are not linear).</summary>
    public AdcTrimModel AdcTrim { get; init; } = AdcTrimModel.Published;

    /// <summary>Relative standard deviation of A over the ADCs after the analog trim (KA: 7.09 %); at most the bound divided by 2.5.</summary>
    [Range(0.0, 0.36)]
    public double AdcGainSpread { get; init; } = 0.0709;

    /// <summary>Bound of the relative deviation of A after the analog trim (KA: within 21 %).</summary>
    [Range(0.0, 0.9)]
    public double AdcGainSpreadBound { get; init; } = 0.21;

    /// <summary>Mean of B in f = A i / (1 + B i) + C after trim; 1/µA; 0 after the feed-forward trim (our choice), 6.1e-4 without it.</summary>
    [Range(0.0, 0.1)]
    public double AdcNonlinearityPerMicroAmpere { get; init; }

    /// <summary>Standard deviation of B over the ADCs after trim; 1/µA; our choice.</summary>
    [Range(0.0, 0.1)]
    public double AdcNonlinearitySpreadPerMicroAmpere { get; init; }

    /// <summary>Standard deviation of the oscillator offset C after trim; MHz; our choice, zero mean.</summary>
    [Range(0.0, 1000.0)]
    public double AdcOffsetSpreadMegahertz { get; init; }

    /// <summary>Largest current that a bit-line regulator carries; µA (KA: 100).</summary>
    [Range(0.01, 1e9)]
    public double BitLineLimitMicroAmpere { get; init; } = 100.0;

    /// <summary>Length of one PWM step; ns (LG: 1).</summary>
    [Range(0.001, 1000.0)]
    public double PwmStepNanoseconds { get; init; } = 1.0;

    /// <summary>Mean relative loss of a device read against the usual polarity (1-phase only); a placeholder, not measured.</summary>
    [Range(-0.5, 0.5)]
    public double PolarityAsymmetryMean { get; init; } = 0.03;

    /// <summary>Standard deviation of that loss over the devices; a placeholder, not measured.</summary>
    [Range(0.0, 0.5)]
    public double PolarityAsymmetrySpread { get; init; } = 0.02;

    /// <summary>Wire resistances; null switches IR drop off.</summary>
    public IrDropParameters? IrDrop { get; init; }

    /// <summary>Counts per input step and unit weight in <see cref="Fidelity.Exact"/>; null chooses the largest scale at which no input can saturate.</summary>
    [Range(1e-9, 1e9)]
    public double? ExactCountsPerUnitWeight { get; init; }

    /// <summary>Largest conductance of the preset and scheme; µS.</summary>
    public double PresetGmaxMicroSiemens => DeviceStatistics.For(Preset, Scheme).GmaxMicroSiemens;

    /// <summary>Checks all ranges, and what parameters ask of each other.</summary>
    /// <exception cref="AcsException">0701: a value is out of range. No value is ever clamped.</exception>
    public void Validate()
    {
        DeclaredRanges.Check(this, ErrorCode.AnalogInvalidParameter, "analog parameter");
        ParameterCheck.InRange(nameof(GmaxMicroSiemens), GmaxMicroSiemens ?? 0.01, 0.01, PresetGmaxMicroSiemens * 1.0001);
        ParameterCheck.InRange(nameof(StuckResetProbability), StuckResetProbability, 0, 1 - StuckSetProbability);
        ParameterCheck.InRange(nameof(AdcGainSpread), AdcGainSpread, 0, AdcGainSpreadBound / LeastBoundInSpreads);
        CheckModel();
        IrDrop?.Validate();
    }

    private void CheckModel()
    {
        if (AimSeconds is > 0 && DeviceModel != DeviceModel.WeightLevel)
        {
            throw Refusal(nameof(AimSeconds), $"{DeviceModel.WeightLevel}", "leave the aim out, or choose the weight-level model, whose mean drift is known");
        }

        if (ProgrammingPasses > 1 && DeviceModel == DeviceModel.TotalWeight)
        {
            throw Refusal(
                nameof(ProgrammingPasses),
                $"{DeviceModel.WeightLevel} or {DeviceModel.DeviceLevel}",
                "program once, or choose a model that knows the error of programming apart from the others");
        }
    }

    private AcsException Refusal(string parameter, string models, string remedy) => new(
        ErrorCode.AnalogInvalidParameter,
        $"The analog parameter {parameter} does not go with this device model.",
        nameof(AnalogParameters),
        $"device model {models}",
        $"device model {DeviceModel}",
        remedy);
}
