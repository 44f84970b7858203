using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>The Verilated chip: 64 tiles behind the native scheduler, or one flat model, driven by timed commands.</summary>
/// <remarks>
/// One call at a time: a chip may pass from thread to thread, but two threads in one chip, and calls from its own listener, are refused. Several chips on several threads are
/// independent. After <see cref="Dispose"/> every member throws <see cref="ObjectDisposedException"/>; a chip that is forgotten is freed by the garbage collector.
/// </remarks>
public sealed unsafe partial class RtlChip : IDisposable
{
    // 64 tiles with what the scheduler knows of them.
    private const long ApproximateBytes = 2 << 20;

    private readonly EngineLibrary _library;
    private readonly InstanceHandle _handle;
    private readonly CallGate _gate;
    private readonly IRtlChipListener _listener;
    private readonly string _top;
    private readonly bool _flat;
    private readonly List<(ulong Cycle, ConfigWrite[] Writes)> _configured = [];

    /// <summary>Builds (or takes from the cache) and creates a chip after reset.</summary>
    /// <param name="options">Build and timing.</param>
    /// <param name="listener">Gives counts, takes results.</param>
    /// <exception cref="AcsException">As of the build, and as below.</exception>
    public RtlChip(RtlChipOptions options, IRtlChipListener listener)
        : this(VerilatorBuild.Default.Build(Checked(options).Specification()), options, listener)
    {
    }

    /// <summary>Creates a chip after reset.</summary>
    /// <param name="built">The built model.</param>
    /// <param name="options">Timing.</param>
    /// <param name="listener">Gives counts, takes results.</param>
    /// <exception cref="AcsException">ModelDoesNotLoad; RtlMisuse for options out of range; RtlStalled or RtlAssertion when the reset fails.</exception>
    public RtlChip(BuiltModel built, RtlChipOptions options, IRtlChipListener listener)
    {
        ArgumentNullException.ThrowIfNull(built);
        ArgumentNullException.ThrowIfNull(listener);
        _library = EngineLibrary.Load(built);
        _listener = listener;
        _top = built.Specification.Sources.Top;
        ArgumentNullException.ThrowIfNull(options);
        if (built.Specification.Flavour == ModelFlavour.Cover && CoverageHarvest.IsOn)
        {
            // Built in place of a model with snapshots: it runs without them.
            options = options with { SnapshotInterval = 0 };
        }

        (options with { Flavour = built.Specification.Flavour }).Validate();
        _flat = options.Flat;
        _gate = new CallGate(this, $"The chip model of {_top}");

        // Weak: native code does not keep a forgotten chip alive, and calls back only while a call of ours does.
        var self = GCHandle.Alloc(this, GCHandleType.Weak);
        _handle = new InstanceHandle(Create(options, GCHandle.ToIntPtr(self)), _library.Destroy, ApproximateBytes, self.Free);
        if (_handle.IsInvalid)
        {
            self.Free();
            throw new AcsException(ErrorCode.ModelDoesNotLoad, $"No instance of {_top} can be created.", where: built.LibraryPath);
        }

        if (_library.Error(_handle.Address)->Status is not (int)NativeStatus.Ok and var status)
        {
            throw Failure(status);
        }

        if (options.Waves is { } waves)
        {
            OpenWaves(waves);
        }
    }

