using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Tests.Host;

[TestFixture]
public sealed class Im2ColPlanTests
{
    private static readonly ConvolutionGeometry[] Geometries =
    [
        new(3, 3, 1, 1, 1, 1, 7, 9), new(1, 1, 1, 1, 0, 0, 7, 9), new(3, 3, 2, 2, 1, 1, 4, 5), new(5, 5, 1, 1, 2, 2, 7, 9), new(2, 3, 3, 2, 0, 1, 2, 4), new(7, 9, 1, 1, 0, 0, 1, 1),
        new(1, 9, 1, 1, 0, 4, 7, 9),
    ];

    [TestCaseSource(nameof(Geometries))]
    public void Gathered_rows_equal_the_definition_of_im2col(ConvolutionGeometry geometry)
    {
        var tensor = new TensorSpec("x", 5, 7, 9, 1f);
        int rows = 5 * geometry.KernelHeight * geometry.KernelWidth;
        int cut = Math.Min(rows / 2, 250);
        CoreSlice[] chain = [Slice(0, cut, 0), Slice(cut, Math.Min(rows - cut, 256), 1)];
        var step = new CrossbarStep { Name = "c", Input = 0, Output = 1, Geometry = geometry, Groups = [new ColumnGroup(0, 1, chain)] };
        sbyte[] input = [.. Enumerable.Range(0, tensor.Length).Select(k => (sbyte)((k * 7 % 255) - 127))];
        var plan = new Im2ColPlan(step, tensor);
        var frame = new sbyte[plan.FrameLength];
        plan.Pad(input, frame);
        foreach (CoreSlice slice in chain)
        {
            var gathered = new sbyte[(geometry.Positions * 256) + Im2ColPlan.Slack];
            plan.Gather(frame, slice, 0, geometry.Positions, gathered);
            for (int k = 0; k < geometry.Positions * 256; k++)
            {
                Assert.That(gathered[k], Is.EqualTo(Expected(geometry, tensor, input, slice, k / 256, k % 256)), $"position {k / 256}, row {k % 256}");
            }
        }
    }

    [Test]
    public void Gather_of_a_part_equals_the_part_of_a_whole_gather()
    {
        var geometry = new ConvolutionGeometry(3, 3, 1, 1, 1, 1, 7, 9);
        CoreSlice slice = Slice(4, 30, 0);
        var plan = new Im2ColPlan(new CrossbarStep { Name = "c", Input = 0, Output = 1, Geometry = geometry, Groups = [new ColumnGroup(0, 1, [slice])] }, new TensorSpec("x", 5, 7, 9, 1f));
        var frame = new sbyte[plan.FrameLength];
        plan.Pad([.. Enumerable.Range(0, 315).Select(k => (sbyte)k)], frame);
        var whole = new sbyte[(63 * 256) + Im2ColPlan.Slack];
        var part = new sbyte[(11 * 256) + Im2ColPlan.Slack];
        plan.Gather(frame, slice, 0, 63, whole);
        plan.Gather(frame, slice, 20, 11, part);
        Assert.That(part[..(11 * 256)], Is.EqualTo(whole[(20 * 256)..(31 * 256)]));
    }

    private static sbyte Expected(ConvolutionGeometry g, TensorSpec tensor, sbyte[] input, CoreSlice slice, int position, int row)
    {
        int element = slice.FirstRow + row;
        int channel = element / (g.KernelHeight * g.KernelWidth);
        int y = (position / g.OutputWidth * g.StrideY) - g.PadTop + (element / g.KernelWidth % g.KernelHeight);
        int x = (position % g.OutputWidth * g.StrideX) - g.PadLeft + (element % g.KernelWidth);
        bool inside = row < slice.RowCount && y >= 0 && y < tensor.Height && x >= 0 && x < tensor.Width;
        return inside ? input[(((channel * tensor.Height) + y) * tensor.Width) + x] : (sbyte)0;
    }

    private static CoreSlice Slice(int first, int count, int core) => new()
    {
        Core = core,
        FirstRow = first,
        RowCount = count,
        Weights = [],
        WeightMax = 1,
        GmaxMicroSiemens = 1,
        ReadVoltageVolt = 0.2f,
        OutputStep = 1,
        Ldpu = TestPrograms.Nominal(core, 1, 0x40),
    };
}
