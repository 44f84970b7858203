using System.Diagnostics;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>One crossbar step of one image on the RTL: prepared inputs and counts, collected packets.</summary>
internal sealed class LayerRun
{
    private const int Size = ChipGeometry.CrossbarSize;
    private const int Batch = 256;

    // Clocks between two looks at the progress: milliseconds of work.
    private const ulong Chunk = 16 * RegisterMap.PacketInterval;

    private readonly ProgrammedChip _chip;
    private readonly CrossbarStep _step;
    private readonly int _image;
    private readonly int _index;
    private readonly sbyte[] _data;
    private readonly CoreRun[] _cores;
    private readonly ChainRun[] _chains;
    private readonly CoreRun?[] _coreOfTile = new CoreRun?[ChipGeometry.Cores];
    private readonly ChainRun?[] _chainOfTail = new ChainRun?[ChipGeometry.Cores];
    private readonly MvmAddress[] _addresses = new MvmAddress[Batch];
    private IMvmObserver? _observer;
    private ulong[] _begins = [];
    private ChipCommand[] _commands = [];
    private sbyte[] _output = [];
    private int _latency;

    public LayerRun(ProgrammedChip chip, CrossbarStep step, int index, int image, int positions, uint[] mvmsOfTile, IMvmObserver? observer)
    {
        Positions = positions;
        _chip = chip;
        _step = step;
        _index = index;
        _image = image;
        _observer = observer;
        _cores = [.. step.Groups.SelectMany(group => group.Chain.Zip(ChainDelays.Of(group))).Select((core, k) => Core(core.First, core.Second, k, mvmsOfTile))];
        int offset = (_cores.Length * Positions * Size) + Im2ColPlan.Slack;
        _chains = [.. step.Groups.Select(group => Chain(group, ref offset))];
        _data = new sbyte[offset];
        foreach (CoreRun core in _cores)
        {
            _coreOfTile[core.Slice.Core] = core;
        }

        foreach (ChainRun chain in _chains)
        {
            _chainOfTail[chain.Group.Chain[^1].Core] = chain;
        }
    }

    /// <summary>Counts that are known already; null computes all.</summary>
    public ICountSource? Counts { get; init; }

    /// <summary>Clocks by which a position may come later than usual.</summary>
    public int ExtraClocks { get; init; }

    /// <summary>Register writes of resting cores while the layer runs, one per clock.</summary>
    public IReadOnlyList<ConfigWrite> Writes { get; init; } = [];

    /// <summary>Whether the RTL's assertions are on, for what an error advises.</summary>
    public bool Asserts { get; init; }

    /// <summary>Time in the analog macros, or in taking over counts that are known already.</summary>
    public TimeSpan MacroTime { get; private set; }

    /// <summary>First clock of the image: clocks are reported from it on, so they do not depend on the images before it.</summary>
    public ulong ImageBegin { get; init; }

    /// <summary>First clock.</summary>
    public ulong Begin { get; private set; }

    /// <summary>Clock of the last packet.</summary>
    public ulong LastPacketCycle { get; private set; }

    /// <summary>Positions that run, from the first one on; all of them but in benchmarks.</summary>
    public int Positions { get; }

    /// <summary>Whether the observer has stopped it.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Runs the layer.</summary>
    /// <param name="rtl">The chip.</param>
    /// <param name="latency">Clocks from mvm_start_o to the first pair.</param>
    /// <param name="input">Input tensor.</param>
    /// <param name="residual">Residual tensor; empty without.</param>
    /// <param name="output">Output tensor.</param>
    /// <param name="last">First clock that does not run, for replays.</param>
    /// <param name="cancellation">Ends the run between two clocks.</param>
    /// <returns>False when the observer or the last clock stopped it.</returns>
    public bool Run(RtlChip rtl, int latency, ReadOnlySpan<sbyte> input, ReadOnlySpan<sbyte> residual, sbyte[] output, ulong last, CancellationToken cancellation)
    {
        _output = output;
        _latency = latency;
        Gather(input);
        PlaceResidual(residual);
        long converting = Stopwatch.GetTimestamp();
        foreach (CoreRun core in _cores)
        {
            Convert(core, cancellation);
        }

        MacroTime = Stopwatch.GetElapsedTime(converting);
        Begin = rtl.Cycle;
        _begins = HostSchedule.Begins(Begin, Positions, ExtraClocks, (_image * 1021) + _index);
        _commands = HostSchedule.Commands(_begins, _chip.ModeOf(_image) == ReadMode.FourPhase, latency, _cores, _chains, Writes);
        return GoOn(rtl, last, cancellation);
    }

