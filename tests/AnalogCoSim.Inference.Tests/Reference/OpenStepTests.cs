using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Inference.Tests.Reference;

/// <summary>A kind of step is one class: one that lives here alone goes the whole way.</summary>
[TestFixture]
public sealed class OpenStepTests
{
    private static readonly StepKinds Kinds = StepKinds.Standard.With(LookUpStep.Entry);

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("acs-open-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Kind_of_the_tests_alone_is_written_read_checked_run_and_described()
    {
        ChipProgram program = WithLookUp(7);
        ChipProgramFile.Save(program, _folder, Kinds);
        ChipProgram back = ChipProgramFile.Load(_folder, Kinds);
        Assert.That(ChipProgramFile.ContentHash(back), Is.EqualTo(ChipProgramFile.ContentHash(program)));
        Assert.That(back.Steps[^1].Describe(), Is.EqualTo(new StepDescription("look-up + 7")), "described by itself");
        Assert.That(back.Steps[^1].Describe().OnHost);
        Assert.That(Output(back), Is.EqualTo(Output(TestPrograms.Small()).Select(value => (sbyte)(Math.Min(Math.Abs((int)value), 120) + 7))));
    }

    [Test]
    public void Check_of_the_kind_is_heard() =>
        Assert.That(ProgramCheck.Find(WithLookUp(100)), Is.EqualTo(["Step 'look' adds too much."]));

    [Test]
    public void Who_does_not_know_the_kind_refuses_to_read_and_to_write_it()
    {
        ChipProgramFile.Save(WithLookUp(7), _folder, Kinds);
        AcsException read = Assert.Throws<AcsException>(() => ChipProgramFile.Load(_folder))!;
        AcsException written = Assert.Throws<AcsException>(() => ChipProgramFile.Save(WithLookUp(7), _folder))!;
        Assert.Multiple(() =>
        {
            Assert.That(read.Code, Is.EqualTo(ErrorCode.ProgramUnknownStep));
            Assert.That(read.Where, Does.Match("program\\.yaml:\\d+:\\d+$"));
            Assert.That(read.Actual, Is.EqualTo("look_up"));
            Assert.That(written.Code, Is.EqualTo(ErrorCode.ProgramUnknownStep));
            Assert.That(written.Where, Does.EndWith("step 'look'"));
        });
    }

    private static ChipProgram WithLookUp(int plus)
    {
        ChipProgram small = TestPrograms.Small();
        TensorSpec last = small.Tensors[small.Steps[^1].Output];
        var step = new LookUpStep
        {
            Name = "look",
            Input = small.Steps[^1].Output,
            Output = small.Tensors.Count,
            Plus = plus,
            Table = [.. Enumerable.Range(-128, 256).Select(value => (sbyte)Math.Min(Math.Abs(value), 120))],
        };
        return small with { Tensors = [.. small.Tensors, last with { Name = "looked up" }], Steps = [.. small.Steps, step] };
    }

    private static sbyte[] Output(ChipProgram program)
    {
        using var engine = new ReferenceEngine(ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Exact }));
        return engine.Run([0], TestPrograms.Images(program, 1))[0].Output;
    }
}
