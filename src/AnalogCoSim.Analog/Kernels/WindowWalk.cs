namespace AnalogCoSim.Analog.Kernels;

/// <summary>Walks the PWM window slice by slice where the closed form does not hold: current limit reached, or a non-linear converter.</summary>
/// <remarks>
/// All inputs start at the first slice and end after their magnitude, so the current only falls: it is built from the last slice backwards.
/// Read noise is much slower than a window; it scales the current of the whole window.
/// </remarks>
internal sealed unsafe class WindowWalk
{
    private const int Columns = AnalogGeometry.Columns;
    private const int Rows = AnalogGeometry.Rows;

    private readonly ReadContext _context;
    private readonly PackedConductances[] _g;
    private readonly bool _nonlinear;
    private readonly bool[] _limitReachable = new bool[2];

    public WindowWalk(ReadContext context, PackedConductances[] g)
    {
        _context = context;
        _g = g;
        _nonlinear = context.Adc.IsNonlinear;
        _limitReachable[0] = LargestColumnMicroAmpere(context, context.Map.Plus) > context.Parameters.BitLineLimitMicroAmpere;
        _limitReachable[1] = LargestColumnMicroAmpere(context, context.Map.Minus) > context.Parameters.BitLineLimitMicroAmpere;
    }

    /// <summary>True when some bit line could leave the closed form for some input.</summary>
    public static bool IsNeeded(ReadContext context) =>
        context.Parameters.Fidelity == Fidelity.Noisy
        && (context.Adc.IsNonlinear
            || LargestColumnMicroAmpere(context, context.Map.Plus) > context.Parameters.BitLineLimitMicroAmpere
            || LargestColumnMicroAmpere(context, context.Map.Minus) > context.Parameters.BitLineLimitMicroAmpere);

    /// <summary>Current of the largest column with all rows active; µA.</summary>
    public static double LargestColumnMicroAmpere(ReadContext context, float[] map)
    {
        double largest = 0;
        for (int c = 0; c < Columns; c++)
        {
            double sum = 0;
            for (int r = 0; r < Rows; r++)
            {
                sum += map[(r * Columns) + c];
            }

            largest = Math.Max(largest, sum * context.VoltageVolt);
        }

        return largest;
    }

    /// <summary>Computes the conductance at the start of the window for all halves, where the limit can be reached.</summary>
    public void Prepare(Scratch scratch, int w)
    {
        if (_nonlinear || !_limitReachable[w])
        {
            return;
        }

        short* active = scratch.Active;
        for (int half = 0; half < scratch.Count; half++)
        {
            InputSplitter.Activity(scratch.Inputs + (half * Rows), active + (half * Rows));
        }

        MacKernels.Multiply(_context.Path, active, scratch.Count, _g[w].Pointer, scratch.Peaks(w));
    }

    /// <summary>Replaces the counts of the columns that have to be walked.</summary>
    /// <returns>Columns at the current limit.</returns>
    public int Correct(Scratch scratch, int w, int path, int half, PhaseTable table, int* variances, float factor, int* counts)
    {
        if (!_nonlinear && !_limitReachable[w])
        {
            return 0;
        }

        int limited = 0;
        double limit = _context.Parameters.BitLineLimitMicroAmpere;
        double microAmperePerStep = _g[w].StepMicroSiemens * _context.VoltageVolt;
        for (int c = 0; c < Columns; c++)
        {
            bool over = !_nonlinear && (scratch.Peaks(w)[(half * Columns) + c] * microAmperePerStep) > limit;
            if (!_nonlinear && !over)
            {
                continue;
            }

            int products = scratch.Products(w)[(half * Columns) + c];
            double sigma = variances == null ? 0 : Math.Sqrt((double)variances[c] * factor) * table.Noise[c];
            double relative = products == 0 ? 0 : scratch.Normals[c] * sigma / ((double)products * table.Scale[c]);
            counts[c] = Walk(scratch, w, path, half, c, microAmperePerStep * Math.Max(0, 1 + relative), out bool hit);
            limited += hit ? 1 : 0;
        }

        return limited;
    }

    private int Walk(Scratch scratch, int w, int path, int half, int column, double microAmperePerStep, out bool hit)
    {
        Span<int> atMagnitude = stackalloc int[AnalogGeometry.MaxMagnitude + 1];
        atMagnitude.Clear();
        short* x = scratch.Inputs + (half * Rows);
        for (int r = 0; r < Rows; r++)
        {
            atMagnitude[x[r]] += _g[w].At(r, column);
        }

        double a = _context.Adc.Gain[path][column];
        double b = _context.Adc.Nonlinearity[path][column];
        double offset = _context.Adc.Offset[column];
        double limit = _context.Parameters.BitLineLimitMicroAmpere;
        double megahertzSlices = 0;
        int conductance = 0;
        hit = false;
        for (int slice = AnalogGeometry.MaxMagnitude; slice >= 1; slice--)
        {
            conductance += atMagnitude[slice];
            double current = conductance * microAmperePerStep;
            hit |= current > limit;
            current = Math.Min(current, limit);
            megahertzSlices += Math.Max(0, (a * current / (1 + (b * current))) + offset);
        }

        return (int)(megahertzSlices * _context.Parameters.PwmStepNanoseconds * ReadContext.CyclesPerMegahertzNanosecond);
    }
}
