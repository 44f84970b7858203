using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Shrinking;
using AnalogCoSim.Testbench.Tests.Support;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Tests.Shrinking;

/// <summary>A reduced failure runs on the block on which it was found, built in the same way.</summary>
public sealed class ShrunkScenarioTests
{
    [TestCase("dut: { files: [adder.sv], top: adder }")]
    [TestCase("dut: { files: [adder.sv, other.sv], includes: [inc, more], top: adder, parameters: { Width: '8', Name: \"a b\" }, defines: [FAST, \"DEPTH=3\"], "
        + "clock: clock, clockPicoseconds: 3300, reset: arst, assertions: false }")]
    public void Block_of_the_shrunk_scenario_is_that_of_the_failure(string dut)
    {
        using var folder = new Folder();
        BlockScenario scenario = folder.Load($"name: whole\n{dut}\nmodel: adder\nseed: 9\ntimeout: 77\nstimulus: [{{ name: r, count: 5 }}]\n");
        var left = new Transaction(AdderBench.Fields, [3, 4, 5], 12, "r");
        string below = Directory.CreateDirectory(folder.In("below")).FullName;
        string file = folder.Write("below/shrunk.yaml", ShrunkScenario.Write(scenario, new ShrinkResult([left], 7, true), below, "what is left"));

        BlockScenario shrunk = BlockScenario.Load(file);

        Assert.Multiple(() =>
        {
            Assert.That(Whole(shrunk, below), Is.EqualTo(Whole(scenario, folder.Path)));
            Assert.That((shrunk.Model, shrunk.Seed, shrunk.Timeout), Is.EqualTo((scenario.Model, scenario.Seed, scenario.Timeout)));
            Assert.That(shrunk.Stimulus.Single().Transactions.Single(), Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "0x03", ["b"] = "0x04", ["gap"] = "5" }));
        });
    }

    private static string[] Whole(BlockScenario scenario, string folder)
    {
        DutSection dut = scenario.Dut;
        return
        [
            .. dut.Files.Concat(dut.Includes).Select(path => Path.GetFullPath(Path.Combine(folder, path))), dut.Top, .. dut.Parameters.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal),
            .. dut.Defines, dut.Clock, $"{dut.ClockPicoseconds} ps", dut.Reset ?? "no reset", $"assertions {dut.Assertions}",
        ];
    }
}