    /// <summary>Forgets what came after a clock: the chip has gone back to it.</summary>
    /// <param name="cycle">First clock that runs again.</param>
    /// <param name="observer">Takes the place of the last observer.</param>
    public void Rewind(ulong cycle, IMvmObserver? observer)
    {
        _observer = observer;
        Stopped = false;
        Array.ForEach(_cores, core => core.DrainedAt.RemoveAll(at => at > cycle));
        Array.ForEach(_chains, chain => chain.PacketsAt.RemoveAll(at => at > cycle));
    }

    /// <summary>Runs from the chip's clock to the end of the layer.</summary>
    /// <param name="rtl">The chip.</param>
    /// <param name="last">First clock that does not run, for replays.</param>
    /// <param name="cancellation">Ends the run between two clocks.</param>
    /// <returns>False when the observer or the last clock stopped it.</returns>
    /// <exception cref="AcsException">RtlStalled as soon as a packet is later than the schedule can explain, or when the chip does not come to rest.</exception>
    public bool GoOn(RtlChip rtl, ulong last, CancellationToken cancellation)
    {
        int next = Array.FindIndex(_commands, command => command.Cycle >= rtl.Cycle);
        next = next < 0 ? _commands.Length : next;
        for (ulong cycle = rtl.Cycle; cycle < last; cycle = rtl.Cycle)
        {
            ulong until = Math.Min(last, Math.Max(cycle, next < _commands.Length ? _commands[next].Cycle : 0) + Chunk);
            int end = next;
            while (end < _commands.Length && _commands[end].Cycle < until)
            {
                end++;
            }

            if (!rtl.Run(_commands.AsSpan(next..end), _data, until, cancellation))
            {
                Stopped = true;
                return false;
            }

            next = end;
            bool rests = next == _commands.Length && rtl.Cycle < until;
            CheckProgress(rtl, rests);
            if (rests)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the counts of an MVM.</summary>
    public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
        CoreRun core = _coreOfTile[tile] ?? throw Unexpected("MVM", tile);
        int position = (int)(sequence - core.FirstMvm);
        if (position < 0 || position >= Positions)
        {
            throw Unexpected($"MVM {position} of {Positions}", tile);
        }

        if (fourPhase != (_chip.ModeOf(_image) == ReadMode.FourPhase))
        {
            throw Unexpected($"MVM {position} of {Positions} in {(fourPhase ? "4-phase" : "1-phase")} mode", tile);
        }

        int at = position * Size;
        Span<sbyte> loaded = _data.AsSpan(core.InputOffset + at, Size);
        if (!inputs.SequenceEqual(loaded))
        {
            // The RTL lost or changed inputs: the macro answers to what it sees, and the record shows it.
            inputs.CopyTo(loaded);
            _chip.Macro(tile).Compute(loaded, [Address(tile, position)], _chip.ModeOf(_image), core.CountsP.AsSpan(at, Size), core.CountsN.AsSpan(at, Size));
        }

        core.CountsP.AsSpan(at, Size).CopyTo(countsP);
        core.CountsN.AsSpan(at, Size).CopyTo(countsN);
    }

    /// <summary>Reports an MVM.</summary>
    public bool OnLdpu(int tile, ulong cycle, ReadOnlySpan<sbyte> outputs)
    {
        CoreRun core = _coreOfTile[tile] ?? throw Unexpected("LDPU result", tile);
        int position = core.DrainedAt.Count;
        if (position >= Positions)
        {
            throw Unexpected($"LDPU result {position} of {Positions} in clock {cycle}", tile);
        }

        core.DrainedAt.Add(cycle);
        int at = position * Size;
        return _observer is null || _observer.OnMvm(new MvmRecord
        {
            Address = Address(tile, position),
            Cycle = cycle - ImageBegin,
            Inputs = _data.AsSpan(core.InputOffset + at, Size),
            CountsP = core.CountsP.AsSpan(at, Size),
            CountsN = core.CountsN.AsSpan(at, Size),
            Outputs = outputs,
        });
    }

    /// <summary>Takes a packet into the output tensor.</summary>
    public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle)
    {
        ChainRun chain = _chainOfTail[tile] ?? throw Unexpected("packet", tile);
        int position = chain.PacketsAt.Count;
        chain.PacketsAt.Add(cycle);
        int due = chain.Group.Chain[^1].Ldpu.TxPath;
        if (data.Length != chain.Group.ChannelCount || position >= Positions || path != due)
        {
            throw Unexpected(
                $"packet {position} of {Positions}, path {path}, {data.Length} bytes, complete in clock {cycle}",
                tile,
                $"packets 0 to {Positions - 1} of this layer, path {due}, {chain.Group.ChannelCount} bytes each");
        }

        for (int channel = 0; channel < data.Length; channel++)
        {
            _output[((chain.Group.FirstChannel + channel) * _step.Geometry.Positions) + position] = data[channel];
        }

        LastPacketCycle = cycle;
    }

