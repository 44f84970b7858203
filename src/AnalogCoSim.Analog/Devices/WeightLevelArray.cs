using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Devices;

/// <summary>Differential pairs whose programming error, drift exponent and read noise follow the measured polynomials.</summary>
/// <remarks>
/// Each polarity is one conductance (with two devices: their sum). A polarity with target zero is noisy too (half-normal floor), as on the chip.
/// The exponent is drawn from the target at each programming; conductance ratios are taken against the preset's Gmax even when a core uses less of it.
/// Source: see <see cref="DeviceStatistics"/>; procedure of aihwkit's HermesNoiseModel with the state kept per device over time.
/// </remarks>
public sealed class WeightLevelArray : VerifiedArray
{
    /// <summary>Programs the pairs.</summary>
    /// <param name="parameters">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">Weights and their scale.</param>
    public WeightLevelArray(AnalogParameters parameters, int core, CoreWeights target)
        : base(parameters, DeviceStatistics.For(parameters.Preset, parameters.Scheme))
    {
        Programmed = [new float[AnalogGeometry.Cells], new float[AnalogGeometry.Cells]];
        Nu = [new float[AnalogGeometry.Cells], new float[AnalogGeometry.Cells]];
        ProgramAll((uint)core, target);
    }

    /// <summary>Conductances at their first reading, [polarity][cell]; µS.</summary>
    public float[][] Programmed { get; }

    /// <summary>Drift exponents, [polarity][cell].</summary>
    public float[][] Nu { get; }

    /// <inheritdoc />
    public override ConductanceMap At(double? secondsSinceProgramming)
    {
        double seconds = secondsSinceProgramming ?? 0;
        double growth = Statistics.NoiseGrowth(seconds) * Parameters.ReadNoiseScale;
        var map = new ConductanceMap();
        Fill(0, map.Plus, map.PlusVariance);
        Fill(1, map.Minus, map.MinusVariance);
        return map;

        void Fill(int polarity, float[] mean, float[] variance)
        {
            for (int cell = 0; cell < mean.Length; cell++)
            {
                double drifted = ConductanceOf(polarity, cell, seconds);
                double sigma = drifted * Statistics.NoiseStrength(Programmed[polarity][cell]) * growth;
                mean[cell] = (float)drifted;
                variance[cell] = (float)(sigma * sigma);
            }
        }
    }

    /// <inheritdoc />
    private protected override void Write(uint core, uint cell, uint polarity, double target, uint pass)
    {
        double z = new KeyedRandom(Parameters.Seed, NoisePurpose.Programming).Normal(core, cell, polarity, pass);
        double sigma = Parameters.ProgrammingNoiseScale * Statistics.ProgrammingSigma(target);
        Programmed[polarity][cell] = (float)Math.Max(0, target + (sigma * z));
        double spread = Statistics.DriftSpread(target) * new KeyedRandom(Parameters.Seed, NoisePurpose.DriftExponent).Normal(core, cell, polarity, pass);
        Nu[polarity][cell] = (float)(Math.Abs(Statistics.DriftMean(target) + spread) * Parameters.DriftScale);
    }

    /// <inheritdoc />
    private protected override double ConductanceOf(int polarity, int cell, double seconds) =>
        Programmed[polarity][cell] * Statistics.DriftFactor(Nu[polarity][cell], SecondsOf(polarity, cell, seconds));
}
