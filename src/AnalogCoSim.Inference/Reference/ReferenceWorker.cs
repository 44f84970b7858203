using AnalogCoSim.Analog;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Inference.Reference;

/// <summary>One thread of the reference engine with its buffers: takes blocks of images through all steps.</summary>
internal sealed class ReferenceWorker
{
    private const int Size = ChipGeometry.CrossbarSize;

    private readonly ProgrammedChip _chip;
    private readonly StepPlan[] _plans;
    private readonly IMvmObserver? _observer;
    private readonly int _batch;
    private readonly sbyte[][] _tensors;
    private readonly sbyte[] _frames;
    private readonly sbyte[] _inputs;
    private readonly sbyte[] _received;
    private readonly sbyte[] _outputs;
    private readonly ushort[] _countsP;
    private readonly ushort[] _countsN;
    private readonly MvmAddress[] _addresses;
    private readonly BudgetClock _clock = new();
    private readonly long[] _saturated;

    public ReferenceWorker(ProgrammedChip chip, StepPlan[] plans, int imagesPerBlock, int mvmsPerBatch, IMvmObserver? observer)
    {
        _chip = chip;
        _plans = plans;
        _observer = observer;
        _batch = mvmsPerBatch;
        _tensors = [.. chip.Program.Tensors.Select(tensor => new sbyte[tensor.Length * imagesPerBlock])];
        _frames = new sbyte[imagesPerBlock * plans.Max(plan => plan.Im2Col?.FrameLength ?? 0)];
        _inputs = new sbyte[(mvmsPerBatch * Size) + Im2ColPlan.Slack];
        _received = new sbyte[mvmsPerBatch * Size];
        _outputs = new sbyte[mvmsPerBatch * Size];
        _countsP = new ushort[mvmsPerBatch * Size];
        _countsN = new ushort[mvmsPerBatch * Size];
        _addresses = new MvmAddress[mvmsPerBatch];
        _saturated = new long[plans.Length];
    }

    public TimeBudget Budget => _clock.Budget;

    /// <summary>Counts of each step that were held at their largest value.</summary>
    public IReadOnlyList<long> Saturated => _saturated;

    /// <summary>Runs one block; false if the observer stopped it.</summary>
    public bool Run(ImageBlock block, Span<InferenceResult> results, CancellationToken cancellation)
    {
        block.Inputs.Span.CopyTo(_tensors[0]);
        foreach (StepPlan plan in _plans)
        {
            cancellation.ThrowIfCancellationRequested();
            bool goOn = plan.Step is HostStep step ? RunHost(step, block.Images.Length) : RunCrossbar(plan, plan.Crossbar!, block.Images.Span);
            if (!goOn)
            {
                return false;
            }
        }

        int last = _plans[^1].Step.Output;
        int length = _chip.Program.Tensors[last].Length;
        for (int k = 0; k < results.Length; k++)
        {
            sbyte[] output = _tensors[last].AsSpan(k * length, length).ToArray();
            results[k] = new InferenceResult(block.Images.Span[k], output, ArgMax.Of(output), 0, []);
        }

        _clock.CountImages(results.Length);
        return true;
    }

    private Span<sbyte> Tensor(int index, int image)
    {
        int length = _chip.Program.Tensors[index].Length;
        return _tensors[index].AsSpan(image * length, length);
    }

    private bool RunHost(HostStep step, int images)
    {
        _clock.Start();
        for (int k = 0; k < images; k++)
        {
            step.Execute(new HostTensors(_chip.Program.Tensors, _tensors, k));
        }

        _clock.EndHost();
        return true;
    }

