using System.Diagnostics;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>One crossbar step of one image on the RTL: prepared inputs and counts, collected packets.</summary>
internal sealed class LayerRun
{
    private const int Size = ChipGeometry.CrossbarSize;

    // Clocks between two looks at the progress: milliseconds of work.
    private const ulong Chunk = 16 * RegisterMap.PacketInterval;

    private readonly ProgrammedChip _chip;
    private readonly CrossbarStep _step;
    private readonly int _image;
    private readonly int _index;
    private readonly LayerData _data;
    private readonly LayerCounts _counts;
    private IMvmObserver? _observer;
    private ulong[] _begins = [];
    private ChipCommand[] _commands = [];
    private sbyte[] _output = [];
    private int _latency;

    public LayerRun(ProgrammedChip chip, CrossbarStep step, int index, int image, int positions, uint[] mvmsOfTile, ICountSource? counts, IMvmObserver? observer)
    {
        _chip = chip;
        _step = step;
        _index = index;
        _image = image;
        _observer = observer;
        _data = new LayerData(step, positions, mvmsOfTile);
        _counts = new LayerCounts(chip, image, index, _data, counts);
    }

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
    public int Positions => _data.Positions;

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
        _data.Gather(_chip.Program.Tensors[_step.Input], input);
        _data.PlaceResidual(residual);
        long converting = Stopwatch.GetTimestamp();
        foreach (CoreRun core in _data.Cores)
        {
            _counts.Convert(core, cancellation);
        }

        MacroTime = Stopwatch.GetElapsedTime(converting);
        Begin = rtl.Cycle;
        _begins = HostSchedule.Begins(Begin, Positions, ExtraClocks, (_image * 1021) + _index);
        _commands = HostSchedule.Commands(_begins, _chip.ModeOf(_image) == ReadMode.FourPhase, latency, _data.Cores, _data.Chains, Writes);
        return GoOn(rtl, last, cancellation);
    }

    /// <summary>Forgets what came after a clock: the chip has gone back to it.</summary>
    /// <param name="cycle">First clock that runs again.</param>
    /// <param name="observer">Takes the place of the last observer.</param>
    public void Rewind(ulong cycle, IMvmObserver? observer)
    {
        _observer = observer;
        Stopped = false;
        Array.ForEach(_data.Cores, core => core.DrainedAt.RemoveAll(at => at > cycle));
        Array.ForEach(_data.Chains, chain => chain.PacketsAt.RemoveAll(at => at > cycle));
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

            if (!rtl.Run(_commands.AsSpan(next..end), _data.Bytes, until, cancellation))
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
        CoreRun core = _data.OfTile(tile) ?? throw Unexpected("MVM", tile);
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
        Span<sbyte> loaded = _data.Inputs(core, position);
        if (!inputs.SequenceEqual(loaded))
        {
            // The RTL lost or changed inputs: the macro answers to what it sees, and the record shows it.
            inputs.CopyTo(loaded);
            _counts.Recompute(core, position);
        }

        core.CountsP.AsSpan(at, Size).CopyTo(countsP);
        core.CountsN.AsSpan(at, Size).CopyTo(countsN);
    }

    /// <summary>Reports an MVM.</summary>
    public bool OnLdpu(int tile, ulong cycle, ReadOnlySpan<sbyte> outputs)
    {
        CoreRun core = _data.OfTile(tile) ?? throw Unexpected("LDPU result", tile);
        int position = core.DrainedAt.Count;
        if (position >= Positions)
        {
            throw Unexpected($"LDPU result {position} of {Positions} in clock {cycle}", tile);
        }

        core.DrainedAt.Add(cycle);
        int at = position * Size;
        return _observer is null || _observer.OnMvm(new MvmRecord
        {
            Address = _counts.Address(tile, position),
            Cycle = cycle - ImageBegin,
            Inputs = _data.Inputs(core, position),
            CountsP = core.CountsP.AsSpan(at, Size),
            CountsN = core.CountsN.AsSpan(at, Size),
            Outputs = outputs,
        });
    }

    /// <summary>Takes a packet into the output tensor.</summary>
    public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle)
    {
        ChainRun chain = _data.OfTail(tile) ?? throw Unexpected("packet", tile);
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

    /// <summary>Looks for a link on the way to a tile at which something is wrong.</summary>
    public HopFault? FindFault(RtlChip rtl, int tile) => LinkAudit.Find(rtl, _data, tile, Begin);

    // Packets that are later than the schedule explains will not come; a chip without packets to come should rest.
    private void CheckProgress(RtlChip rtl, bool rests)
    {
        bool late = rtl.Cycle <= _commands[^1].Cycle + RegisterMap.PacketInterval;
        foreach (ChainRun chain in _data.Chains)
        {
            ulong need = HostSchedule.Need(chain.Group, _latency);
            int due = rests ? Positions : Due(rtl.Cycle, need);
            if (chain.PacketsAt.Count < due)
            {
                throw StallReport.Missing(rtl, chain, [.. chain.Group.Chain.Select(slice => _data.OfTile(slice.Core)!)], due, rests);
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
