using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>INT8 steps and affine offsets along one chain, chosen on sampled partial sums.</summary>
internal sealed class ChainPlan
{
    private const int SearchSamples = 65536;

    private readonly int _columns;
    private readonly int _samples;
    private readonly double[] _removed;
    private float[] _exact;
    private float[] _received;
    private double _receivedStep;

    /// <summary>Starts a chain.</summary>
    /// <param name="columns">Columns of the chain.</param>
    /// <param name="samples">Sampled pixels.</param>
    /// <param name="residual">INT8 values [columns, samples] received by the head, or null.</param>
    /// <param name="residualScale">Their step.</param>
    public ChainPlan(int columns, int samples, float[]? residual, double residualScale)
    {
        (_columns, _samples) = (columns, samples);
        _removed = new double[columns];
        _received = residual ?? new float[columns * samples];
        _receivedStep = residual is null ? 0 : residualScale;
        _exact = [.. _received.Select(q => (float)(q * _receivedStep))];
    }

    /// <summary>Real value of one INT8 step of each core's output, head first.</summary>
    public List<double> Steps { get; } = [];

    /// <summary>FP16 s_rx of each core.</summary>
    public List<ushort> RxScales { get; } = [];

    /// <summary>FP16 affine offsets of each core, in its steps.</summary>
    public List<ushort[]> Offsets { get; } = [];

    /// <summary>INT8 results of the last core added, [columns, samples].</summary>
    public float[] Result => _received;

    /// <summary>Adds a core that is not the last one: its step is the one that loses least.</summary>
    /// <param name="partial">Its sums in real units, [columns, samples].</param>
    /// <param name="centre">Whether the mean of each column's partial sum is taken off.</param>
    public void Add(float[] partial, bool centre)
    {
        _exact = [.. _exact.Zip(partial, (a, b) => a + b)];
        var centred = new float[_exact.Length];
        var mean = new double[_columns];
        for (int c = 0; c < _columns; c++)
        {
            Span<float> row = _exact.AsSpan(c * _samples, _samples);
            double sum = 0;
            foreach (float value in row)
            {
                sum += value;
            }

            mean[c] = centre ? sum / _samples : 0;
            for (int n = 0; n < _samples; n++)
            {
                centred[(c * _samples) + n] = row[n] - (float)mean[c];
            }
        }

        double step = ScaleSearch.BestStep(Thin(centred), centred.Max(Math.Abs));
        ushort[] offsets = [.. _removed.Select((removed, c) => Binary16.FromDouble((removed - mean[c]) / step))];
        Pass(partial, step, offsets, false);
    }

    /// <summary>Adds the last core.</summary>
    /// <param name="partial">Its sums in real units, [columns, samples].</param>
    /// <param name="step">Scale of the output tensor.</param>
    /// <param name="bias">Addend of each column in real units.</param>
    /// <param name="relu">Whether negative results become 0.</param>
    public void AddTail(float[] partial, double step, ReadOnlySpan<float> bias, bool relu)
    {
        var offsets = new ushort[_columns];
        for (int c = 0; c < _columns; c++)
        {
            offsets[c] = Binary16.FromDouble((_removed[c] + bias[c]) / step);
        }

        Pass(partial, step, offsets, relu);
    }

    private void Pass(float[] partial, double step, ushort[] offsets, bool relu)
    {
        ushort rxScale = Binary16.FromDouble(_receivedStep / step);
        float received = (float)Binary16.ToDouble(rxScale);
        float inverse = (float)(1 / step);
        var result = new float[partial.Length];
        for (int c = 0; c < _columns; c++)
        {
            float offset = (float)Binary16.ToDouble(offsets[c]);
            // The rounded offset is what the next cores have to give back.
            _removed[c] -= offset * step;
            for (int i = c * _samples; i < (c + 1) * _samples; i++)
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

    private static float[] Thin(float[] values)
    {
        int stride = Math.Max(1, values.Length / SearchSamples) | 1;
        var thin = new float[(values.Length + stride - 1) / stride];
        for (int i = 0; i < thin.Length; i++)
        {
            thin[i] = values[i * stride];
        }

        return thin;
    }
}