    private MvmAddress Address(int core, int position) => _chip.Counts.Address(_image, _index, core, position);

    private CoreRun Core(CoreSlice slice, int delay, int index, uint[] mvmsOfTile) => new()
    {
        Slice = slice,
        Delay = delay,
        InputOffset = index * Positions * Size,
        FirstMvm = mvmsOfTile[slice.Core],
        CountsP = new ushort[Positions * Size],
        CountsN = new ushort[Positions * Size],
    };

    private ChainRun Chain(ColumnGroup group, ref int offset)
    {
        int residual = _step.Residual is null ? -1 : offset;
        offset += _step.Residual is null ? 0 : Positions * group.ChannelCount;
        return new ChainRun { Group = group, ResidualOffset = residual };
    }

    private void Gather(ReadOnlySpan<sbyte> input)
    {
        var plan = new Im2ColPlan(_step, _chip.Program.Tensors[_step.Input]);
        var frame = new sbyte[plan.FrameLength];
        var inputs = new sbyte[(Positions * Size) + Im2ColPlan.Slack];
        plan.Pad(input, frame);
        foreach (CoreRun core in _cores)
        {
            plan.Gather(frame, core.Slice, 0, Positions, inputs);
            inputs.AsSpan(0, Positions * Size).CopyTo(_data.AsSpan(core.InputOffset));
        }
    }

    private void PlaceResidual(ReadOnlySpan<sbyte> residual)
    {
        foreach (ChainRun chain in _chains.Where(chain => chain.ResidualOffset >= 0))
        {
            int length = chain.Group.ChannelCount;
            for (int i = 0; i < Positions * length; i++)
            {
                _data[chain.ResidualOffset + i] = residual[((chain.Group.FirstChannel + (i % length)) * _step.Geometry.Positions) + (i / length)];
            }
        }
    }

    // Packets that are later than the schedule explains will not come; a chip without packets to come should rest.
    private void CheckProgress(RtlChip rtl, bool rests)
    {
        bool late = rtl.Cycle <= _commands[^1].Cycle + RegisterMap.PacketInterval;
        foreach (ChainRun chain in _chains)
        {
            ulong need = HostSchedule.Need(chain.Group, _latency);
            int due = rests ? Positions : Due(rtl.Cycle, need);
            if (chain.PacketsAt.Count < due)
            {
                throw StallReport.Missing(rtl, chain, [.. chain.Group.Chain.Select(slice => _coreOfTile[slice.Core]!)], due, rests);
            }

            late |= rtl.Cycle < _begins[^1] + RegisterMap.PacketInterval + need;
        }

        if (!rests && !late)
        {
            throw StallReport.Restless(rtl);
        }
    }

    // Positions that began so many clocks ago or earlier.
    private int Due(ulong cycle, ulong need)
    {
        int at = cycle < need ? 0 : Array.BinarySearch(_begins, cycle - need + 1);
        return at < 0 ? ~at : at;
    }

    private void Convert(CoreRun core, CancellationToken cancellation)
    {
        for (int first = 0; first < Positions; first += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Batch, Positions - first);
            int at = first * Size;
            int cells = count * Size;
            MvmAddress address = Address(core.Slice.Core, first);
            for (int k = 0; k < count; k++)
            {
                _addresses[k] = address;
                address = address.Next();
            }

            if (Shared(core, first, count))
            {
                continue;
            }

            ReadOnlySpan<sbyte> inputs = _data.AsSpan(core.InputOffset + at, cells);
            _chip.Macro(core.Slice.Core).Compute(inputs, _addresses.AsSpan(0, count), _chip.ModeOf(_image), core.CountsP.AsSpan(at, cells), core.CountsN.AsSpan(at, cells));
        }
    }

    private bool Shared(CoreRun core, int first, int count)
    {
        for (int position = first; position < first + count; position++)
        {
            int at = position * Size;
            ReadOnlySpan<sbyte> inputs = _data.AsSpan(core.InputOffset + at, Size);
            if (Counts?.TryGet(_addresses[position - first], inputs, core.CountsP.AsSpan(at, Size), core.CountsN.AsSpan(at, Size)) != true)
            {
                return false;
            }
        }

        return true;
    }

    private AcsException Unexpected(string what, int tile, string? expected = null) => new(
        ErrorCode.LockstepOrderMismatch,
        "The RTL did something the program does not ask for.",
        where: $"core {tile}",
        expected: expected ?? $"{Positions} MVMs of each core of the layer in the read mode of the image, {Positions} packets of its channels from the tail of each chain",
        actual: what,
        remedy: Asserts ? "look at the clocks before this one: no assertion of the RTL failed in them" : "run again with --set assertions=true: most such faults break an assertion first")
    {
        Core = tile,
    };
}
