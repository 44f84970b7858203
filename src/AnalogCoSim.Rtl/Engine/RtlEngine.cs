using AnalogCoSim.Analog;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Rtl.Models;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Runs chip programs on the Verilated RTL, clock by clock; host steps as in the reference engine.</summary>
/// <remarks>
/// Images run one after the other, and within a step MVMs are reported in the order in which the LDPUs finish them. After an exception the chip
/// is in an unknown state and the engine must not be used again.
/// </remarks>
public sealed class RtlEngine : IChipEngine, IRtlChipListener
{
    private readonly ProgrammedChip _chip;
    private readonly RtlChipOptions _options;
    private readonly RtlChip _rtl;
    private readonly uint[] _mvmsOfTile = new uint[ChipGeometry.Cores];
    private readonly sbyte[][] _tensors;
    private LayerRun? _layer;

    /// <summary>Builds the RTL (or takes it from the cache) and loads the program's registers.</summary>
    /// <param name="chip">Programmed chip.</param>
    /// <param name="options">Build and timing; null for the usual ones.</param>
    public RtlEngine(ProgrammedChip chip, RtlChipOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chip);
        _chip = chip;
        _options = options ?? new RtlChipOptions();
        _tensors = [.. chip.Program.Tensors.Select(tensor => new sbyte[tensor.Length])];
        _rtl = new RtlChip(_options, this);
        _rtl.Configure([.. ChipConfiguration.Of(chip)]);
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
        if (inputs.Length != images.Length * length)
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
    public void Dispose() => _rtl.Dispose();

    /// <inheritdoc />
    void IRtlChipListener.OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN) =>
        _layer!.OnMvm(tile, sequence, inputs, countsP, countsN);

    /// <inheritdoc />
    bool IRtlChipListener.OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs) => _layer!.OnLdpu(tile, cycle, outputs);

    /// <inheritdoc />
    void IRtlChipListener.OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle) => _layer!.OnHostPacket(tile, data, cycle);

    private InferenceResult? RunImage(int image, IMvmObserver? observer, CancellationToken cancellation)
    {
        var cycles = new ulong[Program.Steps.Count];
        for (int index = 0; index < cycles.Length; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            ProgramStep step = Program.Steps[index];
            if (step is CrossbarStep crossbar)
            {
                if (RunLayer(crossbar, index, image, observer) is not { } spent)
                {
                    return null;
                }

                cycles[index] = spent;
            }
            else
            {
                ReadOnlySpan<sbyte> second = HostSteps.SecondInput(step) is { } other ? _tensors[other] : default;
                HostSteps.Run(step, Program.Tensors, _tensors[step.Input], second, _tensors[step.Output]);
            }
        }

        sbyte[] output = [.. _tensors[Program.Steps[^1].Output]];
        return new InferenceResult(image, output, HostSteps.ArgMax(output), cycles.Aggregate(0UL, (sum, one) => sum + one), cycles);
    }

    private ulong? RunLayer(CrossbarStep step, int index, int image, IMvmObserver? observer)
    {
        int latency = _chip.Analog.ReadMode == ReadMode.FourPhase ? _options.LatencyFourPhase : _options.LatencyOnePhase;
        ulong begin = _rtl.Cycle;
        int positions = Math.Clamp((int)Math.Ceiling(PositionShare * step.Geometry.Positions), 1, step.Geometry.Positions);
        _layer = new LayerRun(_chip, step, index, image, positions, _mvmsOfTile, observer) { Counts = Counts };
        ReadOnlySpan<sbyte> residual = step.Residual is { } tensor ? _tensors[tensor] : default;
        if (!_layer.Run(_rtl, latency, _tensors[step.Input], residual, _tensors[step.Output]))
        {
            return null;
        }

        foreach (CoreSlice slice in step.Groups.SelectMany(group => group.Chain))
        {
            _mvmsOfTile[slice.Core] += (uint)positions;
        }

        return _layer.LastPacketCycle - begin + 1;
    }
}
