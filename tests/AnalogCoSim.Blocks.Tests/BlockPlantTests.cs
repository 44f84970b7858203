using AnalogCoSim.Blocks.Tests.Support;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Blocks.Tests;

/// <summary>One bug for each block, chosen to show in a corner only: its scenario finds it, reduces it, and what is left repeats it.</summary>
public sealed class BlockPlantTests
{
    private static IEnumerable<TestCaseData> Plants()
    {
        yield return Plant("fp16/scenarios/fp16-arithmetic", "fp16/acs_fp16_unit.sv", "{a_q[15] ^ b_q[15], 15'd0}", "16'd0", 1, "A product of zero that loses its sign").SetCategory("Smoke");
        yield return Plant("fp16/scenarios/fp16-conversions", "fp16/acs_fp16_unit.sv", "acs_fp16_pkg::i2f12(a_q[11:0])", "acs_fp16_pkg::i2f12(a_q[11:0] == 12'd2049 ? 12'd2050 : a_q[11:0])", 1,
            "One count that rounds the other way");
        yield return Plant("ldpu/scenarios/ldpu-in-a-row", "ldpu/acs_ldpu.sv", ".rx_has_i       (rx_has_q[9])", ".rx_has_i       (rx_has_q[8])", 2, "A packet that ends one column early").SetCategory("Smoke");
        yield return Plant("ldpu/scenarios/ldpu-usual", "ldpu/acs_ldpu_activation.sv", "acs_fp16_pkg::relu(relu2_i, r)", "acs_fp16_pkg::relu(relu2_i && !(relu1_i && combine_i), r)", 1,
            "A ReLU that is lost when another one and the combination are on");
        yield return Plant("link/scenarios/link-random", "link/acs_link.sv", "index_q <= rx_last_i", "index_q < rx_last_i", 3, "The last selected byte that is dropped").SetCategory("Smoke");
        yield return Plant("link/scenarios/link-tx-packets", "link/acs_link_tx.sv", "(column_q == first_i)", "(column_q == first_i && first_i != 8'd255)", 1, "A packet of the last column alone that is not sent").SetCategory("Smoke");
        yield return Plant("tile/scenarios/config-registers", "core/acs_cfg_regs.sv", "case (cfg_addr_i)", "case ({cfg_addr_i[11:5], 1'b0, cfg_addr_i[3:0]})", 1, "An address that is decoded twice").SetCategory("Smoke");
    }

    [TestCaseSource(nameof(Plants))]
    public void A_bug_in_a_corner_is_found_reduced_and_repeated(string scenario, string file, string original, string bug, int most)
    {
        using var tree = new PlantedTree(file, original, bug);
        using var results = new PlantedResults();
        string list = Path.Combine(tree.Root, "rtl", "chip", "chip.f");
        BlockResult found = Families.Run(Families.Load($"testbenches/{scenario}.yaml", $"dut.files=[{list}]"), results.In("found"));

        Assert.That(found.Error, Is.Not.Null, "the bug is not found");
        Assert.That(found.Shrunk!.Transactions, Has.Count.InRange(1, most), string.Join('\n', found.Shrunk.Transactions));
        BlockResult again = Families.Run(BlockScenario.Load(found.Shrunk.File!), results.In("again"));
        BlockResult healthy = Families.Run(BlockScenario.Load(found.Shrunk.File!, [$"dut.files=[{Path.Combine(Families.Root, "rtl", "chip", "chip.f")}]", "record.waves=false"]));
        Assert.Multiple(() =>
        {
            Assert.That(again.Error?.Code, Is.EqualTo(found.Error!.Code));
            Assert.That(new FileInfo(again.Waves!.File).Length, Is.GreaterThan(100));
            Assert.That(again.Waves.Picoseconds, Is.EqualTo((again.Waves.Clock + 1 + 2) * 2500), "two clocks of reset");
            Assert.That(found.Failure!.Render(), Does.Contain(found.Shrunk.Repeat!).And.Contain("failure.fst"));
            Assert.That(healthy.Passed, Families.Told(healthy));
        });
        TestContext.Out.WriteLine($"{found.Failure!.Render()}\n{found.Shrunk.Trials} trials");
    }

    private static TestCaseData Plant(string scenario, string file, string original, string bug, int most, string name) =>
        new TestCaseData(scenario, file, original, bug, most).SetArgDisplayNames(name);
}
