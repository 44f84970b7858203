using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Devices;

/// <summary>One device of a unit cell under SET, RESET and iterative pulses with verify.</summary>
/// <remarks>
/// Procedure and limits (current window 125 to 700 µA, step proportional to the error, 5 counts margin, 30 pulses, 512 ns verify) from Le Gallo et al. 2023.
/// The first pulse is that of the nominal curve. Our choice, because unpublished: the falling programming curve g(I), its spread and the pulse-to-pulse scatter. After the last verify each device
/// relaxes so that the spread at the first reading is the published polynomial; a device left at SET scatters by <see cref="SetRelaxationCounts"/>.
/// </remarks>
public sealed class PulseProgrammer
{
    /// <summary>Scatter of a device left at SET between verify and first reading; counts.</summary>
    public const double SetRelaxationCounts = 4;

    private const double SetMeanCounts = 92;
    private const double SetSpreadCounts = 9;
    private const double LowestSetCounts = 55;
    private const double PulseScatter = 0.03;
    private const double CurveCentre = 0.45;
    private const double CurveCentreSpread = 0.05;
    private const double CurveWidth = 0.10;
    private const double StepGain = 0.8;
    private const uint SetDraw = 1000;
    private const uint CurveDraw = 1001;
    private const uint RelaxDraw = 1002;
    private const uint VerifyDraw = 2000;
    private const uint DrawsOfPass = 10_000;

    private readonly AnalogParameters _parameters;
    private readonly DeviceStatistics _one;
    private readonly KeyedRandom _random;
    private readonly VerifyReading _verify;
    private readonly double _marginSigma;

    /// <summary>Creates a programmer.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="oneDevice">Statistics of a single device.</param>
    public PulseProgrammer(AnalogParameters parameters, DeviceStatistics oneDevice)
    {
        _parameters = parameters;
        _one = oneDevice;
        _random = new KeyedRandom(parameters.Seed, NoisePurpose.Programming);
        _verify = new VerifyReading(parameters);
        _marginSigma = Math.Min(parameters.VerifyMarginCounts, 10) * 0.52;
    }

    /// <summary>Conductance of one verify count; µS.</summary>
    public double MicroSiemensPerCount => _verify.MicroSiemensPerCount;

    /// <summary>Conductance of a device after a SET pulse.</summary>
    /// <param name="core">Core index.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="device">Device of the cell, 0..3.</param>
    /// <returns>ADC counts.</returns>
    public double SetCounts(uint core, uint cell, uint device) =>
        Math.Max(LowestSetCounts, SetMeanCounts + (SetSpreadCounts * _random.Normal(core, cell, device, SetDraw)));

    /// <summary>Leaves a device at SET.</summary>
    /// <param name="core">Core index.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="device">Device of the cell.</param>
    /// <param name="pass">Pass of programming, from 0; each relaxes anew.</param>
    /// <returns>State at the first reading.</returns>
    public DeviceWrite HoldSet(uint core, uint cell, uint device, uint pass)
    {
        double set = SetCounts(core, cell, device);
        double relaxed = set + (_parameters.ProgrammingNoiseScale * SetRelaxationCounts * Draw(core, cell, device, pass, RelaxDraw));
        return new DeviceWrite(Math.Max(0, relaxed) * MicroSiemensPerCount, set * MicroSiemensPerCount, 0, true);
    }

    /// <summary>Leaves a device at RESET.</summary>
    /// <param name="core">Core index.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="device">Device of the cell.</param>
    /// <param name="pass">Pass of programming, from 0.</param>
    /// <returns>State at the first reading: the half-normal floor of the published polynomial.</returns>
    public DeviceWrite Reset(uint core, uint cell, uint device, uint pass)
    {
        double sigma = _parameters.ProgrammingNoiseScale * _one.ProgrammingSigma(0);
        return new DeviceWrite(Math.Max(0, sigma * Draw(core, cell, device, pass, RelaxDraw)), 0, 0, true);
    }

    /// <summary>Programs a device to a target by pulses and verify readings.</summary>
    /// <param name="core">Core index.</param>
    /// <param name="cell">Cell index.</param>
    /// <param name="device">Device of the cell.</param>
    /// <param name="targetCounts">Target; ADC counts.</param>
    /// <param name="pass">Pass of programming, from 0; the device keeps its SET state and its curve, pulses and readings scatter anew.</param>
    /// <returns>State at the first reading.</returns>
    public DeviceWrite Iterate(uint core, uint cell, uint device, double targetCounts, uint pass)
    {
        double set = SetCounts(core, cell, device);
        double centre = CurveCentre + (CurveCentreSpread * _random.Normal(core, cell, device, CurveDraw));
        double drive = CurveCentre + (CurveWidth * Math.Log(Math.Max(0.02, (SetMeanCounts / targetCounts) - 1)));
        double counts = set;
        int pulses = 0;
        double error = Read(0) - targetCounts;
        while (Math.Abs(error) >= _parameters.VerifyMarginCounts && pulses < _parameters.MaxPulses)
        {
            drive = pulses == 0 ? drive : drive + (StepGain * 4 * CurveWidth * error / set);
            drive = Math.Clamp(drive, 0, 1);
            pulses++;
            double scatter = 1 + (PulseScatter * Draw(core, cell, device, pass, (uint)pulses));
            counts = set * scatter / (1 + Math.Exp((drive - centre) / CurveWidth)) * (1 + Math.Exp(-centre / CurveWidth));
            error = Read(pulses) - targetCounts;
        }

        double relaxed = counts + (RelaxationSigma(targetCounts) * Draw(core, cell, device, pass, RelaxDraw));
        bool converged = Math.Abs(error) < _parameters.VerifyMarginCounts;
        return new DeviceWrite(Math.Max(0, relaxed) * MicroSiemensPerCount, targetCounts * MicroSiemensPerCount, pulses, converged);

        double Read(int pulse) => _verify.Counts(core, cell, device, (pass * DrawsOfPass) + VerifyDraw + (uint)pulse, counts);
    }

    /// <summary>What has to be added to the spread within the verify margin to give the published spread; counts.</summary>
    private double RelaxationSigma(double targetCounts)
    {
        double published = _one.ProgrammingSigma(targetCounts * MicroSiemensPerCount) / MicroSiemensPerCount;
        double missing = (published * published) - (_marginSigma * _marginSigma);
        return _parameters.ProgrammingNoiseScale * Math.Sqrt(Math.Max(0, missing));
    }

    private double Draw(uint core, uint cell, uint device, uint pass, uint draw) => _random.Normal(core, cell, device, (pass * DrawsOfPass) + draw);
}
