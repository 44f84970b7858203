using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Numerics;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Bench.Tests.Lockstep;

/// <summary>Reference and RTL side by side, on the way of one column of core 9, which combines a residual packet of the host.</summary>
[TestFixture]
[CancelAfter(600_000)]
public sealed class StageTableTests
{
    private const int Core = 9;
    private const int Column = 2;

    private string _folder = string.Empty;
    private ColumnProbe _probe = null!;
    private WrongColumn _right = null!;

    [OneTimeSetUp]
    public void Follow()
    {
        if (new Doctor(ToolLocator.Default).Examine([ToolCatalog.Verilator, ToolCatalog.Compiler]).Any(tool => tool.Tool is null))
        {
            Assert.Ignore("Verilator is not installed; scripts/setup.sh rtl installs it.");
        }

        _folder = Directory.CreateTempSubdirectory("acs-stages-").FullName;
        ChipProgram program = TestPrograms.Small();
        var chip = ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Noisy, Seed = 5 });
        using var rtl = new RtlEngine(chip, new RtlChipOptions { Flavour = ModelFlavour.Check });
        var seen = new Seen(chip.Registers(Core));
        rtl.Run([4], TestPrograms.Images(program, 1), seen);
        _right = seen.Column!;
        ReplayPlan plan = rtl.PlanReplay()!;
        _probe = new ColumnProbe(_right.Registers, Core, Column, plan.ImageBegin + _right.Cycle);
        plan.Run([Core], _folder, probes: [_probe]);
    }

    [OneTimeTearDown]
    public void RemoveFolder()
    {
        if (_folder.Length > 0)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public void Residual_byte_that_the_reference_does_not_keep_is_taken_from_the_rtl_where_it_explains_the_output()
    {
        string[] lines = Lines(_right);
        Assert.That(lines, Has.Length.EqualTo(2), "nothing differs");
        Assert.That(lines[0], Does.Match(@"^stages: P=\d+ N=\d+ t=.* y=.* rx=-?\d+ v=.* r=.* q=-?\d+ \(reference\)$"));
        Assert.That(lines[1].Trim(), Is.EqualTo(lines[0]["stages: ".Length..].Replace("(reference)", "(RTL)", StringComparison.Ordinal)));
    }

    [Test]
    public void Residual_byte_that_does_not_explain_the_output_is_the_first_difference()
    {
        string[] lines = Lines(_right with { Expected = (sbyte)(_right.Expected ^ 1) });
        Assert.That(lines[0], Does.Match(@" rx=\? .* r=\? +q="));
        Assert.That(lines[2], Does.Match(@"^first difference: rx, .*: -?\d+ of a residual packet"));
    }

    [Test]
    public void Wrong_setting_comes_before_the_stage_that_it_spoils_and_cells_stand_below_each_other()
    {
        ushort[] offsets = [.. _right.Registers.AffineOffset];
        offsets[Column] = Binary16.FromDouble(-37.25);
        LdpuRegisters registers = _right.Registers with { AffineOffset = offsets };
        var column = new LdpuColumn(registers, Column, _right.CountP, _right.CountN, 7);

        string[] lines = Lines(_right with { Registers = registers, Received = 7, Expected = column.Stages.Q });

        Assert.That(lines[2], Does.StartWith("first difference: b, the affine offset of this column: ").And.Contains($"for {offsets[Column]:X4} (-37.25); u_ldpu.u_activation.b_q[15:0] at "));
        foreach (string cell in (string[])[" N=", " t=", " y=", " rx=", " v=", " r=", " q="])
        {
            Assert.That(lines[1].IndexOf(cell, StringComparison.Ordinal), Is.EqualTo(lines[0].IndexOf(cell, StringComparison.Ordinal)), cell);
        }
    }

    [Test]
    public void Second_run_that_gives_another_output_or_does_not_come_to_it_tells_nothing()
    {
        Assert.That(StageTable.Describe(_right with { Actual = (sbyte)(_right.Actual ^ 1) }, _probe), Is.Null);
        Assert.That(StageTable.Describe(_right, new ColumnProbe(_right.Registers, Core, Column, 10_000)), Is.Null);
    }

    private string[] Lines(WrongColumn wrong) => StageTable.Describe(wrong, _probe)!.Split('\n');

    private sealed class Seen(LdpuRegisters registers) : IMvmObserver
    {
        public WrongColumn? Column { get; private set; }

        public bool OnMvm(in MvmRecord record)
        {
            if (record.Core == Core && record.Position == 20)
            {
                sbyte output = record.Outputs[StageTableTests.Column];
                Column = new WrongColumn(registers, MvmPlace.Of(record), record.Cycle, StageTableTests.Column, record.CountsP[StageTableTests.Column], record.CountsN[StageTableTests.Column], null, output, output);
            }

            return true;
        }
    }
}
