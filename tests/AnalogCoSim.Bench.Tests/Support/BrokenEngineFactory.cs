using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>How a planted bug changes one MVM as the engine under test reports it.</summary>
internal delegate void PlantedBug(int step, int core, int position, Span<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN, Span<sbyte> outputs);

/// <summary>The reference engine on both sides, with a bug planted in what the engine under test reports.</summary>
internal sealed class BrokenEngineFactory(PlantedBug? bug = null, Func<int, bool>? dropped = null) : IEngineFactory
{
    public void Prepare(EngineRequest request, CancellationToken cancellation)
    {
    }

    public void StopWaves(IChipEngine engine)
    {
    }

    public IChipEngine Create(EngineRequest request)
    {
        var reference = new ReferenceEngine(request.Chip, new ReferenceOptions { Threads = 1 });
        return request.Kind == EngineKind.Reference ? reference : new Broken(reference, bug, dropped);
    }

    public IReadOnlyDictionary<string, string> Versions(EngineKind kind) => new Dictionary<string, string>();

    public IReadOnlyList<(string Part, TimeSpan Time)> Budget(IChipEngine engine) => [];

    private sealed class Broken(ReferenceEngine inner, PlantedBug? bug, Func<int, bool>? dropped) : IChipEngine
    {
        public ChipProgram Program => inner.Program;

        public void Dispose() => inner.Dispose();

        public IReadOnlyList<InferenceResult> Run(ReadOnlySpan<int> images, ReadOnlySpan<sbyte> inputs, IMvmObserver? observer = null, CancellationToken cancellation = default)
        {
            IReadOnlyList<InferenceResult> results = inner.Run(images, inputs, observer is null ? null : new Observer(observer, bug, dropped), cancellation);
            return [.. results.Select(result => result with { Cycles = 1000, StepCycles = [.. Program.Steps.Select(_ => 1UL)] })];
        }
    }

    private sealed class Observer(IMvmObserver inner, PlantedBug? bug, Func<int, bool>? dropped) : IMvmObserver
    {
        private ulong _cycle;
        private int _mvm;

        public bool OnMvm(in MvmRecord record)
        {
            _cycle += 258;
            if (dropped?.Invoke(_mvm++) == true)
            {
                return true;
            }

            sbyte[] inputs = record.Inputs.ToArray();
            ushort[] countsP = record.CountsP.ToArray();
            ushort[] countsN = record.CountsN.ToArray();
            sbyte[] outputs = record.Outputs.ToArray();
            bug?.Invoke(record.Step, record.Core, record.Position, inputs, countsP, countsN, outputs);
            return inner.OnMvm(new MvmRecord
            {
                Image = record.Image,
                Step = record.Step,
                Position = record.Position,
                Core = record.Core,
                Cycle = _cycle,
                Inputs = inputs,
                CountsP = countsP,
                CountsN = countsN,
                Outputs = outputs,
            });
        }
    }
}
