using System.Globalization;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Runs chip programs on the Verilated RTL, clock by clock; host steps as in the reference engine.</summary>
/// <remarks>
/// Images run one after the other, and within a step MVMs are reported in the order in which the LDPUs finish them. After an exception the chip
/// is in an unknown state, and when the observer has stopped it, it stands within a layer: then the engine can only be replayed from a kept snapshot, or disposed.
/// </remarks>
public sealed partial class RtlEngine : IChipEngine, IRtlChipListener
{
    private const int FirstBinClocks = 64;

    private readonly ProgrammedChip _chip;
    private readonly RtlChipOptions _options;
    private readonly RtlChip _rtl;
    private readonly uint[] _mvmsOfTile = new uint[ChipGeometry.Cores];
    private readonly sbyte[][] _tensors;
    private readonly ChipStatistics _configured;
    private LayerRun? _layer;
    private ImageActivity? _activity;
    private int? _activityImage;
    private int _image;
    private ulong _imageBegin;

    /// <summary>Builds the RTL (or takes it from the cache) and loads the program's registers.</summary>
    /// <param name="chip">Programmed chip.</param>
    /// <param name="options">Build and timing; null for the usual ones.</param>
    /// <exception cref="AcsException">As of the build and of <see cref="RtlChip"/>; RtlMisuse for a latency with which a layer does not keep its pace.</exception>
    public RtlEngine(ProgrammedChip chip, RtlChipOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chip);
        _chip = chip;
        _options = options ?? new RtlChipOptions();
        foreach (ReadMode mode in chip.Modes)
        {
            if (Latency(mode) <= HostSchedule.LongestLatency)
            {
                continue;
            }

            throw new AcsException(
                ErrorCode.RtlMisuse,
                "A position would be loaded before the MVM of the last one is done.",
                where: $"{nameof(RtlChipOptions)}.Latency{mode}",
                expected: $"1 to {HostSchedule.LongestLatency} clocks",
                actual: $"{Latency(mode)}");
        }

