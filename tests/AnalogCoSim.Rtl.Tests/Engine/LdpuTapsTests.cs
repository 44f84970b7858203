using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Numerics;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Engine;

/// <summary>Names and distances of the LDPU's registers, as a failure tells them, held against the RTL: what is read there is what the model computes.</summary>
[Category("Smoke")]
[CancelAfter(300_000)]
public sealed class LdpuTapsTests
{
    private const int Channels = 4;

    private static readonly int[] Columns = [0, 1, 2, 3, 4, 5, 100, 101, 254, 255];

    // The core whose outputs a core combines; those of core 1 come to core 9 through the host, as a residual.
    private static readonly Dictionary<int, int> Before = new() { [1] = 0, [9] = 1, [12] = 9 };

    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("acs-taps-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Every_register_on_the_way_of_a_column_holds_what_the_model_computes()
    {
        var chip = ProgrammedChip.Create(Varied(), new AnalogParameters { Fidelity = Fidelity.Noisy, Seed = 5 });
        using var rtl = new RtlEngine(chip, new RtlChipOptions { Flavour = ModelFlavour.Check });
        var seen = new Kept();
        rtl.Run([4], TestPrograms.Images(chip.Program, 1), seen);
        ReplayPlan plan = rtl.PlanReplay()!;
        (ColumnProbe Probe, LdpuColumn Column, string What)[] samples = [.. seen.Mvms.Where(mvm => mvm.Key.Position % 7 == 0).SelectMany(mvm => Samples(chip, plan.ImageBegin, seen, mvm.Key))];

        plan.Run([0], _folder, null, [.. samples.Select(sample => sample.Probe)]);

        Assert.Multiple(() =>
        {
            foreach (var (probe, column, what) in samples)
            {
                for (int i = 0; i < probe.Taps.Count; i++)
                {
                    Assert.That(probe.Values[i], Is.EqualTo(probe.Taps[i].Of(column)), $"{probe.Taps[i].Name} of {what}");
                }
            }
        });
        AssertVaried([.. samples.Select(sample => sample.Column)]);
    }

    [Test]
    public void Register_that_the_rtl_does_not_have_is_not_read()
    {
        var chip = ProgrammedChip.Create(TestPrograms.Small(), new AnalogParameters { Fidelity = Fidelity.Exact });
        using var rtl = new RtlEngine(chip, new RtlChipOptions { Flavour = ModelFlavour.Check });
        Assert.Multiple(() =>
        {
            Assert.That(rtl.Rtl.ReadRegister(9, ".u_cfg.s_rx_o"), Is.EqualTo(BitConverter.GetBytes(chip.Registers(9).RxScale)));
            Assert.That(rtl.Rtl.ReadRegister(9, ".u_cfg.s_rx"), Is.Empty);
            Assert.That(rtl.Rtl.ReadRegister(9, string.Empty), Is.Empty);
            Assert.That(rtl.Rtl.ReadRegister(9, "~"), Is.Empty);
            Assert.That(LdpuTaps.Of(chip.Registers(9), 0)[0].Read([]), Is.Null);
        });
    }

    private static IEnumerable<(ColumnProbe Probe, LdpuColumn Column, string What)> Samples(ProgrammedChip chip, ulong imageBegin, Kept seen, (int Core, int Position) at)
    {
        LdpuRegisters registers = chip.Registers(at.Core);
        Mvm mvm = seen.Mvms[at];
        foreach (int column in Columns)
        {
            sbyte received = Before.TryGetValue(at.Core, out int before) && column < Channels ? seen.Mvms[(before, at.Position)].Outputs[column] : (sbyte)0;
            var model = new LdpuColumn(registers, column, mvm.CountsP[column], mvm.CountsN[column], received);
            yield return (new ColumnProbe(registers, at.Core, column, imageBegin + mvm.Cycle), model, $"core {at.Core}, position {at.Position}, column {column}");
        }
    }

    // The samples would show a register read a clock early or late, or without its ReLU: neighbours differ, and both signs occur before each ReLU.
    private static void AssertVaried(IReadOnlyList<LdpuColumn> columns)
    {
        Func<LdpuColumn, int>[] stages = [c => c.CountP, c => c.CountN, c => c.Stages.T, c => c.Stages.Y, c => c.Stages.V, c => c.Stages.Q];
        foreach (Func<LdpuColumn, int> stage in stages)
        {
            Assert.That(columns.Select(stage).Distinct().Count(), Is.GreaterThan(columns.Count / 10));
        }

        foreach (bool combine in (bool[])[false, true])
        {
            foreach (LdpuColumn[] some in (LdpuColumn[][])[[.. columns.Where(c => c.Registers.Combine == combine && c.Registers.Relu1)], [.. columns.Where(c => c.Registers.Combine == combine && c.Registers.Relu2)]])
            {
                Assert.That(some.Any(c => c.Stages.R == 0) && some.Any(c => c.Stages.R != 0), $"combine {combine}");
            }

            Assert.That(columns.Any(c => c.Registers.Combine == combine && !c.Registers.Relu1 && !c.Registers.Relu2 && Binary16.ToDouble(c.Stages.R) < 0), $"combine {combine}");
        }

        Assert.That(columns.Select(c => c.Received).Distinct().Count(), Is.GreaterThan(20));
    }

    // Weights and affine registers in all columns; each mix of combine and ReLUs on some core.
    private static ChipProgram Varied()
    {
        ChipProgram program = TestPrograms.Small();
        foreach (var (core, relu1, relu2) in (ReadOnlySpan<(int, bool, bool)>)[(0, false, false), (1, false, false), (9, true, false), (12, false, true), (40, true, false), (41, false, true)])
        {
            var random = new System.Random(core);
            program = TestPrograms.WithSlice(program, core, slice => slice with
            {
                Weights = [.. slice.Weights.Select((_, i) => i / ChipGeometry.CrossbarSize < slice.RowCount ? (float)(random.NextDouble() - 0.5) : 0)],
                Ldpu = slice.Ldpu with
                {
                    Relu1 = relu1,
                    Relu2 = relu2,
                    AffineOffset = [.. slice.Ldpu.AffineOffset.Select(_ => Binary16.FromDouble((random.NextDouble() * 40) - 20))],
                },
            });
        }

        return program;
    }

    private sealed record Mvm(ulong Cycle, ushort[] CountsP, ushort[] CountsN, sbyte[] Outputs);

    private sealed class Kept : IMvmObserver
    {
        public Dictionary<(int Core, int Position), Mvm> Mvms { get; } = [];

        public bool OnMvm(in MvmRecord record)
        {
            Mvms.Add((record.Address.Core, record.Address.Position), new Mvm(record.Cycle, record.CountsP.ToArray(), record.CountsN.ToArray(), record.Outputs.ToArray()));
            return true;
        }
    }
}
