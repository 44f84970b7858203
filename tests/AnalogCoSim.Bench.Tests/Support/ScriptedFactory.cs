using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>The reference engine in the place of the RTL; before each image a script may wait, throw or hang.</summary>
/// <param name="script">Called with the image number and the engine's token.</param>
/// <param name="wrong">Images whose first LDPU output of step 2 is reported wrong.</param>
internal sealed class ScriptedFactory(Action<int, CancellationToken>? script = null, params int[] wrong) : IEngineFactory
{
    public void Prepare(EngineRequest request, CancellationToken cancellation)
    {
    }

    public EngineUnderTest Create(EngineRequest request)
    {
        var reference = new ReferenceEngine(request.Chip, new ReferenceOptions { Threads = 1 });
        return new EngineUnderTest(request.Kind == EngineKind.Reference ? reference : new Scripted(reference, script, wrong));
    }

    public IReadOnlyDictionary<string, string> Versions(EngineKind kind) => new Dictionary<string, string>();

    private sealed class Scripted(ReferenceEngine inner, Action<int, CancellationToken>? script, int[] wrong) : IChipEngine
    {
        public ChipProgram Program => inner.Program;

        public void Dispose() => inner.Dispose();

        public IReadOnlyList<InferenceResult> Run(ReadOnlySpan<int> images, ReadOnlySpan<sbyte> inputs, IMvmObserver? observer = null, CancellationToken cancellation = default)
        {
            var results = new List<InferenceResult>();
            int length = inputs.Length / images.Length;
            for (int k = 0; k < images.Length; k++)
            {
                script?.Invoke(images[k], cancellation);
                results.AddRange(inner.Run(images.Slice(k, 1), inputs.Slice(k * length, length), new Observer(observer!, wrong), cancellation));
            }

            return [.. results.Where(result => result is not null).Select(result => result with { Cycles = 1000, StepCycles = [.. Program.Steps.Select(_ => 1UL)] })];
        }
    }

    private sealed class Observer(IMvmObserver inner, int[] wrong) : IMvmObserver
    {
        private ulong _cycle;

        public bool OnMvm(in MvmRecord record)
        {
            sbyte[] outputs = record.Outputs.ToArray();
            outputs[0] ^= (sbyte)(record.Address.Step == 2 && wrong.Contains(record.Address.Image) ? 1 : 0);
            return inner.OnMvm(new MvmRecord
            {
                Address = record.Address,
                Cycle = _cycle += 258,
                Inputs = record.Inputs,
                CountsP = record.CountsP,
                CountsN = record.CountsN,
                Outputs = outputs,
            });
        }
    }
}
