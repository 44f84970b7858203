namespace AnalogCoSim.Rtl.Tests.Ldpu;

/// <summary>Values at which something special happens in a stage of the LDPU.</summary>
[Category("Smoke")]
public sealed class LdpuCornerTests
{
    private static readonly bool[] Switch = [false, true];

    [Test]
    public void Values_at_the_ends_of_every_stage_give_the_results_of_exact_arithmetic([Values] bool relu1, [Values] bool relu2, [Values] bool combine)
    {
        using var block = new LdpuBlock();
        foreach (var (registers, passes) in LdpuCorners.Runs(relu1, relu2, combine))
        {
            Assert.That(block.Compare(registers, passes), Is.Null);
        }
    }

    [Test]
    public void Every_class_of_values_is_met_in_every_stage_by_even_and_odd_columns()
    {
        var met = new Dictionary<string, int>();
        foreach (var (registers, passes) in from relu1 in Switch from relu2 in Switch from combine in Switch from run in LdpuCorners.Runs(relu1, relu2, combine) select run)
        {
            foreach (string one in passes.SelectMany(pass => Enumerable.Range(0, 256).SelectMany(column => LdpuClasses.Of(registers, pass, column))))
            {
                met[one] = met.GetValueOrDefault(one) + 1;
            }
        }

        Assert.That(LdpuClasses.All.Where(one => !met.ContainsKey(one)), Is.Empty, string.Join(Environment.NewLine, LdpuClasses.All.Select(one => $"{one}: {met.GetValueOrDefault(one)}")));
    }
}
