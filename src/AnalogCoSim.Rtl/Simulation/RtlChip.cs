using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Building;
using AnalogCoSim.Rtl.Models;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>The Verilated chip: 64 tiles behind the native scheduler, or one flat model, driven by timed commands.</summary>
/// <remarks>Belongs to the thread that created it. Several chips on several threads are independent.</remarks>
public sealed unsafe partial class RtlChip : IDisposable
{
    private readonly EngineLibrary _library;
    private readonly IRtlChipListener _listener;
    private readonly string _top;
    private GCHandle _self;
    private nint _engine;

    /// <summary>Builds (or takes from the cache) and creates a chip after reset.</summary>
    /// <param name="options">Build and timing.</param>
    /// <param name="listener">Gives counts, takes results.</param>
    public RtlChip(RtlChipOptions options, IRtlChipListener listener)
        : this(VerilatorBuild.Default.Build(Checked(options).Specification()), options, listener)
    {
    }

    /// <summary>Creates a chip after reset.</summary>
    /// <param name="built">The built model.</param>
    /// <param name="options">Timing.</param>
    /// <param name="listener">Gives counts, takes results.</param>
    /// <exception cref="AcsException">ModelDoesNotLoad.</exception>
    public RtlChip(BuiltModel built, RtlChipOptions options, IRtlChipListener listener)
    {
        ArgumentNullException.ThrowIfNull(built);
        ArgumentNullException.ThrowIfNull(listener);
        _library = EngineLibrary.Load(built);
        _listener = listener;
        _top = built.Specification.Sources.Top;
        RefuseSnapshots(built, Checked(options));
        _self = GCHandle.Alloc(this);
        int[] links = Links(options.DeadLink);
        fixed (int* linkTable = links)
        {
            var config = new NativeConfig
            {
                LatencyOnePhase = Checked(options).LatencyOnePhase,
                LatencyFourPhase = options.LatencyFourPhase,
                DigestInterval = options.DigestInterval,
                Profile = options.Profile ? 1 : 0,
                SnapshotInterval = options.SnapshotInterval,
                SnapshotCount = options.SnapshotCount,
                Links = linkTable,
                Context = GCHandle.ToIntPtr(_self),
                Analog = &OnAnalog,
                Ldpu = &OnLdpu,
                Host = &OnHost,
            };
            _engine = _library.Create(&config);
        }

        if (_engine == 0)
        {
            throw new AcsException(ErrorCode.ModelDoesNotLoad, $"No instance of {_top} can be created.", where: built.LibraryPath);
        }
    }

    /// <summary>The clock that runs next; 0 after reset.</summary>
    public ulong Cycle => _library.Cycle(_engine);

    /// <summary>Digest of all events at the chip's ports so far (MVM starts with their inputs, LDPU results, host bytes, with their clocks).</summary>
    public StateDigest EventDigest => Digests().Events;

    /// <summary>Digest over the register states at all multiples of <see cref="RtlChipOptions.DigestInterval"/> so far.</summary>
    public StateDigest IntervalDigest => Digests().Intervals;

    /// <summary>Counters.</summary>
    public ChipStatistics Statistics
    {
        get
        {
            ChipStatistics statistics;
            _library.Statistics(_engine, &statistics);
            return statistics;
        }
    }

    /// <summary>Writes registers, one a clock.</summary>
    /// <param name="writes">The writes, in order.</param>
    public void Configure(ReadOnlySpan<ConfigWrite> writes)
    {
        fixed (ConfigWrite* first = writes)
        {
            Finish(_library.Configure(_engine, first, writes.Length));
        }
    }

