using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Numerics;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;
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
        sbyte[] input = TestPrograms.Images(program, 1);
        var buffer = new ReferenceBuffer();
        buffer.Begin([4], input);
        using var reference = new ReferenceEngine(chip);
        sbyte[] output = reference.Run([4], input, buffer)[0].Output;
        Assert.That(new ReferenceTensors(program, buffer).Of(4, program.Tensors.Count - 1), Is.EqualTo(output), "tensors put together again, through every kind of step");
        using var rtl = new RtlEngine(chip, new RtlChipOptions { Flavour = ModelFlavour.Check });
        var seen = new Seen(chip, buffer);
        rtl.Run([4], input, seen);
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
    public void Residual_byte_of_the_reference_is_the_one_that_the_rtl_combines()
    {
        string[] lines = Lines(_right);
        Assert.That(lines, Has.Length.EqualTo(2), "nothing differs");
        Assert.That(lines[0], Does.Match(@"^stages: P=\d+ N=\d+ t=.* y=.* rx=-?\d+ v=.* r=.* q=-?\d+ \(reference\)$"));
        Assert.That(lines[1].Trim(), Is.EqualTo(lines[0]["stages: ".Length..].Replace("(reference)", "(RTL)", StringComparison.Ordinal)));
    }

    [Test]
    public void Stages_of_the_reference_alone_have_the_residual_byte_and_what_comes_of_it() =>
        Assert.That(StageReport.Describe(_right), Does.Match($@" rx={_right.Received} .* q={_right.Expected}$"));

    [Test]
    public void Wrong_residual_byte_is_the_first_difference()
    {
        sbyte other = (sbyte)(_right.Received ^ 1);
        Assert.That(Lines(_right with { Received = other })[2], Does.Match($@"^first difference: rx, .*: {_right.Received} for {other};"));
    }

    [Test]
    public void Wrong_setting_comes_before_the_stage_that_it_spoils_and_cells_stand_below_each_other()
    {
        ushort[] offsets = [.. _right.Registers.AffineOffset];
        offsets[Column] = Binary16.FromDouble(-37.25);
        LdpuRegisters registers = _right.Registers with { AffineOffset = offsets };
        var column = new LdpuColumn(registers, Column, _right.CountP, _right.CountN, _right.Received);

        string[] lines = Lines(_right with { Registers = registers, Expected = column.Stages.Q });

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

    private sealed class Seen(ProgrammedChip chip, ReferenceBuffer reference) : IMvmObserver
    {
        public WrongColumn? Column { get; private set; }

        public bool OnMvm(in MvmRecord record)
        {
            if (record.Address is { Core: Core, Position: 20 })
            {
                Column = WrongColumn.Of(chip, new ChainMap(chip.Program), reference, record, StageTableTests.Column, record.Outputs[StageTableTests.Column]);
            }

            return true;
        }
    }
}
