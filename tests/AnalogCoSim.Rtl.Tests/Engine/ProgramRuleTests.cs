using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Engine;

/// <summary>One rule for all engines: what the program check lets through runs in RTL and gives what the reference gives; what it refuses never becomes a chip.</summary>
[Category("Smoke")]
public sealed class ProgramRuleTests
{
    private const int Programs = 400;

    private static readonly int[] Cores = [0, 1, 9, 12, 40, 41];

    private static readonly AnalogParameters Exact = new() { Fidelity = Fidelity.Exact };

    [Test]
    [CancelAfter(300_000)]
    public void Random_programs_are_refused_with_a_code_or_run_as_in_the_reference([Values(1, 2)] int seed, CancellationToken cancellation)
    {
        var random = new System.Random(seed);
        int refused = 0;
        int ran = 0;
        for (int i = 0; i < Programs; i++)
        {
            ChipProgram program = TestPrograms.Small();
            var changes = new List<string>();
            for (int k = random.Next(1, 4); k > 0; k--)
            {
                program = Change(program, random, changes);
            }

            string what = $"seed {seed}, program {i}: {string.Join(", ", changes)}";
            if (ProgramCheck.Find(program).Count > 0)
            {
                Assert.That(Assert.Throws<AcsException>(() => ProgrammedChip.Create(program, Exact), what)!.Code, Is.EqualTo(ErrorCode.ProgramInvalid), what);
                refused++;
                continue;
            }

            ran++;
            AssertRuns(program, what, cancellation);
        }

        Assert.That(refused, Is.AtLeast(50));
        Assert.That(ran, Is.AtLeast(50));
        TestContext.Progress.WriteLine($"{refused} refused, {ran} ran");
    }

    private static void AssertRuns(ChipProgram program, string what, CancellationToken cancellation)
    {
        var chip = ProgrammedChip.Create(program, Exact, null, cancellation);
        sbyte[] image = TestPrograms.Images(program, 1);
        using var reference = new ReferenceEngine(chip, new ReferenceOptions { Threads = 1 });
        using var rtl = new RtlEngine(chip, new RtlChipOptions { Flavour = ModelFlavour.Check });
        sbyte[] expected = reference.Run([0], image, null, cancellation)[0].Output;
        IReadOnlyList<InferenceResult>? results = null;
        Assert.DoesNotThrow(() => results = rtl.Run([0], image, null, cancellation), what);
        Assert.That(results![0].Output, Is.EqualTo(expected), what);
    }

    private static ChipProgram Change(ChipProgram program, System.Random random, List<string> changes)
    {
        int core = Cores[random.Next(Cores.Length)];
        return random.Next(8) == 0
            ? WithGroups(program, random, changes)
            : TestPrograms.WithSlice(program, core, slice => Change(slice, random, changes));
    }

    private static CoreSlice Change(CoreSlice slice, System.Random random, List<string> changes)
    {
        LdpuRegisters registers = slice.Ldpu;
        byte small = (byte)random.Next(6);
        byte any = (byte)random.Next(256);
        byte port = (byte)(1 << random.Next(7));
        (string what, CoreSlice changed) = random.Next(14) switch
        {
            0 => ($"tx_first {small}", slice with { Ldpu = registers with { TxFirst = small } }),
            1 => ($"tx_last + {small}", slice with { Ldpu = registers with { TxLast = (byte)(registers.TxLast + small) } }),
            2 => ($"tx_last {any}", slice with { Ldpu = registers with { TxLast = any } }),
            3 => ($"rx_first {small}", slice with { Ldpu = registers with { RxFirst = small } }),
            4 => ($"rx_last {any}", slice with { Ldpu = registers with { RxLast = any } }),
            5 => ($"tx_mask | {port}", slice with { Ldpu = registers with { TxMask = (byte)(registers.TxMask | port) } }),
            6 => ($"rx_mask | {port}", slice with { Ldpu = registers with { RxMask = (byte)(registers.RxMask | port) } }),
            7 => ($"tx_path {any}", slice with { Ldpu = registers with { TxPath = any } }),
            8 => ($"rx_path {any}", slice with { Ldpu = registers with { RxPath = any } }),
            9 => ("combine turned", slice with { Ldpu = registers with { Combine = !registers.Combine } }),
            10 => ("tx_first = rx_first = 2", slice with { Ldpu = registers with { TxFirst = 2, RxFirst = 2 } }),
            _ => Hop(slice, random, port),
        };
        changes.Add($"core {slice.Core}: {what}");
        return changed;
    }

    // A hop somewhere near, for the packets of this core or for those of another one.
    private static (string What, CoreSlice Changed) Hop(CoreSlice slice, System.Random random, byte port)
    {
        int tile = random.Next(3) switch { 0 => slice.Core, 1 => Math.Min(63, slice.Core + random.Next(1, 4)), _ => random.Next(64) };
        byte path = (byte)(random.Next(2) == 0 ? slice.Ldpu.TxPath : random.Next(256));
        var hop = new HopRoute(tile, path, (byte)(1 << random.Next(6)), (byte)(random.Next(2) == 0 ? port : 1 << random.Next(6)));
        return ($"hop {hop}", slice with { Hops = [.. slice.Hops, hop] });
    }

    private static ChipProgram WithGroups(ChipProgram program, System.Random random, List<string> changes)
    {
        int channels = random.Next(1, 7);
        changes.Add($"conv0 has a group of {channels}");
        return program with
        {
            Steps = [.. program.Steps.Select(step => step is CrossbarStep { Name: "conv0" } crossbar ? crossbar with { Groups = [crossbar.Groups[0] with { ChannelCount = channels }] } : step)],
        };
    }
}
