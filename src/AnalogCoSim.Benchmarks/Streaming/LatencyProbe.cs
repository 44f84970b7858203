using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Benchmarks.Streaming;

/// <summary>Counts the clocks of one input vector through a chain of cores of one row: from the start strobes at the macros to the last result at the host port.</summary>
/// <param name="cores">Cores of the chain, 1 to 8; all send all 256 columns.</param>
public sealed class LatencyProbe(int cores) : IRtlChipListener
{
    private const int Size = RegisterMap.CrossbarRows;
    private const int LoadClocks = Size / RegisterMap.RowsPerLoadBeat;

    private ulong? _last;

    /// <summary>Measures the use-cases of the published table.</summary>
    /// <param name="options">Engine and timing; one build, flavour Check, serves all.</param>
    /// <returns>Clocks.</returns>
    public static ChipTiming Measure(RtlChipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Flavour = ModelFlavour.Check };
        return new ChipTiming(
            options.LatencyOnePhase,
            options.LatencyFourPhase,
            StreamingProbe.Measure(options, fourPhase: false),
            StreamingProbe.Measure(options, fourPhase: true),
            Chain(fourPhase: false),
            Chain(fourPhase: true));

        int Chain(bool fourPhase) => new LatencyProbe(PublishedFigures.DeepLayer.Cores).Run(options, fourPhase);
    }

    /// <summary>Runs one vector on a new chip.</summary>
    /// <param name="options">Engine and timing.</param>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>Clocks.</returns>
    /// <exception cref="AcsException">RtlStalled when no result comes.</exception>
    public int Run(RtlChipOptions options, bool fourPhase)
    {
        _last = null;
        using var chip = new RtlChip(options, this);
        chip.Configure([.. Enumerable.Range(0, cores).SelectMany(Writes)]);
        ulong begin = chip.Cycle;
        IEnumerable<int> tiles = Enumerable.Range(0, cores);
        ChipCommand[] commands = [.. tiles.Select(tile => ChipCommand.Load(begin, tile, 0)), .. tiles.Select(tile => ChipCommand.Start(begin + LoadClocks, tile, fourPhase))];
        chip.Run(commands, new sbyte[Size]);
        ulong strobe = begin + LoadClocks + 1;
        return _last is { } last
            ? (int)(last - strobe)
            : throw new AcsException(ErrorCode.RtlStalled, "No result came out of the chain.", $"cores 0 to {cores - 1}, clock {chip.Cycle}", "one packet to the host", "none",
                "run acs run testbenches/chip_inference/scenarios/quickstart.yaml to see whether the RTL works at all");
    }

    /// <inheritdoc />
    public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
        countsP.Fill(1);
        countsN.Clear();
    }

    /// <inheritdoc />
    public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs) => true;

    /// <inheritdoc />
    public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle) => _last = cycle;

    private IEnumerable<ConfigWrite> Writes(int tile)
    {
        bool head = tile == 0;
        LinkPort to = tile == cores - 1 ? LinkPort.Host : LinkTable.PortTo(tile, tile + 1)!.Value;
        byte from = head ? (byte)0 : (byte)(1 << (int)LinkTable.Opposite(LinkTable.PortTo(tile - 1, tile)!.Value));
        var registers = StreamingTile.Registers(tile) with
        {
            Combine = !head,
            TxMask = (byte)(1 << (int)to),
            TxPath = (byte)(tile + 1),
            RxPath = (byte)tile,
            RxMask = from,
            RxLast = Size - 1,
        };
        IEnumerable<ConfigWrite> writes = ChipConfiguration.OfTile(tile, registers);
        return head ? writes : writes.Append(ChipConfiguration.Route(tile, registers.RxPath, new RouteEntry(from, 0, true)));
    }
}
