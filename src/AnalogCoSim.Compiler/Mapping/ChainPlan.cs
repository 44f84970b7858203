using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>INT8 steps and affine offsets along one chain, chosen on sampled partial sums.</summary>
/// <remarks>
/// A partial sum counts only as far as it changes the result: what ends below 0 in front of a ReLU may be clipped on the way as long as it stays below 0.
/// </remarks>
internal sealed class ChainPlan
{
    private const int FewestActive = 16;

    private readonly ChainSamples _samples;
    private readonly bool _centre;
    private readonly double[] _removed;
    private readonly float[] _final;
    private float[] _exact;
    private float[] _received;
    private double _receivedStep;

    /// <summary>Plans a chain.</summary>
    /// <param name="samples">Partial sums of each core on the calibration data.</param>
    /// <param name="outputStep">Scale of the output tensor.</param>
    /// <param name="centre">Whether the mean of each column's partial sum is taken off on the way.</param>
    public ChainPlan(ChainSamples samples, double outputStep, bool centre)
    {
        (_samples, _centre) = (samples, centre);
        _removed = new double[samples.Columns];
        _received = samples.Residual ?? new float[samples.Columns * samples.Count];
        _receivedStep = samples.Residual is null ? 0 : samples.ResidualScale;
        _exact = [.. _received.Select(q => (float)(q * _receivedStep))];
        _final = samples.Final(_exact);
        for (int h = 0; h < samples.Partials.Count - 1; h++)
        {
            AddInner(samples.Partials[h]);
        }

        AddTail(samples.Partials[^1], outputStep);
    }

    /// <summary>Real value of one INT8 step of each core's output, head first.</summary>
    public List<double> Steps { get; } = [];

    /// <summary>FP16 s_rx of each core.</summary>
    public List<ushort> RxScales { get; } = [];

    /// <summary>FP16 affine offsets of each core, in its steps.</summary>
    public List<ushort[]> Offsets { get; } = [];

    /// <summary>INT8 results of the tail, [columns, samples].</summary>
    public float[] Result => _received;

    private void AddInner(float[] partial)
    {
        _exact = [.. _exact.Zip(partial, (a, b) => a + b)];
        var mean = new double[_samples.Columns];
        var centred = new float[_exact.Length];
        for (int c = 0; c < mean.Length; c++)
        {
            mean[c] = _centre ? Mean(c * _samples.Count) : 0;
            for (int i = c * _samples.Count; i < (c + 1) * _samples.Count; i++)
            {
                centred[i] = _exact[i] - (float)mean[c];
            }
        }

        double step = _samples.Relu ? ScaleSearch.BestStepBeforeRelu(centred, _final) : ScaleSearch.BestStep(centred);
        Pass(partial, step, [.. _removed.Select((removed, c) => Binary16.FromDouble((removed - mean[c]) / step))], false);
    }

    private void AddTail(float[] partial, double step) =>
        Pass(partial, step, [.. _removed.Select((removed, c) => Binary16.FromDouble((removed + _samples.Bias[c]) / step))], _samples.Relu);

    /// <summary>Mean of a column's partial sums, of those that a ReLU lets through if there are enough.</summary>
    private double Mean(int first)
    {
        double sum = 0;
        double active = 0;
        int count = 0;
        for (int i = first; i < first + _samples.Count; i++)
        {
            sum += _exact[i];
            bool passes = !_samples.Relu || _final[i] > 0;
            active += passes ? _exact[i] : 0;
            count += passes ? 1 : 0;
        }

        return count >= FewestActive ? active / count : sum / _samples.Count;
    }

    private void Pass(float[] partial, double step, ushort[] offsets, bool relu)
    {
        ushort rxScale = Binary16.FromDouble(_receivedStep / step);
        float received = (float)Binary16.ToDouble(rxScale);
        float inverse = (float)(1 / step);
        var result = new float[partial.Length];
        for (int c = 0; c < offsets.Length; c++)
        {
            float offset = (float)Binary16.ToDouble(offsets[c]);
            // The rounded offset is what the next cores have to give back.
            _removed[c] -= offset * step;
            for (int i = c * _samples.Count; i < (c + 1) * _samples.Count; i++)
            {
                float value = MathF.Round((_received[i] * received) + (partial[i] * inverse) + offset);
                result[i] = Math.Clamp(value, relu ? 0f : -128f, 127f);
            }
        }

        (_received, _receivedStep) = (result, step);
        Steps.Add(step);
        RxScales.Add(rxScale);
        Offsets.Add(offsets);
    }
}
