using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Chip.Tests.Program;

[Category("Smoke")]
public sealed class MvmCountsTests
{
    [Test]
    public void Counts_of_a_core_go_on_from_step_to_step()
    {
        var counts = new MvmCounts(TestPrograms.TwoSteps());

        Assert.That(counts.Address(7, 0, 1, 35), Is.EqualTo(new MvmAddress(7, 0, 0, 1, 35, 35)));
        Assert.That(counts.Address(7, 1, 1, 0), Is.EqualTo(new MvmAddress(7, 1, 0, 1, 0, 36)));
        Assert.That((counts.PerImage(0), counts.PerImage(1), counts.PerImage(2)), Is.EqualTo((72, 72, 0)));
    }

    [Test]
    public void Counts_of_a_core_of_one_step_are_its_positions()
    {
        ChipProgram program = TestPrograms.Small();
        var counts = new MvmCounts(program);
        foreach ((int index, ProgramStep step) in program.Steps.Index())
        {
            foreach (CoreSlice slice in step is CrossbarStep crossbar ? crossbar.Groups.SelectMany(group => group.Chain) : [])
            {
                Assert.That(counts.Address(2, index, slice.Core, 0).Count, Is.Zero);
            }
        }
    }
}
