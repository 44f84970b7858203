using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Benchmarks.Streaming;

/// <summary>What MVMs of all cores at one interval gave: their results and the clocks in which these were complete.</summary>
internal sealed class StreamingRecord : IRtlChipListener
{
    private const int Size = RegisterMap.CrossbarRows;
    private const int LoadClocks = Size / RegisterMap.RowsPerLoadBeat;

    private readonly List<(ulong Cycle, sbyte[] Outputs)>[] _results = [.. Enumerable.Range(0, ChipGeometry.Cores).Select(_ => new List<(ulong, sbyte[])>())];
    private readonly List<sbyte[]>[] _packets = [.. Enumerable.Range(0, ChipGeometry.Cores).Select(_ => new List<sbyte[]>())];
    private readonly StreamingWorkload _workload = new(ChipGeometry.Cores);
    private ulong _strobe;

    private StreamingRecord()
    {
    }

    /// <summary>Clocks from the first strobe to the last output of the first MVM, slowest core.</summary>
    public int Latency => _results.Max(core => (int)(core[0].Cycle - _strobe));

    /// <summary>Runs on a new chip.</summary>
    /// <param name="options">Engine and timing.</param>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <param name="interval">Clocks from one MVM to the next.</param>
    /// <param name="mvms">MVMs of each core.</param>
    /// <returns>What came.</returns>
    public static StreamingRecord Run(RtlChipOptions options, bool fourPhase, int interval, int mvms)
    {
        var record = new StreamingRecord();
        using var chip = new RtlChip(options, record);
        chip.Configure([.. Enumerable.Range(0, ChipGeometry.Cores).SelectMany(tile => ChipConfiguration.OfTile(tile, StreamingTile.Registers(tile)))]);
        ulong begin = chip.Cycle;
        record._strobe = begin + LoadClocks + 1;
        IEnumerable<int> tiles = Enumerable.Range(0, ChipGeometry.Cores);
        chip.Run([.. Enumerable.Range(0, mvms).Select(mvm => begin + (ulong)(mvm * interval)).SelectMany(at => (ChipCommand[])
        [
            .. tiles.Select(tile => ChipCommand.Load(at, tile, tile * Size)),
            .. tiles.Select(tile => ChipCommand.Start(at + LoadClocks, tile, fourPhase)),
        ])], record._workload.Data());
        return record;
    }

    /// <summary>Whether every core gave all its results.</summary>
    /// <param name="mvms">MVMs of each core.</param>
    /// <returns>True if so.</returns>
    public bool Complete(int mvms) => _results.All(core => core.Count == mvms) && _packets.All(core => core.Count == mvms);

    /// <summary>Whether results and packets are those of another run.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True if so.</returns>
    public bool SameResults(StreamingRecord other) =>
        _results.Zip(other._results).All(pair => Same([.. pair.First.Select(result => result.Outputs)], [.. pair.Second.Select(result => result.Outputs)]))
        && _packets.Zip(other._packets).All(pair => Same(pair.First, pair.Second));

    /// <summary>Clocks between results, mean of all cores.</summary>
    /// <param name="warmUp">Results to leave out at the beginning.</param>
    /// <returns>Clocks.</returns>
    public double ClocksPerMvm(int warmUp) => _results.Average(core => (core[^1].Cycle - core[warmUp].Cycle) / (double)(core.Count - 1 - warmUp));

    /// <inheritdoc />
    public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN) =>
        _workload.OnMvm(tile, sequence, fourPhase, inputs, countsP, countsN);

    /// <inheritdoc />
    public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs)
    {
        _results[tile].Add((cycle, outputs.ToArray()));
        return true;
    }

    /// <inheritdoc />
    public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle) => _packets[tile].Add(data.ToArray());

    private static bool Same(List<sbyte[]> one, List<sbyte[]> other) => one.Count == other.Count && one.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
}
