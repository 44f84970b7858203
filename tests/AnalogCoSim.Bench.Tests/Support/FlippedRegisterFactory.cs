using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>Gives the engine under test one flipped bit in the affine offset of one column; the reference keeps the right value.</summary>
/// <param name="inner">Makes the engines.</param>
/// <param name="core">Core of the flipped register.</param>
/// <param name="column">Column of the flipped register.</param>
internal sealed class FlippedRegisterFactory(IEngineFactory inner, int core, int column) : IEngineFactory
{
    public void Prepare(EngineRequest request, CancellationToken cancellation) => inner.Prepare(request, cancellation);

    public EngineUnderTest Create(EngineRequest request) =>
        inner.Create(request.Kind == EngineKind.Reference ? request : request with { Chip = ProgrammedChip.Create(Flip(request.Chip.Program), request.Chip.Analog) });

    public IReadOnlyDictionary<string, string> Versions(EngineKind kind) => inner.Versions(kind);

    private ChipProgram Flip(ChipProgram program) => program with { Steps = [.. program.Steps.Select(step => step is CrossbarStep crossbar ? Flip(crossbar) : step)] };

    private CrossbarStep Flip(CrossbarStep step) => step with { Groups = [.. step.Groups.Select(group => group with { Chain = [.. group.Chain.Select(Flip)] })] };

    private CoreSlice Flip(CoreSlice slice)
    {
        if (slice.Core != core)
        {
            return slice;
        }

        LdpuRegisters registers = slice.Ldpu;
        ushort[] offsets = [.. registers.AffineOffset];
        offsets[column] ^= 0x4000;
        return slice with { Ldpu = registers with { AffineOffset = offsets } };
    }
}
