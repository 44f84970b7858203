using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Coverage.Recording;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Coverage;

/// <summary>Watches one RTL engine for what its MVMs exercise; one column of each MVM is computed stage by stage, which costs some 0.1 us.</summary>
/// <param name="chip">The programmed chip.</param>
/// <param name="chains">Its chains.</param>
/// <param name="reference">MVMs of the reference, for received bytes; null without, then combining cores are not sampled.</param>
internal sealed class ExerciseObserver(ProgrammedChip chip, ChainMap chains, ReferenceBuffer? reference) : IMvmObserver
{
    // Coprime to 256: all columns of a core are met in turn.
    private const int ColumnStride = 37;

    private readonly LdpuRegisters?[] _registers = Registers(chip);
    private readonly ulong[] _lastCycle = new ulong[ChipGeometry.Cores];
    private readonly int[] _lastStep = [.. Enumerable.Repeat(-1, ChipGeometry.Cores)];
    private readonly int[] _lastImage = new int[ChipGeometry.Cores];
    private readonly ReadMode?[] _lastMode = new ReadMode?[ChipGeometry.Cores];
    private readonly ChipCoverGroups? _groups = CoverageRecorder.Current is null ? null : new ChipCoverGroups();
    private int _column;
    private long _mvms;
    private long _backToBack;
    private long _otherIntervals;
    private long _high;
    private long _low;
    private long _zero;
    private long _full;
    private long _sampled;
    private long _ties;
    private long _notANumber;
    private long _infinite;
    private long _onePhase;
    private long _modeChanges;

    /// <summary>What was seen so far.</summary>
    public ExerciseCounts Counts => new(_mvms, _backToBack, _otherIntervals, _high, _low, _zero, _full, _sampled, _ties, _notANumber, _infinite, _onePhase, _modeChanges, 0, 0);

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        _mvms++;
        Cover(record);
        CountInterval(record);
        CountMode(record);
        _high += record.Outputs.Count((sbyte)127);
        _low += record.Outputs.Count((sbyte)-128);
        _zero += record.CountsP.Count((ushort)0) + record.CountsN.Count((ushort)0);
        _full += record.CountsP.Count((ushort)ChipGeometry.MaxCount) + record.CountsN.Count((ushort)ChipGeometry.MaxCount);
        _column = (_column + ColumnStride) % ChipGeometry.CrossbarSize;
        Sample(record, _column);
        return true;
    }

    /// <summary>Hands functional coverage in, where it is collected.</summary>
    public void HandIn()
    {
        if (_groups is not null)
        {
            CoverageRecorder.Current?.Add(_groups.Results);
        }
    }

    private static LdpuRegisters?[] Registers(ProgrammedChip chip)
    {
        var registers = new LdpuRegisters?[ChipGeometry.Cores];
        foreach (CoreSlice slice in chip.Program.Cores)
        {
            registers[slice.Core] = chip.Registers(slice.Core);
        }

        return registers;
    }

    // Before the counts are brought up to date: it looks at the MVM before.
    private void Cover(in MvmRecord record)
    {
        int core = record.Address.Core;
        bool sameLayer = _lastStep[core] == record.Address.Step && _lastImage[core] == record.Address.Image;
        _groups?.Mvm(chip.ModeOf(record.Address.Image), _lastMode[core], sameLayer ? record.Cycle - _lastCycle[core] : null, _registers[core]!.Combine);
    }

    private void CountInterval(in MvmRecord record)
    {
        int core = record.Address.Core;
        if (_lastStep[core] == record.Address.Step && _lastImage[core] == record.Address.Image)
        {
            bool usual = record.Cycle - _lastCycle[core] == RegisterMap.PacketInterval;
            _backToBack += usual ? 1 : 0;
            _otherIntervals += usual ? 0 : 1;
        }

        (_lastStep[core], _lastImage[core], _lastCycle[core]) = (record.Address.Step, record.Address.Image, record.Cycle);
    }

    private void CountMode(in MvmRecord record)
    {
        ReadMode mode = chip.ModeOf(record.Address.Image);
        _onePhase += mode == ReadMode.OnePhase ? 1 : 0;
        _modeChanges += _lastMode[record.Address.Core] is { } last && last != mode ? 1 : 0;
        _lastMode[record.Address.Core] = mode;
    }

    private void Sample(in MvmRecord record, int column)
    {
        LdpuRegisters registers = _registers[record.Address.Core]!;
        sbyte? received = !registers.Combine ? (sbyte)0
            : reference is null ? null
            : chains.Received(reference, record.Address, registers.RxFirst, registers.RxLast, column);
        if (received is not { } rx)
        {
            return;
        }

        ushort last = LdpuModel.Column(registers, column, record.CountsP[column], record.CountsN[column], rx).R;
        double value = (double)BitConverter.UInt16BitsToHalf(last);
        _groups?.Column(registers, record.CountsP[column], record.CountsN[column], registers.Combine ? rx : null, last, record.Outputs[column]);
        _sampled++;
        _notANumber += double.IsNaN(value) ? 1 : 0;
        _infinite += double.IsInfinity(value) ? 1 : 0;
        _ties += Math.Abs(value) < 128 && Math.Abs(value - Math.Truncate(value)) == 0.5 ? 1 : 0;
    }
}
