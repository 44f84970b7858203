using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>4-phase reads: each weight sign with each input sign, floor per phase, two phases into each counter.</summary>
/// <remarks>
/// A linear converter integrates the PWM window in closed form: the sum over the slices of the active conductances is the dot product of
/// conductances and magnitudes. The window is walked only where a bit line can reach its limit or a converter is not linear.
/// </remarks>
internal sealed unsafe class FourPhaseEngine : ReadEngine
{
    private const int Columns = AnalogGeometry.Columns;

    private readonly ReadContext _context;
    private readonly PackedConductances[] _g;
    private readonly PackedBytes[] _v;
    private readonly PhaseTable[] _tables = new PhaseTable[4];
    private readonly int[] _idleCounts = new int[Columns];
    private readonly WindowWalk? _walk;

    public FourPhaseEngine(ReadContext context)
    {
        _context = context;
        _g = [new PackedConductances(context.Map.Plus), new PackedConductances(context.Map.Minus)];
        _v = [new PackedBytes(context.Map.PlusVariance), new PackedBytes(context.Map.MinusVariance)];
        for (int phase = 0; phase < 4; phase++)
        {
            _tables[phase] = Table(phase);
        }

        for (int c = 0; c < Columns; c++)
        {
            _idleCounts[c] = (int)MathF.Max(0f, _tables[0].Offset[c]);
        }

        _walk = WindowWalk.IsNeeded(context) ? new WindowWalk(context, _g) : null;
    }

    /// <inheritdoc />
    public override void Compute(sbyte* inputs, MvmAddress* addresses, int count, MvmExtent extent, ushort* p, ushort* n, ref Tally tally)
    {
        Scratch scratch = Scratch.Current;
        scratch.Clear();
        for (int item = 0; item < count; item++)
        {
            InputSplitter.Split(inputs + (item * AnalogGeometry.Rows), item, scratch);
        }

        for (int w = 0; w < 2; w++)
        {
            MacKernels.Multiply(_context.Path, scratch.Inputs, scratch.Count, _g[w].Pointer, scratch.Products(w), extent);
            if (!_v[w].IsNil)
            {
                MacKernels.MultiplyBytes(_context.Path, scratch.Squares, scratch.Count, _v[w].Pointer, scratch.Variances(w), extent);
            }
        }

        _walk?.Prepare(scratch, extent);

        for (int item = 0; item < count; item++)
        {
            Finish(scratch, item, addresses[item], extent, p + (item * Columns), n + (item * Columns), ref tally);
        }
    }

    /// <summary>Phases 0..3 are (+w,+x), (+w,-x), (-w,+x), (-w,-x); equal signs count into P (0), others into N (1).</summary>
    private static int PathOf(int phase) => phase is 0 or 3 ? 0 : 1;

    private PhaseTable Table(int phase)
    {
        var table = new PhaseTable();
        int w = phase / 2;
        for (int c = 0; c < Columns; c++)
        {
            double cyclesPerMicroSiemens = _context.ChargePerStep * _context.Adc.Gain[PathOf(phase)][c] * ReadContext.CyclesPerMegahertzNanosecond;
            table.Scale[c] = (float)(cyclesPerMicroSiemens * _g[w].StepMicroSiemens);
            table.Noise[c] = (float)(cyclesPerMicroSiemens * Math.Sqrt(_v[w].Units[c]));
            table.Offset[c] = (float)(_context.Adc.Offset[c] * _context.WindowNanoseconds * ReadContext.CyclesPerMegahertzNanosecond);
        }

        return table;
    }

    private void Finish(Scratch scratch, int item, in MvmAddress address, MvmExtent extent, ushort* p, ushort* n, ref Tally tally)
    {
        int columns = extent.Width;
        new Span<int>(scratch.Counts(0), 2 * Columns).Clear();
        for (int phase = 0; phase < 4; phase++)
        {
            int half = scratch.HalfOf[(2 * item) + (phase & 1)];
            int* sum = scratch.Counts(PathOf(phase));
            int* counts = scratch.Counts(2);
            if (half < 0)
            {
                _idleCounts.CopyTo(new Span<int>(counts, Columns));
            }
            else
            {
                Phase(scratch, phase, half, address, extent, counts, ref tally);
            }

            PhaseConverter.Add(counts, sum, columns);
        }

        tally.Saturated += PhaseConverter.Narrow(scratch.Counts(0), p, columns);
        tally.Saturated += PhaseConverter.Narrow(scratch.Counts(1), n, columns);
    }

    private void Phase(Scratch scratch, int phase, int half, in MvmAddress address, MvmExtent extent, int* counts, ref Tally tally)
    {
        int w = phase / 2;
        int* products = scratch.Products(w) + (half * Columns);
        int* variances = null;
        if (!_v[w].IsNil)
        {
            variances = scratch.Variances(w) + (half * Columns);
            GaussianField.Fill(_context.Path, _context.Parameters.Seed, (uint)address.Image, (uint)_context.Core, (uint)address.Count, (uint)phase, scratch.Normals, extent.Width);
        }

        float factor = VarianceFactor(scratch.Shifts[half]);
        PhaseConverter.Convert(_context.Path, products, variances, factor, scratch.Normals, _tables[phase], counts, extent.Width);
        if (_walk is not null)
        {
            tally.Limited += _walk.Correct(scratch, w, PathOf(phase), half, _tables[phase], variances, factor, counts, extent);
        }
    }
}