    /// <summary>Runs until a clock, until nothing is left to do, or until the listener stops it.</summary>
    /// <param name="commands">Commands sorted by clock, none in the past or at or after <paramref name="untilCycle"/>.</param>
    /// <param name="data">Bytes that loads and packets refer to.</param>
    /// <param name="untilCycle">First clock that does not run.</param>
    /// <returns>False when the listener stopped the run; commands not yet begun are dropped.</returns>
    /// <exception cref="AcsException">RtlAssertion with message, tile, clock and place.</exception>
    public bool Run(ReadOnlySpan<ChipCommand> commands, ReadOnlySpan<sbyte> data, ulong untilCycle = ulong.MaxValue)
    {
        NativeCommand[] native = ArrayPool<NativeCommand>.Shared.Rent(Math.Max(commands.Length, 1));
        try
        {
            fixed (sbyte* block = data)
            fixed (NativeCommand* first = native)
            {
                Translate(commands, block, data.Length, native);
                return Finish(_library.Run(_engine, first, commands.Length, untilCycle));
            }
        }
        finally
        {
            ArrayPool<NativeCommand>.Shared.Return(native);
        }
    }

    /// <summary>Digest of all architectural registers of all tiles now; equal for both engines in the same state.</summary>
    /// <returns>The digest.</returns>
    public StateDigest RegisterDigest()
    {
        ulong* halves = stackalloc ulong[2];
        _library.State(_engine, halves);
        return new StateDigest(halves[0], halves[1]);
    }

    /// <summary>Starts or stops writing waves (flavour Trace).</summary>
    /// <param name="tile">Tile to watch; the flat model writes the whole chip.</param>
    /// <param name="path">FST file; null closes the current one.</param>
    public void Trace(int tile, string? path)
    {
        fixed (byte* text = path is null ? null : Encoding.UTF8.GetBytes(path + '\0'))
        {
            Finish(_library.Trace(_engine, tile, text));
        }
    }

    /// <summary>Writes coverage counters (flavour Cover).</summary>
    /// <param name="path">File for <c>verilator_coverage</c>.</param>
    public void WriteCoverage(string path)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(path + '\0'))
        {
            Finish(_library.Coverage(_engine, text));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_engine != 0)
        {
            _library.Destroy(_engine);
            _engine = 0;
            _self.Free();
        }
    }

    private static RtlChipOptions Checked(RtlChipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options;
    }

    // Native form of the link table: for tile t and port d, 8 * neighbour + neighbour's port, or -1.
    private static int[] Links(int? dead)
    {
        var links = new int[ChipGeometry.Cores * LinkTable.NeighbourPorts];
        for (int i = 0; i < links.Length; i++)
        {
            var port = (LinkPort)(i % LinkTable.NeighbourPorts);
            links[i] = i != dead && LinkTable.Neighbour(i / LinkTable.NeighbourPorts, port) is { } neighbour
                ? (8 * neighbour) + (int)LinkTable.Opposite(port)
                : -1;
        }

        return links;
    }

    private static void Translate(ReadOnlySpan<ChipCommand> commands, sbyte* block, int blockLength, NativeCommand[] native)
    {
        for (int i = 0; i < commands.Length; i++)
        {
            ref readonly ChipCommand command = ref commands[i];
            if (command.Offset < 0 || command.Length < 0 || (long)command.Offset + command.Length > blockLength)
            {
                throw new ArgumentOutOfRangeException(nameof(commands), $"command {i} reads beyond the data block");
            }

            native[i] = new NativeCommand
            {
                Cycle = command.Cycle,
                Tile = command.Tile,
                Kind = (int)command.Kind,
                Argument = command.Argument,
                Length = command.Length,
                Data = (byte*)block + command.Offset,
            };
        }
    }

    private (StateDigest Events, StateDigest Intervals) Digests()
    {
        ulong* halves = stackalloc ulong[4];
        _library.Digests(_engine, halves);
        return (new StateDigest(halves[0], halves[1]), new StateDigest(halves[2], halves[3]));
    }

    private bool Finish(int status)
    {
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }

        return (NativeStatus)status switch
        {
            NativeStatus.Ok => true,
            NativeStatus.Stopped => false,
            NativeStatus.Unsupported => throw NativeError.Unsupported(_top),
            _ => throw NativeError.ToException(_library.Error(_engine), _top),
        };
    }
}
