using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Devices;

/// <summary>Four devices in each unit cell, two a polarity, written by pulses and verify, each with its own drift and noise.</summary>
/// <remarks>
/// One-device scheme: the first device of the polarity is programmed, the second is RESET. Two-device scheme ("max-SET-fill", Le Gallo et al. 2023): both are SET and
/// read; a target above both keeps the higher at SET and programs the lower to the rest, otherwise the higher is programmed and the other RESET.
/// Drift and read noise of each device follow the single-device statistics at its own state.
/// </remarks>
public sealed class DeviceLevelArray : ProgrammedArray
{
    /// <summary>Devices of a unit cell: 0, 1 positive; 2, 3 negative.</summary>
    public const int DevicesPerCell = 4;

    private readonly AnalogParameters _parameters;
    private readonly DeviceStatistics _one;
    private readonly PulseProgrammer _programmer;
    private readonly uint _core;

    /// <summary>Programs the devices of a core.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    public DeviceLevelArray(AnalogParameters parameters, int core, CoreWeights target)
    {
        _parameters = parameters;
        _one = DeviceStatistics.For(parameters.Preset, ProgrammingScheme.OneDevice);
        _programmer = new PulseProgrammer(parameters, _one);
        _core = (uint)core;
        Writes = new DeviceWrite[DevicesPerCell][];
        Nu = new float[DevicesPerCell][];
        for (int device = 0; device < DevicesPerCell; device++)
        {
            Writes[device] = new DeviceWrite[AnalogGeometry.Cells];
            Nu[device] = new float[AnalogGeometry.Cells];
        }

        for (uint cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            var (plus, minus) = TargetPair(target, (int)cell);
            WritePolarity(cell, 0, plus / _programmer.MicroSiemensPerCount);
            WritePolarity(cell, 2, minus / _programmer.MicroSiemensPerCount);
        }
    }

    /// <summary>Result of programming, [device 0..3][cell].</summary>
    public DeviceWrite[][] Writes { get; }

    /// <summary>Drift exponents, [device 0..3][cell].</summary>
    public float[][] Nu { get; }

    /// <inheritdoc />
    public override ConductanceMap At(double? secondsSinceProgramming)
    {
        double seconds = secondsSinceProgramming ?? 0;
        double growth = _one.NoiseGrowth(seconds) * _parameters.ReadNoiseScale;
        var map = new ConductanceMap();
        for (int device = 0; device < DevicesPerCell; device++)
        {
            float[] mean = device < 2 ? map.Plus : map.Minus;
            float[] variance = device < 2 ? map.PlusVariance : map.MinusVariance;
            for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
            {
                double programmed = Writes[device][cell].ConductanceMicroSiemens;
                double drifted = programmed * _one.DriftFactor(Nu[device][cell], seconds);
                double sigma = drifted * _one.NoiseStrength(Math.Min(programmed, _one.GmaxMicroSiemens)) * growth;
                mean[cell] += (float)drifted;
                variance[cell] += (float)(sigma * sigma);
            }
        }

        return map;
    }

    private void WritePolarity(uint cell, uint device, double targetCounts)
    {
        uint second = device + 1;
        if (targetCounts < 0.5)
        {
            Store(cell, device, _programmer.Reset(_core, cell, device));
            Store(cell, second, _programmer.Reset(_core, cell, second));
            return;
        }

        if (_parameters.Scheme == ProgrammingScheme.OneDevice || _parameters.Preset == DevicePreset.Joshi2020)
        {
            Store(cell, device, _programmer.Iterate(_core, cell, device, targetCounts));
            Store(cell, second, _parameters.Preset == DevicePreset.Joshi2020 ? default : _programmer.Reset(_core, cell, second));
            return;
        }

        double setFirst = _programmer.SetCounts(_core, cell, device);
        double setSecond = _programmer.SetCounts(_core, cell, second);
        var (higher, lower) = setFirst >= setSecond ? (device, second) : (second, device);
        double highest = Math.Max(setFirst, setSecond);
        if (targetCounts > highest)
        {
            Store(cell, higher, _programmer.HoldSet(_core, cell, higher));
            Store(cell, lower, _programmer.Iterate(_core, cell, lower, targetCounts - highest));
        }
        else
        {
            Store(cell, higher, _programmer.Iterate(_core, cell, higher, targetCounts));
            Store(cell, lower, _programmer.Reset(_core, cell, lower));
        }
    }

    private void Store(uint cell, uint device, DeviceWrite write)
    {
        double fate = new KeyedRandom(_parameters.Seed, NoisePurpose.Yield).Uniform(_core, cell, device);
        if (fate < _parameters.StuckSetProbability)
        {
            double set = _programmer.SetCounts(_core, cell, device) * _programmer.MicroSiemensPerCount;
            write = write with { ConductanceMicroSiemens = set, Converged = false };
        }
        else if (fate < _parameters.StuckSetProbability + _parameters.StuckResetProbability)
        {
            write = write with { ConductanceMicroSiemens = 0, Converged = false };
        }

        double state = Math.Min(write.TargetMicroSiemens, _one.GmaxMicroSiemens);
        double z = new KeyedRandom(_parameters.Seed, NoisePurpose.DriftExponent).Normal(_core, cell, device);
        Writes[device][cell] = write;
        Nu[device][cell] = (float)(Math.Abs(_one.DriftMean(state) + (_one.DriftSpread(state) * z)) * _parameters.DriftScale);
    }
}
