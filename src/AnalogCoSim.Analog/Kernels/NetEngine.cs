using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Reads in which both signs meet before the converter: 1-phase reads, and the exact converter.</summary>
/// <remarks>
/// The sign of the window's net charge chooses the counter. On the chip the sign of each instant does; with a linear converter P - N is the same
/// but for fractions of a count. Columns that are not linear or can reach their current limit are walked by instants. With polarity asymmetry +x and -x see different matrices: a device read
/// against the usual polarity (weight and input of unlike sign) loses a share of its current.
/// </remarks>
internal sealed unsafe class NetEngine : ReadEngine
{
    private const int Columns = AnalogGeometry.Columns;

    private readonly ReadContext _context;
    private readonly PackedConductances[] _g;
    private readonly PackedBytes _v;
    private readonly NetTable _table = new();
    private readonly bool _split;
    private SignedWalk? _walk;

    private NetEngine(ReadContext context, PackedConductances[] g, PackedBytes v)
    {
        _context = context;
        _g = g;
        _v = v;
        _split = g.Length > 1;
    }

    /// <summary>The 1-phase engine of a core.</summary>
    public static NetEngine OnePhase(ReadContext context)
    {
        var parameters = context.Parameters;
        bool asymmetric = parameters.Fidelity == Fidelity.Noisy && (parameters.PolarityAsymmetryMean != 0 || parameters.PolarityAsymmetrySpread != 0);
        var variance = new float[AnalogGeometry.Cells];
        for (int cell = 0; cell < variance.Length; cell++)
        {
            variance[cell] = context.Map.PlusVariance[cell] + context.Map.MinusVariance[cell];
        }

        var engine = new NetEngine(context, asymmetric ? Asymmetric(context) : [new PackedConductances(Difference(context))], new PackedBytes(variance));
        double step = engine._g[0].StepMicroSiemens;
        for (int c = 0; c < Columns; c++)
        {
            double cyclesPerStep = context.ChargePerStep * step * ReadContext.CyclesPerMegahertzNanosecond;
            engine._table.ScaleP[c] = (float)(cyclesPerStep * context.Adc.Gain[0][c]);
            engine._table.ScaleN[c] = (float)(cyclesPerStep * context.Adc.Gain[1][c]);
            engine._table.Noise[c] = (float)(Math.Sqrt(engine._v.Units[c]) / step);
            engine._table.Offset[c] = (float)(context.Adc.Offset[c] * context.WindowNanoseconds * ReadContext.CyclesPerMegahertzNanosecond);
        }

        var walk = parameters.Fidelity == Fidelity.Noisy ? new SignedWalk(context, engine._g) : null;
        engine._walk = walk is { IsNeeded: true } ? walk : null;
        return engine;
    }

    /// <summary>The exact engine of a core: linear, rounding to nearest.</summary>
    /// <param name="context">Context with ideal conductances.</param>
    /// <param name="countsPerMicroSiemens">Counts of one input step through one µS.</param>
    public static NetEngine Exact(ReadContext context, double countsPerMicroSiemens)
    {
        var engine = new NetEngine(context, [new PackedConductances(Difference(context))], new PackedBytes(context.Map.PlusVariance));
        for (int c = 0; c < Columns; c++)
        {
            engine._table.ScaleP[c] = (float)(countsPerMicroSiemens * engine._g[0].StepMicroSiemens);
            engine._table.ScaleN[c] = engine._table.ScaleP[c];
            engine._table.Offset[c] = 0.5f;
        }

        return engine;
    }

    /// <inheritdoc />
    public override void Compute(sbyte* inputs, MvmAddress* addresses, int count, MvmExtent extent, ushort* p, ushort* n, ref Tally tally)
    {
        Scratch scratch = Scratch.Current;
        scratch.Clear();
        for (int item = 0; item < count; item++)
        {
            sbyte* input = inputs + (item * AnalogGeometry.Rows);
            if (_split)
            {
                InputSplitter.Split(input, item, scratch);
            }
            else
            {
                InputSplitter.Whole(input, item, scratch);
            }
        }

        for (int w = 0; w < _g.Length; w++)
        {
            MacKernels.Multiply(_context.Path, scratch.Inputs, scratch.Count, _g[w].Pointer, scratch.Products(w), extent);
        }

        if (!_v.IsNil)
        {
            MacKernels.MultiplyBytes(_context.Path, scratch.Squares, scratch.Count, _v.Pointer, scratch.Variances(0), extent);
        }

        for (int item = 0; item < count; item++)
        {
            Finish(scratch, item, addresses[item], extent.Width, p + (item * Columns), n + (item * Columns), ref tally);
        }
    }

    private static float[] Difference(ReadContext context)
    {
        var difference = new float[AnalogGeometry.Cells];
        for (int cell = 0; cell < difference.Length; cell++)
        {
            difference[cell] = context.Map.Plus[cell] - context.Map.Minus[cell];
        }

        return difference;
    }

    private static PackedConductances[] Asymmetric(ReadContext context)
    {
        var parameters = context.Parameters;
        var random = new KeyedRandom(parameters.Seed, NoisePurpose.Polarity);
        var positive = new float[AnalogGeometry.Cells];
        var negative = new float[AnalogGeometry.Cells];
        for (uint cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            float plus = context.Map.Plus[cell];
            float minus = context.Map.Minus[cell];
            positive[cell] = (float)(plus - (minus * (1 - Loss(1))));
            negative[cell] = (float)((plus * (1 - Loss(0))) - minus);

            double Loss(uint polarity) =>
                parameters.PolarityAsymmetryMean + (parameters.PolarityAsymmetrySpread * random.Normal((uint)context.Core, cell, polarity));
        }

        double step = Math.Max(PackedConductances.StepFor(positive), PackedConductances.StepFor(negative));
        return [new PackedConductances(positive, step), new PackedConductances(negative, step)];
    }

    private void Finish(Scratch scratch, int item, in MvmAddress address, int columns, ushort* p, ushort* n, ref Tally tally)
    {
        int* products = scratch.Counts(2);
        int* variances = _v.IsNil ? null : scratch.NetVariances;
        float factor = NetCharge.Gather(scratch, item, _split, products, variances);
        if (variances != null && factor > 0)
        {
            GaussianField.Fill(_context.Path, _context.Parameters.Seed, (uint)address.Image, (uint)_context.Core, (uint)address.Count, 0, scratch.Normals, columns);
        }

        PhaseConverter.ConvertNet(_context.Path, products, factor > 0 ? variances : null, factor, scratch.Normals, _table, scratch.Counts(0), scratch.Counts(1), columns);
        if (_walk is not null)
        {
            bool noisy = variances != null && factor > 0;
            NetCharge.Noise(variances, factor, _table, scratch.Normals, noisy ? scratch.Normals : null, columns);
            tally.Limited += _walk.Correct(scratch, item, noisy ? scratch.Normals : null, scratch.Counts(0), scratch.Counts(1), columns);
        }

        tally.Saturated += PhaseConverter.Narrow(scratch.Counts(0), p, columns);
        tally.Saturated += PhaseConverter.Narrow(scratch.Counts(1), n, columns);
    }
}
