using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Tests.Host;

[TestFixture]
public sealed class HostStepTests
{
    [Test]
    public void Max_pool_takes_the_largest_and_padding_never_wins()
    {
        var step = new MaxPoolStep { Name = "m", Input = 0, Output = 1, Geometry = new ConvolutionGeometry(2, 2, 2, 2, 1, 1, 2, 2) };
        Assert.That(Run(step, [Tensor(1, 3, 3), Tensor(1, 2, 2)], [-9, -8, -7, -6, -5, -4, -3, -2, -1]), Is.EqualTo(new sbyte[] { -9, -7, -3, -1 }));
    }

    [TestCase(true, new sbyte[] { 1, 2, 5, 7 })] // 4/4, 10/4, 18/4... with halves to even
    [TestCase(false, new sbyte[] { 4, 5, 10, 7 })]
    public void Average_pool_divides_by_the_kernel_or_by_what_lies_inside(bool padding, sbyte[] expected)
    {
        var step = new AveragePoolStep { Name = "a", Input = 0, Output = 1, Geometry = new ConvolutionGeometry(2, 2, 2, 2, 1, 1, 2, 2), CountIncludesPadding = padding };
        sbyte[] actual = Run(step, [Tensor(1, 3, 3), Tensor(1, 2, 2)], [4, 4, 6, 8, 6, 7, 12, 7, 8]);
        Assert.That(actual, Is.EqualTo(padding ? [1, 2, 5, 7] : expected));
    }

    [Test]
    public void Average_pool_rescales_with_one_rounding()
    {
        var step = new AveragePoolStep { Name = "a", Input = 0, Output = 1, Geometry = new ConvolutionGeometry(1, 2, 1, 2, 0, 0, 1, 2) };
        TensorSpec[] tensors = [new TensorSpec("x", 1, 1, 4, 0.5f), new TensorSpec("y", 1, 1, 2, 0.25f)];
        Assert.That(Run(step, tensors, [3, 4, 127, 127]), Is.EqualTo(new sbyte[] { 7, 127 }));
    }

    [Test]
    public void Add_rounds_the_sum_once_and_clamps()
    {
        var step = new AddStep { Name = "+", Input = 0, Second = 1, Output = 2 };
        TensorSpec[] tensors = [new TensorSpec("a", 4, 1, 1, 0.25f), new TensorSpec("b", 4, 1, 1, 0.25f), new TensorSpec("y", 4, 1, 1, 0.5f)];
        Assert.Multiple(() =>
        {
            Assert.That(Run(step, tensors, [1, 1, 127, -128], [0, 2, 127, -128]), Is.EqualTo(new sbyte[] { 0, 2, 127, -128 }));
            Assert.That(Run(step with { Relu = true }, tensors, [1, 3, -7, -128], [2, 2, 1, 0]), Is.EqualTo(new sbyte[] { 2, 2, 0, 0 }));
        });
    }

    [Test]
    public void Rescale_rounds_to_even_and_rectifies()
    {
        var step = new RescaleStep { Name = "r", Input = 0, Output = 1 };
        TensorSpec[] tensors = [new TensorSpec("x", 5, 1, 1, 0.25f), new TensorSpec("y", 5, 1, 1, 0.5f)];
        Assert.Multiple(() =>
        {
            Assert.That(Run(step, tensors, [1, 3, -5, 127, -128]), Is.EqualTo(new sbyte[] { 0, 2, -2, 64, -64 }));
            Assert.That(Run(step with { Relu = true }, tensors, [1, 3, -5, 127, -128]), Is.EqualTo(new sbyte[] { 0, 2, 0, 64, 0 }));
        });
    }

    [Test]
    public void Sampling_subsamples_and_adds_zero_channels_on_both_sides()
    {
        var step = new SamplingStep { Name = "s", Input = 0, Output = 1, Sampling = new Sampling { ChannelsBefore = 1, Rows = new SampledAxis(0, 2), Columns = new SampledAxis(0, 2) } };
        sbyte[] actual = Run(step, [Tensor(1, 3, 3), Tensor(3, 2, 2)], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.That(actual, Is.EqualTo(new sbyte[] { 0, 0, 0, 0, 1, 3, 7, 9, 0, 0, 0, 0 }));
    }

    [Test]
    public void Sampling_takes_channels_rows_and_columns_from_anywhere_and_zeros_from_outside()
    {
        var sampling = new Sampling { Channels = new SampledAxis(1, 1), Rows = new SampledAxis(1, 1), Columns = new SampledAxis(0, 2) };
        sbyte[] actual = Run(new SamplingStep { Name = "s", Input = 0, Output = 1, Sampling = sampling }, [Tensor(2, 2, 3), Tensor(2, 2, 2)], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        Assert.That(actual, Is.EqualTo(new sbyte[] { 10, 12, 0, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void Sampling_deals_groups_of_channels_out_in_turn()
    {
        var step = new SamplingStep { Name = "s", Input = 0, Output = 1, Sampling = new Sampling { Groups = 3 } };
        Assert.That(Run(step, [Tensor(6, 1, 1), Tensor(6, 1, 1)], [1, 2, 3, 4, 5, 6]), Is.EqualTo(new sbyte[] { 1, 3, 5, 2, 4, 6 }));
    }

    [Test]
    public void Reshape_keeps_the_elements() =>
        Assert.That(Run(new ReshapeStep { Name = "r", Input = 0, Output = 1 }, [Tensor(1, 2, 2), Tensor(4, 1, 1)], [1, 2, 3, 4]), Is.EqualTo(new sbyte[] { 1, 2, 3, 4 }));

    [Test]
    public void ArgMax_of_equal_elements_is_the_first() => Assert.That(ArgMax.Of([-3, 5, 5, 1]), Is.EqualTo(1));

    [Test]
    public void Host_steps_do_not_allocate()
    {
        var step = new MaxPoolStep { Name = "m", Input = 0, Output = 1, Geometry = new ConvolutionGeometry(2, 2, 2, 2, 0, 0, 4, 4) };
        TensorSpec[] tensors = [Tensor(3, 8, 8), Tensor(3, 4, 4)];
        sbyte[][] data = [new sbyte[192], new sbyte[48]];
        step.Execute(new HostTensors(tensors, data));
        long before = GC.GetAllocatedBytesForCurrentThread();
        step.Execute(new HostTensors(tensors, data));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static TensorSpec Tensor(int channels, int height, int width) => new("t", channels, height, width, 1f);

    private static sbyte[] Run(HostStep step, TensorSpec[] tensors, params sbyte[][] inputs)
    {
        var output = new sbyte[tensors[step.Output].Length];
        step.Execute(new HostTensors(tensors, [.. inputs, output]));
        return output;
    }
}
