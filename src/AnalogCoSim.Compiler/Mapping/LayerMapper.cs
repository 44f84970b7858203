using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Compiler.Reports;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>Cuts one crossbar layer into core slices with all their registers.</summary>
internal sealed class LayerMapper
{
    /// <summary>Path ids of host packets start here; below are those of the cores, so that all are unique.</summary>
    private const int HostPaths = ChipGeometry.Cores;

    private const uint WindowStream = 0x3000;

    private readonly LinearLayer _layer;
    private readonly LayerSamples _samples;
    private readonly CompilerOptions _options;
    private readonly Router _router;
    private readonly float _inputScale;
    private readonly float _outputScale;
    private readonly float? _residualScale;
    private readonly List<float[]> _inputs;
    private readonly List<CoreReport> _reports = [];
    private double _signal;
    private double _error;

    public LayerMapper(LinearLayer layer, Calibrator calibrator, CompilerOptions options)
    {
        (_layer, _options) = (layer, options);
        _router = new Router(options.Layout == ChipLayout.Spread ? options.LayoutSeed : null);
        _samples = calibrator.Samples(layer);
        _inputScale = calibrator.Scales[layer.Input];
        _outputScale = calibrator.Scales[layer.Output];
        _residualScale = layer.Second is { } second ? calibrator.Scales[second] : null;
        _inputs = [.. _samples.Inputs.Select(panel => PanelQuantiser.Quantise(panel, _inputScale))];
    }

    /// <summary>Column groups and chain length of a layer.</summary>
    public static (MatrixSplit Rows, MatrixSplit Columns) Split(LinearLayer layer) => (MatrixSplit.Of(layer.Rows), MatrixSplit.Of(layer.Columns));

    /// <summary>Maps the layer.</summary>
    /// <param name="chains">Cores of each column group, head to tail.</param>
    /// <returns>The step and its report.</returns>
    public (CrossbarStep Step, LayerReport Report) Map(IReadOnlyList<int[]> chains)
    {
        (MatrixSplit rows, MatrixSplit columns) = Split(_layer);
        var groups = new List<ColumnGroup>();
        for (int g = 0; g < columns.Parts; g++)
        {
            (int first, int count) = columns.Part(g, _layer.Columns);
            groups.Add(new ColumnGroup(first, count, Chain(first, count, rows, chains[g])));
        }

        var step = new CrossbarStep
        {
            Name = _layer.Name,
            Input = _layer.Input,
            Output = _layer.Output,
            Residual = _layer.Second,
            Geometry = _layer.Geometry,
            Groups = groups,
        };
        return (step, new LayerReport
        {
            Name = _layer.Name,
            Rows = _layer.Rows,
            Columns = _layer.Columns,
            RowParts = rows.Parts,
            ColumnGroups = columns.Parts,
            Positions = _layer.Geometry.Positions,
            Cores = _reports,
            InputScale = _inputScale,
            OutputScale = _outputScale,
            SqnrDecibel = _error > 0 ? 10 * Math.Log10(_signal / _error) : double.PositiveInfinity,
        });
    }

    private List<CoreSlice> Chain(int firstColumn, int count, MatrixSplit rows, int[] cores)
    {
        ChainSamples samples = Samples(firstColumn, count, rows);
        var plan = new ChainPlan(samples, _outputScale, _options.CentrePartialSums);
        var slices = new List<CoreSlice>();
        ColumnWindow[] windows = Windows(cores, count, samples.Residual is not null);
        byte receiveMask = samples.Residual is null ? (byte)0 : Router.HostMask;
        int receivePath = samples.Residual is null ? 0 : HostPaths + cores[0];
        for (int h = 0; h < cores.Length; h++)
        {
            bool tail = h == cores.Length - 1;
            Connection send = tail ? new Connection(Router.HostMask, 0, []) : _router.Connect(cores[h], cores[h + 1], (byte)cores[h]);
            CoreSlice slice = Slice(plan, (h, cores[h], windows[h].First), rows.Part(h, _layer.Rows), (firstColumn, count));
            slices.Add(slice with
            {
                Hops = send.Hops,
                Ldpu = slice.Ldpu with
                {
                    Combine = receiveMask != 0,
                    RxScale = plan.RxScales[h],
                    RxMask = receiveMask,
                    RxPath = (byte)receivePath,
                    RxFirst = (byte)windows[h].RxFirst,
                    RxLast = (byte)windows[h].RxLast,
                    Relu2 = tail && _layer.Relu,
                    TxEnable = true,
                    TxMask = send.TxMask,
                    TxPath = (byte)cores[h],
                    TxFirst = (byte)windows[h].TxFirst,
                    TxLast = (byte)windows[h].TxLast,
                },
            });
            (receiveMask, receivePath) = (send.RxMask, cores[h]);
        }

        Measure(plan.Result, Pixels(_samples.Outputs, firstColumn, count));
        return slices;
    }

    private ColumnWindow[] Windows(int[] cores, int count, bool residual) => _options.Layout == ChipLayout.Compact
        ? ColumnWindow.Compact(cores.Length, count, residual)
        : ColumnWindow.Spread(cores.Length, count, residual, new Lot(_options.LayoutSeed, WindowStream + (uint)cores[0]));

