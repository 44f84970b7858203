using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Devices;

/// <summary>Four devices in each unit cell, two per polarity, written by pulses and verify, each with its own drift and noise.</summary>
/// <remarks>
/// One-device scheme: the first device of the polarity is programmed, the second is RESET. Two-device scheme ("max-SET-fill", Le Gallo et al. 2023): both are SET and
/// read; a target above both keeps the higher at SET and programs the lower to the rest, otherwise the higher is programmed and the other RESET.
/// Drift and read noise of each device follow the single-device statistics at its own state. A later pass reads the devices of a polarity together and programs both anew.
/// </remarks>
public sealed class DeviceLevelArray : VerifiedArray
{
    /// <summary>Devices of a unit cell: 0, 1 positive; 2, 3 negative.</summary>
    public const int DevicesPerCell = 4;

    private readonly PulseProgrammer _programmer;

    /// <summary>Programs the devices of a core.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    public DeviceLevelArray(AnalogParameters parameters, int core, CoreWeights target)
        : base(parameters, DeviceStatistics.For(parameters.Preset, ProgrammingScheme.OneDevice))
    {
        _programmer = new PulseProgrammer(parameters, Statistics);
        Writes = new DeviceWrite[DevicesPerCell][];
        Nu = new float[DevicesPerCell][];
        for (int device = 0; device < DevicesPerCell; device++)
        {
            Writes[device] = new DeviceWrite[AnalogGeometry.Cells];
            Nu[device] = new float[AnalogGeometry.Cells];
        }

        ProgramAll((uint)core, target);
    }

    /// <summary>Result of the last programming of each device, [device 0..3][cell]; pulses are those of all passes.</summary>
    public DeviceWrite[][] Writes { get; }

    /// <summary>Drift exponents, [device 0..3][cell].</summary>
    public float[][] Nu { get; }

    /// <inheritdoc />
    public override ConductanceMap At(double? secondsSinceProgramming)
    {
        double seconds = secondsSinceProgramming ?? 0;
        double growth = Statistics.NoiseGrowth(seconds) * Parameters.ReadNoiseScale;
        var map = new ConductanceMap();
        for (int device = 0; device < DevicesPerCell; device++)
        {
            float[] mean = device < 2 ? map.Plus : map.Minus;
            float[] variance = device < 2 ? map.PlusVariance : map.MinusVariance;
            for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
            {
                double drifted = Drifted(device, cell, seconds);
                double programmed = Writes[device][cell].ConductanceMicroSiemens;
                double sigma = drifted * Statistics.NoiseStrength(Math.Min(programmed, Statistics.GmaxMicroSiemens)) * growth;
                mean[cell] += (float)drifted;
                variance[cell] += (float)(sigma * sigma);
            }
        }

        return map;
    }

    /// <inheritdoc />
    private protected override double ConductanceOf(int polarity, int cell, double seconds) =>
        Drifted(2 * polarity, cell, seconds) + Drifted((2 * polarity) + 1, cell, seconds);

    /// <inheritdoc />
    private protected override void Write(uint core, uint cell, uint polarity, double target, uint pass)
    {
        uint device = 2 * polarity;
        uint second = device + 1;
        double targetCounts = target / _programmer.MicroSiemensPerCount;
        if (targetCounts < 0.5)
        {
            Store(core, cell, device, pass, _programmer.Reset(core, cell, device, pass));
            Store(core, cell, second, pass, _programmer.Reset(core, cell, second, pass));
            return;
        }

        if (Parameters.Scheme == ProgrammingScheme.OneDevice || Parameters.Preset == DevicePreset.Joshi2020)
        {
            Store(core, cell, device, pass, _programmer.Iterate(core, cell, device, targetCounts, pass));
            Store(core, cell, second, pass, Parameters.Preset == DevicePreset.Joshi2020 ? default : _programmer.Reset(core, cell, second, pass));
            return;
        }

        double setFirst = _programmer.SetCounts(core, cell, device);
        double setSecond = _programmer.SetCounts(core, cell, second);
        var (higher, lower) = setFirst >= setSecond ? (device, second) : (second, device);
        double highest = Math.Max(setFirst, setSecond);
        if (targetCounts > highest)
        {
            Store(core, cell, higher, pass, _programmer.HoldSet(core, cell, higher, pass));
            Store(core, cell, lower, pass, _programmer.Iterate(core, cell, lower, targetCounts - highest, pass));
        }
        else
        {
            Store(core, cell, higher, pass, _programmer.Iterate(core, cell, higher, targetCounts, pass));
            Store(core, cell, lower, pass, _programmer.Reset(core, cell, lower, pass));
        }
    }

    private double Drifted(int device, int cell, double seconds) =>
        Writes[device][cell].ConductanceMicroSiemens * Statistics.DriftFactor(Nu[device][cell], SecondsOf(device / 2, cell, seconds));

    private void Store(uint core, uint cell, uint device, uint pass, DeviceWrite write)
    {
        double fate = new KeyedRandom(Parameters.Seed, NoisePurpose.Yield).Uniform(core, cell, device);
        if (fate < Parameters.StuckSetProbability)
        {
            double set = _programmer.SetCounts(core, cell, device) * _programmer.MicroSiemensPerCount;
            write = write with { ConductanceMicroSiemens = set, Converged = false };
        }
        else if (fate < Parameters.StuckSetProbability + Parameters.StuckResetProbability)
        {
            write = write with { ConductanceMicroSiemens = 0, Converged = false };
        }

        double state = Math.Min(write.TargetMicroSiemens, Statistics.GmaxMicroSiemens);
        double z = new KeyedRandom(Parameters.Seed, NoisePurpose.DriftExponent).Normal(core, cell, device, pass);
        Writes[device][cell] = write with { Pulses = write.Pulses + Writes[device][cell].Pulses };
        Nu[device][cell] = (float)(Math.Abs(Statistics.DriftMean(state) + (Statistics.DriftSpread(state) * z)) * Parameters.DriftScale);
    }
}