    /// <summary>The clock that runs next; 0 after reset.</summary>
    public ulong Cycle
    {
        get
        {
            CallGate.Slot slot = _gate.Enter();
            ulong cycle = _library.Cycle(_handle.Address);
            slot.Leave();
            return cycle;
        }
    }

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
            CallGate.Slot slot = _gate.Enter();
            _library.Statistics(_handle.Address, &statistics);
            slot.Leave();
            return statistics;
        }
    }

    /// <summary>All register writes so far with the clocks in which they began; what a replay has to repeat.</summary>
    internal IReadOnlyList<(ulong Cycle, ConfigWrite[] Writes)> Configured => _configured;

    /// <summary>Writes registers, one per clock; whatever is under way goes on meanwhile.</summary>
    /// <param name="writes">The writes, in order.</param>
    /// <returns>False when the listener stopped it; writes not yet made are dropped.</returns>
    public bool Configure(ReadOnlySpan<ConfigWrite> writes)
    {
        fixed (ConfigWrite* first = writes)
        {
            CallGate.Slot slot = _gate.Enter();
            _configured.Add((_library.Cycle(_handle.Address), writes.ToArray()));
            return Finish(slot, _library.Configure(_handle.Address, first, writes.Length));
        }
    }

    /// <summary>Resets all tiles for four clocks, whatever they do: what is under way in macros, on links and in the host is dropped, and MVMs are counted from 0 again. Memories keep what they hold.</summary>
    /// <exception cref="AcsException">RtlStalled or RtlAssertion when the reset fails.</exception>
    public void Reset() => Finish(_gate.Enter(), _library.Reset(_handle.Address));

    /// <summary>Runs until a clock, until nothing is left to do, or until the listener stops it.</summary>
    /// <param name="commands">Commands sorted by clock, none in the past or at or after <paramref name="untilCycle"/>.</param>
    /// <param name="data">Bytes that loads and packets refer to.</param>
    /// <param name="untilCycle">First clock that does not run.</param>
    /// <param name="cancellation">Ends the run after the clock under way.</param>
    /// <returns>False when the listener stopped the run; commands not yet begun are dropped.</returns>
    /// <exception cref="AcsException">RtlAssertion with message, tile, clock and place; RtlStalled when a clock does not end.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the chip stands between two clocks.</exception>
    public bool Run(ReadOnlySpan<ChipCommand> commands, ReadOnlySpan<sbyte> data, ulong untilCycle = ulong.MaxValue, CancellationToken cancellation = default)
    {
        NativeCommand[] native = ArrayPool<NativeCommand>.Shared.Rent(Math.Max(commands.Length, 1));
        try
        {
            fixed (sbyte* block = data)
            fixed (NativeCommand* first = native)
            {
                Translate(commands, block, data.Length, native);
                CallGate.Slot slot = _gate.Enter();
                nint engine = _handle.Address;
                _library.Interrupt(engine, 0);
                int status;
                using (cancellation.UnsafeRegister(static chip => ((RtlChip)chip!).Interrupt(), this))
                {
                    status = _library.Run(engine, first, commands.Length, untilCycle);
                }

                _library.Interrupt(engine, 0);
                bool goesOn = Finish(slot, status);
                if (!goesOn)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                return goesOn;
            }
        }
        finally
        {
            ArrayPool<NativeCommand>.Shared.Return(native);
        }
    }

    /// <summary>Lets clocks pass in which nothing happens.</summary>
    /// <param name="untilCycle">The clock that runs next.</param>
    /// <exception cref="AcsException">RtlMisuse unless the chip is at rest and the clock is still to come.</exception>
    public void Idle(ulong untilCycle) => Finish(_gate.Enter(), _library.Idle(_handle.Address, untilCycle));

    /// <summary>Digest of all architectural registers of all tiles now; equal for both engines in the same state.</summary>
    /// <returns>The digest.</returns>
    public StateDigest RegisterDigest()
    {
        ulong* halves = stackalloc ulong[2];
        CallGate.Slot slot = _gate.Enter();
        _library.State(_handle.Address, halves);
        slot.Leave();
        return new StateDigest(halves[0], halves[1]);
    }

    /// <summary>Writes coverage counters (flavour Cover), also after an error.</summary>
    /// <param name="path">File for <c>verilator_coverage</c>.</param>
    /// <param name="resetPath">File of the same form for those counts that came while the chip was reset; null for none.</param>
    public void WriteCoverage(string path, string? resetPath = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        fixed (byte* text = Encoding.UTF8.GetBytes(path + '\0'), resetText = Encoding.UTF8.GetBytes((resetPath ?? "/dev/null") + '\0'))
        {
            Finish(_gate.Enter(), _library.Coverage(_handle.Address, text, resetText));
        }
    }

    /// <inheritdoc />
    /// <exception cref="AcsException">RtlMisuse: a call is under way, in another thread or around the listener that calls this.</exception>
    public void Dispose()
    {
        if (_gate.Close())
        {
            CoverageHarvest.Take(_library.Model.Built, HandIn);
            _handle.Dispose();
        }
    }

    private void HandIn(string path, string resetPath)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(path + '\0'), resetText = Encoding.UTF8.GetBytes(resetPath + '\0'))
        {
            _library.Coverage(_handle.Address, text, resetText);
        }
    }

    private nint Create(RtlChipOptions options, nint self)
    {
        int[] links = Links(options.DeadLink);
        fixed (int* linkTable = links)
        {
            var config = new NativeConfig
            {
                LatencyOnePhase = options.LatencyOnePhase,
                LatencyFourPhase = options.LatencyFourPhase,
                DigestInterval = options.DigestInterval,
                Profile = options.Profile ? 1 : 0,
                SnapshotInterval = options.SnapshotInterval,
                SnapshotCount = options.SnapshotCount,
                Links = linkTable,
                Context = self,
                Analog = &OnAnalog,
                Ldpu = &OnLdpu,
                Host = &OnHost,
            };
            return _library.Create(&config);
        }
    }

    // On any thread, while a run of this chip is under way.
    private void Interrupt() => _library.Interrupt(_handle.Address, 1);

    private static RtlChipOptions Checked(RtlChipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
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
            bool refers = command.Kind != ChipCommandKind.Write;
            if (refers && (command.Offset < 0 || command.Length < 0 || (long)command.Offset + command.Length > blockLength))
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
        CallGate.Slot slot = _gate.Enter();
        _library.Digests(_handle.Address, halves);
        slot.Leave();
        return (new StateDigest(halves[0], halves[1]), new StateDigest(halves[2], halves[3]));
    }

    private bool Finish(CallGate.Slot slot, int status)
    {
        ExceptionDispatchInfo? failure = Interlocked.Exchange(ref _failure, null);
        AcsException? error = status is (int)NativeStatus.Ok or (int)NativeStatus.Stopped ? null : Failure(status);
        slot.Leave();
        failure?.Throw();
        return error is null ? status == (int)NativeStatus.Ok : throw error;
    }

    private AcsException Failure(int status) =>
        status == (int)NativeStatus.Unsupported ? NativeError.Unsupported(_top) : NativeError.ToException(_library.Error(_handle.Address), _top, "tile", " of the chip");
}
