using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Benchmarks.Streaming;

/// <summary>Cores that convert, drain and send to the host back to back; none at all gives an idle chip.</summary>
/// <param name="cores">How many of the 64 cores are at work.</param>
public sealed class StreamingWorkload(int cores) : IRtlChipListener
{
    private const int Size = RegisterMap.CrossbarRows;

    private readonly ushort[] _counts = Counts();

    /// <summary>Cores at work.</summary>
    public int Cores => cores;

    /// <summary>Packets that came back.</summary>
    public long Packets { get; private set; }

    /// <summary>Runs on a new chip.</summary>
    /// <param name="options">Engine and timing.</param>
    /// <param name="clocks">Clocks to run.</param>
    /// <param name="cancellation">Ends the run after the clock under way.</param>
    /// <returns>What it gave.</returns>
    public ChipBenchRun Run(RtlChipOptions options, int clocks, CancellationToken cancellation = default)
    {
        using RtlChip chip = Configured(options);
        ulong before = chip.Statistics.RunNanoseconds;
        ulong begin = chip.Cycle;
        ulong end = begin + (ulong)clocks;
        chip.Run(cores == 0 ? Idle(begin, end) : Busy(begin, end), Data(), end, cancellation);
        return new ChipBenchRun(chip.Cycle - begin, (chip.Statistics.RunNanoseconds - before) / 1e9, chip.EventDigest, chip.RegisterDigest());
    }

    /// <inheritdoc />
    public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
        int at = (int)((uint)((tile * 7) + (int)sequence) % Size);
        _counts.AsSpan(at, Size).CopyTo(countsP);
        _counts.AsSpan(Size - at, Size).CopyTo(countsN);
    }

    /// <inheritdoc />
    public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs) => true;

    /// <inheritdoc />
    public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle) => Packets++;

    /// <summary>A chip with this workload's registers.</summary>
    /// <param name="options">Engine and timing.</param>
    /// <returns>A new chip that listens to this workload.</returns>
    internal RtlChip Configured(RtlChipOptions options)
    {
        var chip = new RtlChip(options, this);
        chip.Configure([.. Enumerable.Range(0, cores).SelectMany(tile => ChipConfiguration.OfTile(tile, StreamingTile.Registers(tile)))]);
        return chip;
    }

    /// <summary>What the loads refer to.</summary>
    internal sbyte[] Data()
    {
        var data = new sbyte[Math.Max(cores, 1) * Size];
        new Random(1).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.AsSpan()));
        return data;
    }

    private static ushort[] Counts()
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, 2 * Size).Select(_ => (ushort)random.Next(4096))];
    }

    // The last load keeps the run going to its end: an idle chip would come to rest at once.
    internal static ChipCommand[] Idle(ulong begin, ulong end) => [ChipCommand.Load(begin, 0, 0), ChipCommand.Load(end - 8, 0, 0)];

    internal ChipCommand[] Busy(ulong begin, ulong end)
    {
        var commands = new List<ChipCommand>();
        for (ulong at = begin; at + RegisterMap.PacketInterval <= end; at += RegisterMap.PacketInterval)
        {
            commands.AddRange(Enumerable.Range(0, cores).Select(tile => ChipCommand.Load(at, tile, tile * Size)));
            commands.AddRange(Enumerable.Range(0, cores).Select(tile => ChipCommand.Start(at + 8, tile, fourPhase: false)));
        }

        return [.. commands];
    }
}
