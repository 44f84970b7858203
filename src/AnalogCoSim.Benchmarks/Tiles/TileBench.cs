using System.Diagnostics;
using System.Runtime.InteropServices;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Benchmarks.Tiles;

/// <summary>Drives one tile, which converts and drains back to back, in three ways: from C# clock by clock, from C# in bursts, and from C++.</summary>
/// <remarks>All three run the code of one library on the same stimulus and add up the same checksum of the LDPU results.</remarks>
public sealed unsafe class TileBench
{
    /// <summary>Clocks of one burst.</summary>
    public const int BurstClocks = 258;

    private readonly BuiltModel _built;
    private readonly ConfigWrite[] _writes = [.. ChipConfiguration.OfTile(0, StreamingTile.Registers(0))];
    private readonly TileStimulus[] _period = TileStimulus.Period(seed: 1);
    private readonly TileStimulus[] _first;
    private readonly TileInputs[] _firstRecords;
    private readonly TileInputs[] _periodRecords;

    /// <summary>Builds the tile (or takes it from the cache).</summary>
    /// <param name="cancellation">Stops the build.</param>
    public TileBench(CancellationToken cancellation = default)
        : this(VerilatorBuild.Default.Build(new RtlChipOptions().Specification(), cancellation))
    {
    }

    /// <summary>Drives a tile that is built already.</summary>
    /// <param name="built">A model of the partitioned engine.</param>
    public TileBench(BuiltModel built)
    {
        ArgumentNullException.ThrowIfNull(built);
        _built = built;
        _first = TileStimulus.First(_period);
        _firstRecords = Records(_first);
        _periodRecords = Records(_period);
        TileInputs.Check(built.Ports);
    }

    /// <summary>Runs the hand-written C++ loop.</summary>
    /// <param name="clocks">Clocks.</param>
    /// <param name="cancellation">Stops the loop within a packet interval.</param>
    /// <returns>What it gave.</returns>
    public TileRun Native(int clocks, CancellationToken cancellation = default)
    {
        var function = (delegate* unmanaged[Cdecl]<ConfigWrite*, long, TileStimulus*, TileStimulus*, long, ulong, int*, ulong*, ulong*, int>)ModelLibrary.Load(_built).Symbol("acs_tile_bench");
        ulong checksum;
        ulong nanoseconds;
        int[] flag = new int[1];
        fixed (int* stop = flag)
        fixed (ConfigWrite* writes = _writes)
        fixed (TileStimulus* first = _first)
        fixed (TileStimulus* period = _period)
        {
            int status;
            using (cancellation.UnsafeRegister(static state => Volatile.Write(ref ((int[])state!)[0], 1), flag))
            {
                status = function(writes, _writes.Length, first, period, _period.Length, (ulong)clocks, stop, &checksum, &nanoseconds);
            }

            cancellation.ThrowIfCancellationRequested();
            return status == (int)NativeStatus.Ok
                ? new TileRun(clocks, nanoseconds / 1e9, checksum)
                : throw new InvalidOperationException($"The C++ loop ended with status {status}.");
        }
    }

    /// <summary>Runs one native call per clock, with the ports written and read in place.</summary>
    /// <param name="clocks">Clocks.</param>
    /// <param name="cancellation">Stops the loop within a packet interval.</param>
    /// <returns>What it gave.</returns>
    public TileRun PerCycle(int clocks, CancellationToken cancellation = default)
    {
        using VerilatedModel tile = Prepare();
        var ports = new TilePorts(tile);
        TileStimulus[] stimulus = _first;
        ulong checksum = 0;
        int at = 0;
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < clocks; i++)
        {
            ports.Apply(in stimulus[at]);
            if (++at == stimulus.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                (at, stimulus) = (0, _period);
            }

            tile.Step();
            checksum = ports.Add(checksum);
        }

        return new TileRun(clocks, Stopwatch.GetElapsedTime(begin).TotalSeconds, checksum);
    }

    /// <summary>Runs one native call for many clocks. The stimulus is there as an array of records, as it is there for the other loops in their form.</summary>
    /// <param name="clocks">Clocks.</param>
    /// <param name="cancellation">Stops the loop within a packet interval.</param>
    /// <returns>What it gave.</returns>
    public TileRun Burst(int clocks, CancellationToken cancellation = default)
    {
        using VerilatedModel tile = Prepare();
        TileInputs[] records = _firstRecords;
        var outputs = new OutputColumns(tile.Ports, BurstClocks, "ldpu_valid_o", "ldpu_data_o");
        ulong checksum = 0;
        long begin = Stopwatch.GetTimestamp();
        for (int done = 0; done < clocks; done += BurstClocks)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(BurstClocks, clocks - done);
            tile.Burst(MemoryMarshal.AsBytes(records.AsSpan(0, count)), outputs);
            checksum = TileChecksum.Add(checksum, outputs.Of<byte>(0)[..count], outputs.Of<byte>(1)[..count]);
            records = _periodRecords;
        }

        return new TileRun(clocks, Stopwatch.GetElapsedTime(begin).TotalSeconds, checksum);
    }

    private static TileInputs[] Records(TileStimulus[] stimulus)
    {
        var records = new TileInputs[stimulus.Length];
        for (int i = 0; i < records.Length; i++)
        {
            records[i].ResetN = 1;
            records[i].Apply(in stimulus[i]);
        }

        return records;
    }

    private VerilatedModel Prepare()
    {
        var tile = new VerilatedModel(_built);
        ref TileInputs inputs = ref tile.InputsAs<TileInputs>();
        tile.Run(4);
        inputs.ResetN = 1;
        tile.Run();
        inputs.ConfigValid = 1;
        foreach (ConfigWrite write in _writes)
        {
            (inputs.ConfigAddress, inputs.ConfigData) = ((ushort)write.Address, write.Data);
            tile.Run();
        }

        inputs.ConfigValid = 0;
        return tile;
    }
}
