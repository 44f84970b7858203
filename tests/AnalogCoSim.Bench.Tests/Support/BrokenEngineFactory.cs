using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>How a planted bug changes one MVM as the engine under test reports it.</summary>
internal delegate void PlantedBug(int step, int core, int position, Span<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN, Span<sbyte> outputs);

/// <summary>The reference engine on both sides, with a bug planted in what the engine under test reports.</summary>
/// <param name="bug">Changes an MVM.</param>
internal sealed class BrokenEngineFactory(PlantedBug? bug = null) : IEngineFactory
{
    /// <summary>MVMs, counted over the run, that are not reported.</summary>
    public Func<int, bool> Dropped { get; init; } = _ => false;

    /// <summary>MVMs that are reported twice.</summary>
    public Func<int, bool> Repeated { get; init; } = _ => false;

    /// <summary>MVMs that are reported at a position which the layer does not have.</summary>
    public Func<int, bool> Moved { get; init; } = _ => false;

    /// <summary>Changes the output tensor of an image.</summary>
    public Action<sbyte[]> Output { get; init; } = _ => { };

    private PlantedBug? Bug { get; } = bug;

    public void Prepare(EngineRequest request, CancellationToken cancellation)
    {
    }

    public EngineUnderTest Create(EngineRequest request)
    {
        var reference = new ReferenceEngine(request.Chip, new ReferenceOptions { Threads = 1 });
        return new EngineUnderTest(request.Kind == EngineKind.Reference ? reference : new Broken(reference, this));
    }

    public IReadOnlyDictionary<string, string> Versions(EngineKind kind) => new Dictionary<string, string>();

    private sealed class Broken(ReferenceEngine inner, BrokenEngineFactory plants) : IChipEngine
    {
        public ChipProgram Program => inner.Program;

        public void Dispose() => inner.Dispose();

        public IReadOnlyList<InferenceResult> Run(ReadOnlySpan<int> images, ReadOnlySpan<sbyte> inputs, IMvmObserver? observer = null, CancellationToken cancellation = default)
        {
            IReadOnlyList<InferenceResult> results = inner.Run(images, inputs, observer is null ? null : new Observer(observer, plants), cancellation);
            foreach (InferenceResult result in results)
            {
                plants.Output(result.Output);
            }

            return [.. results.Select(result => result with { Cycles = 1000, StepCycles = [.. Program.Steps.Select(_ => 1UL)] })];
        }
    }

    private sealed class Observer(IMvmObserver inner, BrokenEngineFactory plants) : IMvmObserver
    {
        private ulong _cycle;
        private int _mvm;

        public bool OnMvm(in MvmRecord record)
        {
            _cycle += 258;
            int mvm = _mvm++;
            if (plants.Dropped(mvm))
            {
                return true;
            }

            sbyte[] inputs = record.Inputs.ToArray();
            ushort[] countsP = record.CountsP.ToArray();
            ushort[] countsN = record.CountsN.ToArray();
            sbyte[] outputs = record.Outputs.ToArray();
            plants.Bug?.Invoke(record.Address.Step, record.Address.Core, record.Address.Position, inputs, countsP, countsN, outputs);
            var told = new MvmRecord
            {
                Address = record.Address.Next(plants.Moved(mvm) ? 100_000 : 0),
                Cycle = _cycle,
                Inputs = inputs,
                CountsP = countsP,
                CountsN = countsN,
                Outputs = outputs,
            };
            return inner.OnMvm(told) && (!plants.Repeated(mvm) || inner.OnMvm(told));
        }
    }
}
