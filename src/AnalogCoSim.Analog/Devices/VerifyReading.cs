using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Devices;

/// <summary>The ADC reading of a device or of the devices of a polarity that programming decides by.</summary>
/// <remarks>
/// 80 counts at the one-device Gmax and a margin in counts as published (Le Gallo et al. 2023); the noise of a 512 ns reading is our choice.
/// A reading during programming and one of a later pass (<see cref="AnalogParameters.ProgrammingPasses"/>) are the same.
/// </remarks>
public sealed class VerifyReading
{
    /// <summary>Counts of the one-device Gmax.</summary>
    public const double CountsAtGmax = 80;

    private const double SigmaCounts = 0.6;
    private const uint LateDraw = 9000;

    private readonly KeyedRandom _random;
    private readonly double _margin;

    /// <summary>Creates a reading.</summary>
    /// <param name="parameters">Chip parameters: seed, margin and array.</param>
    public VerifyReading(AnalogParameters parameters)
    {
        _random = new KeyedRandom(parameters.Seed, NoisePurpose.Programming);
        _margin = parameters.VerifyMarginCounts;
        MicroSiemensPerCount = DeviceStatistics.For(parameters.Preset, ProgrammingScheme.OneDevice).GmaxMicroSiemens / CountsAtGmax;
    }

    /// <summary>Conductance of one count; µS.</summary>
    public double MicroSiemensPerCount { get; }

    /// <summary>One reading.</summary>
    /// <param name="core">Core index.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="device">Device of the cell.</param>
    /// <param name="draw">Number of the reading, part of the key of its noise.</param>
    /// <param name="counts">What is read; ADC counts, not rounded.</param>
    /// <returns>Whole counts.</returns>
    public double Counts(uint core, uint cell, uint device, uint draw, double counts) =>
        Math.Floor(counts + (SigmaCounts * _random.Normal(core, cell, device, draw)) + 0.5);

    /// <summary>Whether a later pass finds a polarity within the margin.</summary>
    /// <param name="core">Core index.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="polarity">0 or 1; part of the key.</param>
    /// <param name="pass">Pass of programming, 1 for the second.</param>
    /// <param name="target">What the polarity was to hold; µS.</param>
    /// <param name="conductance">What it holds now; µS.</param>
    /// <returns>False if it is to be programmed anew.</returns>
    public bool Holds(uint core, uint cell, uint polarity, uint pass, double target, double conductance) =>
        Math.Abs(Counts(core, cell, polarity, LateDraw + pass, conductance / MicroSiemensPerCount) - (target / MicroSiemensPerCount)) < _margin;
}