        _tensors = [.. chip.Program.Tensors.Select(tensor => new sbyte[tensor.Length])];
        _rtl = new RtlChip(_options, this);
        _rtl.Configure([.. ChipConfiguration.Of(chip.Program, chip.Registers)]);
        _configured = _rtl.Statistics;
    }

    /// <summary>Counts that another engine has computed already; null computes all here.</summary>
    public ICountSource? Counts { get; init; }

    /// <summary>Share of every layer's positions that run; less than 1 gives a workload of the same mix for benchmarks, and wrong outputs.</summary>
    public double PositionShare { get; init; } = 1;

    /// <inheritdoc />
    public ChipProgram Program => _chip.Program;

    /// <summary>The chip model, for digests, snapshots and waves.</summary>
    public RtlChip Rtl => _rtl;

    /// <summary>Counters of the chip model.</summary>
    public ChipStatistics Statistics => _rtl.Statistics;

    /// <inheritdoc />
    public IReadOnlyList<EngineTime> Spent
    {
        get
        {
            ChipStatistics now = Statistics;
            ulong known = now.EvaluateNanoseconds + now.CallbackNanoseconds;
            return
            [
                new(EngineParts.Tiles, Nanoseconds(now.EvaluateNanoseconds)),
                new(EngineParts.Exchange, Nanoseconds(now.RunNanoseconds - Math.Min(now.RunNanoseconds, known))),
                new(EngineParts.Observers, Nanoseconds(now.CallbackNanoseconds)),
                new(EngineParts.AnalogMacros, MacroTime),
            ];
        }
    }

    /// <inheritdoc />
    public EngineWork Work
    {
        get
        {
            ChipStatistics now = Statistics;
            return new EngineWork(now.Cycles - _configured.Cycles, now.TileEvaluations - _configured.TileEvaluations, now.Mvms - _configured.Mvms);
        }
    }

    /// <summary>Time in the analog macros, or in taking over counts that are known already.</summary>
    public TimeSpan MacroTime { get; private set; }

    /// <summary>Bins of the tile activity of the first image, even; 0 for none.</summary>
    public int ActivityBins { get; init; }

    /// <inheritdoc />
    /// <remarks>Up to the end of the image, or to where the run ended.</remarks>
    public ImageActivity? Activity => _activity ?? (_activityImage is { } image && _rtl.Activity() is { } tiles ? new ImageActivity(image, tiles) : null);

    /// <summary>Digest of all events at the chip's ports so far.</summary>
    public StateDigest EventDigest => _rtl.EventDigest;

    /// <inheritdoc />
    public IReadOnlyList<InferenceResult> Run(
        ReadOnlySpan<int> images,
        ReadOnlySpan<sbyte> inputs,
        IMvmObserver? observer = null,
        CancellationToken cancellation = default)
    {
        int length = _tensors[0].Length;
        if ((long)inputs.Length != (long)images.Length * length)
        {
            throw new ArgumentException($"Expected {images.Length} tensors of {length} elements, got {inputs.Length} elements.", nameof(inputs));
        }

        var results = new List<InferenceResult>(images.Length);
        for (int k = 0; k < images.Length; k++)
        {
            inputs.Slice(k * length, length).CopyTo(_tensors[0]);
            if (RunImage(images[k], observer, cancellation) is not { } result)
            {
                break;
            }

            results.Add(result);
        }

        return results;
    }

    /// <inheritdoc />
    public void EndWaves() => _rtl.CloseWaves();

    /// <inheritdoc />
    public void Dispose() => _rtl.Dispose();

    private bool Asserts => _options.Flavour is ModelFlavour.Check or ModelFlavour.Trace or ModelFlavour.Cover;

    private static TimeSpan Nanoseconds(ulong count) => TimeSpan.FromMicroseconds(count / 1000.0);

    private int Latency(ReadMode mode) => mode == ReadMode.FourPhase ? _options.LatencyFourPhase : _options.LatencyOnePhase;

    /// <inheritdoc />
    void IRtlChipListener.OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN) =>
        Layer(tile).OnMvm(tile, sequence, fourPhase, inputs, countsP, countsN);

    /// <inheritdoc />
    bool IRtlChipListener.OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs) => Layer(tile).OnLdpu(tile, cycle, outputs);

    /// <inheritdoc />
    void IRtlChipListener.OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle) => Layer(tile).OnHostPacket(tile, path, data, cycle);

    private LayerRun Layer(int tile) => _layer ?? throw new AcsException(
        ErrorCode.LockstepOrderMismatch,
        "The RTL did something before the first layer.",
        where: $"core {tile}")
    {
        Core = tile,
    };

    private InferenceResult? RunImage(int image, IMvmObserver? observer, CancellationToken cancellation)
    {
        (_image, _imageBegin) = (image, _rtl.Cycle);
        if (Host.Reset)
        {
            BreakOff(image, cancellation);
            _imageBegin = _rtl.Cycle;
        }

        bool watched = ActivityBins > 0 && _activityImage is null;
        if (watched)
        {
            _activityImage = image;
            _rtl.CountActivity(FirstBinClocks, ActivityBins);
        }

        InferenceResult? result = RunSteps(image, observer, cancellation);
        if (watched && result is not null)
        {
            _activity = Activity;
            _rtl.CountActivity(FirstBinClocks, 0);
        }

        return result;
    }

    private InferenceResult? RunSteps(int image, IMvmObserver? observer, CancellationToken cancellation)
    {
        var cycles = new ulong[Program.Steps.Count];
        for (int index = 0; index < cycles.Length; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Program.Steps[index] is HostStep host)
            {
                host.Execute(new HostTensors(Program.Tensors, _tensors));
            }
            else if (RunLayer((CrossbarStep)Program.Steps[index], index, image, observer, cancellation) is { } spent)
            {
                cycles[index] = spent;
            }
            else
            {
                return null;
            }
        }

        sbyte[] output = [.. _tensors[Program.Steps[^1].Output]];
        return new InferenceResult(image, output, ArgMax.Of(output), cycles.Aggregate(0UL, (sum, one) => sum + one), cycles);
    }

    private ulong? RunLayer(CrossbarStep step, int index, int image, IMvmObserver? observer, CancellationToken cancellation)
    {
        ulong begin = _rtl.Cycle;
        int positions = Math.Clamp((int)Math.Ceiling(PositionShare * step.Geometry.Positions), 1, step.Geometry.Positions);
        _layer = new LayerRun(_chip, step, index, image, positions, _mvmsOfTile, Counts, observer)
        {
            Asserts = Asserts,
            ImageBegin = _imageBegin,
            ExtraClocks = Host.ExtraClocks,
            Writes = WritesMeanwhile(step, image + index),
        };
        ReadOnlySpan<sbyte> residual = step.Residual is { } tensor ? _tensors[tensor] : default;
        bool finished = Located(image, index, step, residual, cancellation);
        MacroTime += _layer.MacroTime;
        if (!finished)
        {
            return null;
        }

        foreach (CoreSlice slice in step.Slices)
        {
            _mvmsOfTile[slice.Core] += (uint)positions;
        }

        return _layer.LastPacketCycle - begin + 1;
    }

    // What the chip reports knows tile and clock; image and layer are known here.
    private bool Located(int image, int index, CrossbarStep step, ReadOnlySpan<sbyte> residual, CancellationToken cancellation)
    {
        try
        {
            return RunClocks(step, residual, cancellation);
        }
        catch (AcsException error)
        {
            ulong clock = _rtl.Cycle - _imageBegin;
            throw error.Within(string.Create(CultureInfo.InvariantCulture, $"image {image}, layer '{step.Name}' (step {index}), clock {clock} of the image"), image, index, step.Name, clock);
        }
    }
}