    private ChainSamples Samples(int firstColumn, int count, MatrixSplit rows)
    {
        float[]? residual = null;
        if (_residualScale is { } scale)
        {
            residual = [.. Pixels(_samples.Residuals, firstColumn, count).Select(v => Math.Clamp(MathF.Round(v / scale), -128f, 127f))];
        }

        return new ChainSamples
        {
            Columns = count,
            Count = _samples.Widths.Sum(),
            Partials = [.. Enumerable.Range(0, rows.Parts).Select(h => Partial(rows.Part(h, _layer.Rows), (firstColumn, count)))],
            Residual = residual,
            ResidualScale = _residualScale ?? 0,
            Bias = _layer.Bias.AsSpan(firstColumn, count).ToArray(),
            Relu = _layer.Relu,
        };
    }

    private CoreSlice Slice(ChainPlan plan, (int Index, int Core, int Column) place, (int First, int Count) rows, (int First, int Count) columns)
    {
        (int index, int core, int at) = place;
        float[] compact = Block(rows, columns);
        float[] columnScale = ColumnScales(compact, columns);
        for (int i = 0; i < compact.Length; i++)
        {
            compact[i] = columnScale[i % columns.Count] == 0 ? 0 : compact[i] / columnScale[i % columns.Count];
        }

        List<float[]> inputs = [.. _inputs.Select(panel => Rows(panel, rows.First, rows.Count))];
        CrossbarSetting setting = CrossbarSetting.Choose(compact, rows.Count, columns.Count, inputs, _options);
        double outputStep = plan.Steps[index] / _inputScale;
        ushort[] offset = _options.Layout == ChipLayout.Compact ? CoreArrays.Filled(0) : CoreArrays.Constants(_options.LayoutSeed, core);
        for (int c = 0; c < columns.Count; c++)
        {
            offset[at + c] = plan.Offsets[index][c];
        }

        _reports.Add(new CoreReport(core, rows.Count, columns.Count, setting.WeightMax, setting.Gmax, setting.Voltage, setting.PeakCurrent, setting.MeanCurrent, plan.Steps[index]));
        return new CoreSlice
        {
            Core = core,
            FirstRow = rows.First,
            RowCount = rows.Count,
            Weights = CoreArrays.Weights(compact, columns.Count, at, setting.WeightMax),
            WeightMax = setting.WeightMax,
            GmaxMicroSiemens = setting.Gmax,
            ReadVoltageVolt = setting.Voltage,
            OutputStep = (float)outputStep,
            ColumnScale = CoreArrays.Placed(columnScale, at),
            Ldpu = CoreArrays.Uncalibrated(offset),
        };
    }

    /// <summary>Factor of each column that goes to its affine scale; shape [columns].</summary>
    private float[] ColumnScales(float[] block, (int First, int Count) columns)
    {
        bool normalised = Array.Exists(_layer.Scale, s => s != 1);
        ColumnScaling scaling = (_options.ColumnScaling, normalised) switch
        {
            (ColumnScaling.Automatic, true) => ColumnScaling.AsTrained,
            (ColumnScaling.Automatic, false) => ColumnScaling.PerColumn,
            _ => _options.ColumnScaling,
        };
        var scales = new float[columns.Count];
        for (int c = 0; c < columns.Count; c++)
        {
            scales[c] = scaling switch
            {
                ColumnScaling.Folded => 1,
                ColumnScaling.AsTrained => _layer.Scale[columns.First + c],
                _ => Largest(block, c, columns.Count),
            };
        }

        return scales;
    }

    private static float Largest(float[] block, int column, int columns)
    {
        float largest = 0;
        for (int i = column; i < block.Length; i += columns)
        {
            largest = Math.Max(largest, Math.Abs(block[i]));
        }

        return largest;
    }

    /// <summary>Sums of a block for all sampled pixels, real units, [columns, samples].</summary>
    private unsafe float[] Partial((int First, int Count) rows, (int First, int Count) columns)
    {
        var matrix = new PackedMatrix(Block(rows, columns), rows.Count, columns.Count, []);
        var panels = new List<float[]>();
        foreach (float[] input in _inputs)
        {
            var result = new float[matrix.ResultLength];
            fixed (float* source = Rows(input, rows.First, rows.Count), target = result)
            {
                matrix.Multiply(source, target);
            }

            panels.Add(result);
        }

        float[] sums = Pixels(panels, 0, columns.Count);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] *= _inputScale;
        }

        return sums;
    }

    /// <summary>Weights with their batch-norm scales.</summary>
    private float[] Block((int First, int Count) rows, (int First, int Count) columns)
    {
        var block = new float[rows.Count * columns.Count];
        for (int r = 0; r < rows.Count; r++)
        {
            for (int c = 0; c < columns.Count; c++)
            {
                int column = columns.First + c;
                block[(r * columns.Count) + c] = _layer.Weights[((rows.First + r) * _layer.Columns) + column] * _layer.Scale[column];
            }
        }

        return block;
    }

    /// <summary>Panels [rows, 32] joined to [columns, samples] without the unused pixels.</summary>
    private float[] Pixels(List<float[]> panels, int first, int count)
    {
        int total = _samples.Widths.Sum();
        var values = new float[count * total];
        int at = 0;
        for (int p = 0; p < panels.Count; p++)
        {
            for (int c = 0; c < count; c++)
            {
                panels[p].AsSpan((first + c) * GemmKernel.Width, _samples.Widths[p]).CopyTo(values.AsSpan((c * total) + at));
            }

            at += _samples.Widths[p];
        }

        return values;
    }

    private void Measure(float[] result, float[] wanted)
    {
        for (int i = 0; i < result.Length; i++)
        {
            _signal += (double)wanted[i] * wanted[i];
            _error += Math.Pow((result[i] * _outputScale) - wanted[i], 2);
        }
    }

    private static float[] Rows(float[] panel, int first, int count) => panel.AsSpan(first * GemmKernel.Width, count * GemmKernel.Width).ToArray();
}
