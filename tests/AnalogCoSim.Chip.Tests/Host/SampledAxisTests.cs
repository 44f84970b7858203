using AnalogCoSim.Chip.Host;

namespace AnalogCoSim.Chip.Tests.Host;

[TestFixture]
public sealed class SampledAxisTests
{
    [TestCase(1, 2, 3, 4)]
    [TestCase(0, 1, 5, 7)]
    [TestCase(6, 3, 0, 1)]
    public void Two_axes_as_one_take_what_they_take_one_after_the_other(int first, int step, int nextFirst, int nextStep)
    {
        var axis = new SampledAxis(first, step);
        var next = new SampledAxis(nextFirst, nextStep);

        SampledAxis both = axis.Then(next);

        Assert.That(Enumerable.Range(0, 20).Select(both.Source), Is.EqualTo(Enumerable.Range(0, 20).Select(i => axis.Source((int)next.Source(i)))));
    }

    [TestCase(1 << 16, 1 << 16, TestName = "A_product_of_steps_that_is_0_in_32_bits_stays_beyond_the_axis")]
    [TestCase(1 << 16, (1 << 15) + 1, TestName = "A_product_of_steps_that_is_negative_in_32_bits_stays_beyond_the_axis")]
    [TestCase(int.MaxValue, int.MaxValue, TestName = "A_product_of_the_largest_steps_stays_beyond_the_axis")]
    public void Large(int step, int next)
    {
        SampledAxis both = new SampledAxis(0, step).Then(new SampledAxis(next, next));

        Assert.That((both.IsValid, both.First, both.Step), Is.EqualTo((true, int.MaxValue, int.MaxValue)));
    }
}
