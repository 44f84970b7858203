using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Devices;

/// <summary>Differential pairs whose programming error, drift exponent and read noise follow the measured polynomials.</summary>
/// <remarks>
/// Each polarity is one conductance (with two devices: their sum). A polarity with target zero is noisy too (half-normal floor), as on the chip.
/// The exponent is drawn once from the target; conductance ratios are taken against the preset's Gmax even when a core uses less of it.
/// Source: see <see cref="DeviceStatistics"/>; procedure of aihwkit's HermesNoiseModel with the state kept per device over time.
/// </remarks>
public sealed class WeightLevelArray : ProgrammedArray
{
    private readonly DeviceStatistics _statistics;
    private readonly double _readNoiseScale;

    /// <summary>Programs the pairs.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    public WeightLevelArray(AnalogParameters parameters, int core, CoreWeights target)
    {
        _statistics = DeviceStatistics.For(parameters.Preset, parameters.Scheme);
        _readNoiseScale = parameters.ReadNoiseScale;
        Programmed = [new float[AnalogGeometry.Cells], new float[AnalogGeometry.Cells]];
        Nu = [new float[AnalogGeometry.Cells], new float[AnalogGeometry.Cells]];
        var aim = new DriftAim(parameters, target.GmaxMicroSiemens);
        var programming = new KeyedRandom(parameters.Seed, NoisePurpose.Programming);
        var exponent = new KeyedRandom(parameters.Seed, NoisePurpose.DriftExponent);
        for (uint cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            var (plus, minus) = TargetPair(target, (int)cell);
            Draw(0, aim.Target(plus));
            Draw(1, aim.Target(minus));

            void Draw(uint polarity, double g)
            {
                double z = programming.Normal((uint)core, cell, polarity);
                double sigma = parameters.ProgrammingNoiseScale * _statistics.ProgrammingSigma(g);
                Programmed[polarity][cell] = (float)Math.Max(0, g + (sigma * z));
                double nu = _statistics.DriftMean(g) + (_statistics.DriftSpread(g) * exponent.Normal((uint)core, cell, polarity));
                Nu[polarity][cell] = (float)(Math.Abs(nu) * parameters.DriftScale);
            }
        }
    }

    /// <summary>Conductances as programmed, [polarity][cell]; µS.</summary>
    public float[][] Programmed { get; }

    /// <summary>Drift exponents, [polarity][cell].</summary>
    public float[][] Nu { get; }

    /// <inheritdoc />
    public override ConductanceMap At(double? secondsSinceProgramming)
    {
        double seconds = secondsSinceProgramming ?? 0;
        double growth = _statistics.NoiseGrowth(seconds) * _readNoiseScale;
        var map = new ConductanceMap();
        Fill(0, map.Plus, map.PlusVariance);
        Fill(1, map.Minus, map.MinusVariance);
        return map;

        void Fill(int polarity, float[] mean, float[] variance)
        {
            for (int cell = 0; cell < mean.Length; cell++)
            {
                double programmed = Programmed[polarity][cell];
                double drifted = programmed * _statistics.DriftFactor(Nu[polarity][cell], seconds);
                double sigma = drifted * _statistics.NoiseStrength(programmed) * growth;
                mean[cell] = (float)drifted;
                variance[cell] = (float)(sigma * sigma);
            }
        }
    }
}