    private bool RunCrossbar(StepPlan plan, CrossbarStep step, ReadOnlySpan<int> images)
    {
        _clock.Start();
        int frame = plan.Im2Col!.FrameLength;
        for (int k = 0; k < images.Length; k++)
        {
            plan.Im2Col.Pad(Tensor(step.Input, k), _frames.AsSpan(k * frame, frame));
        }

        _clock.EndHost();
        int total = images.Length * plan.Positions;
        for (int first = 0; first < total; first += _batch)
        {
            int count = Math.Min(_batch, total - first);
            foreach (ColumnGroup group in step.Groups)
            {
                if (!RunChain(plan, step, group, images, first, count))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool RunChain(StepPlan plan, CrossbarStep step, ColumnGroup group, ReadOnlySpan<int> images, int first, int count)
    {
        for (int k = 0; k < group.Chain.Count; k++)
        {
            CoreSlice slice = group.Chain[k];
            LdpuRegisters registers = _chip.Registers(slice.Core);
            _clock.Start();
            Gather(plan, slice, images, first, count);
            if (registers.Combine)
            {
                Receive(plan, step, group, k, first, count);
            }

            _clock.EndHost();
            Compute(plan, slice, count);
            if (_observer is not null && !Report(count))
            {
                return false;
            }
        }

        _clock.Start();
        Scatter(plan, group, first, count);
        _clock.EndHost();
        return true;
    }

    private void Gather(StepPlan plan, CoreSlice slice, ReadOnlySpan<int> images, int first, int count)
    {
        int frame = plan.Im2Col!.FrameLength;
        for (int done = 0; done < count;)
        {
            int image = (first + done) / plan.Positions;
            int position = (first + done) % plan.Positions;
            int part = Math.Min(count - done, plan.Positions - position);
            plan.Im2Col.Gather(_frames.AsSpan(image * frame, frame), slice, position, part, _inputs.AsSpan(done * Size));
            MvmAddress address = _chip.Counts.Address(images[image], plan.Index, slice.Core, position);
            for (int k = done; k < done + part; k++)
            {
                _addresses[k] = address;
                address = address.Next();
            }

            done += part;
        }
    }

    private void Receive(StepPlan plan, CrossbarStep step, ColumnGroup group, int place, int first, int count)
    {
        CoreSlice slice = group.Chain[place];
        LdpuRegisters registers = _chip.Registers(slice.Core);
        if (place > 0)
        {
            LdpuRegisters sender = _chip.Registers(group.Chain[place - 1].Core);
            for (int k = 0; k < count; k++)
            {
                ReadOnlySpan<sbyte> payload = LinkPacket.Transmit(sender, _outputs.AsSpan(k * Size, Size));
                LinkPacket.Receive(registers, payload, _received.AsSpan(k * Size, Size));
            }

            return;
        }

        Span<sbyte> residual = stackalloc sbyte[Size];
        for (int k = 0; k < count; k++)
        {
            int position = (first + k) % plan.Positions;
            ReadOnlySpan<sbyte> tensor = Tensor(step.Residual!.Value, (first + k) / plan.Positions);
            for (int channel = 0; channel < group.ChannelCount; channel++)
            {
                residual[channel] = tensor[((group.FirstChannel + channel) * plan.Positions) + position];
            }

            LinkPacket.Receive(registers, residual[..group.ChannelCount], _received.AsSpan(k * Size, Size));
        }
    }

    private void Compute(StepPlan plan, CoreSlice slice, int count)
    {
        int cells = count * Size;
        _clock.Start();
        LdpuLanes lanes = plan.Lanes(slice.Core);
        int columns = _observer is null ? lanes.Registers.TxLast + 1 : Size;
        var extent = new MvmExtent(slice.RowCount, columns);
        for (int first = 0; first < count;)
        {
            // One mode at a time: images may change it.
            ReadMode mode = _chip.ModeOf(_addresses[first].Image);
            int end = first + 1;
            while (end < count && (_addresses[end].Image == _addresses[end - 1].Image || _chip.ModeOf(_addresses[end].Image) == mode))
            {
                end++;
            }

            (int at, int length) = (first * Size, (end - first) * Size);
            MacroStatistics analog = _chip.Macro(slice.Core).Compute(
                _inputs.AsSpan(at, length), _addresses.AsSpan(first, end - first), mode, _countsP.AsSpan(at, length), _countsN.AsSpan(at, length), extent);
            _saturated[plan.Index] += analog.SaturatedCounts;
            first = end;
        }

        _clock.EndAnalog();
        LdpuBatch.Run(lanes, _countsP.AsSpan(0, cells), _countsN.AsSpan(0, cells), _received.AsSpan(0, cells), _outputs.AsSpan(0, cells), columns);
        _clock.EndLdpu(count);
    }

    private bool Report(int count)
    {
        for (int k = 0; k < count; k++)
        {
            var record = new MvmRecord
            {
                Address = _addresses[k],
                Inputs = _inputs.AsSpan(k * Size, Size),
                CountsP = _countsP.AsSpan(k * Size, Size),
                CountsN = _countsN.AsSpan(k * Size, Size),
                Outputs = _outputs.AsSpan(k * Size, Size),
            };
            if (!_observer!.OnMvm(record))
            {
                return false;
            }
        }

        return true;
    }

    private void Scatter(StepPlan plan, ColumnGroup group, int first, int count)
    {
        int txFirst = _chip.Registers(group.Chain[^1].Core).TxFirst;
        for (int done = 0; done < count;)
        {
            int position = (first + done) % plan.Positions;
            int part = Math.Min(count - done, plan.Positions - position);
            Span<sbyte> tensor = Tensor(plan.Step.Output, (first + done) / plan.Positions);
            for (int channel = 0; channel < group.ChannelCount; channel++)
            {
                Span<sbyte> row = tensor.Slice(((group.FirstChannel + channel) * plan.Positions) + position, part);
                for (int k = 0; k < row.Length; k++)
                {
                    row[k] = _outputs[((done + k) * Size) + txFirst + channel];
                }
            }

            done += part;
        }
    }
}
