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
        yield return Plant("fp16/scenarios/fp16-arithmetic", "fp16/acs_fp16_unit.sv", "{a_q[15] ^ b_q[15], 15'd0}", "16'd0", 1, "A product of zero that loses its sign").SetCategory("Nightly");
        yield return Plant("fp16/scenarios/fp16-arithmetic", "fp16/acs_fp16_pkg.sv", "sticky = norm[51:0] != 52'd0;", "sticky = norm[51:32] != 20'd0;", 1, "An addend far below a tie that it decides").SetCategory("Nightly");
        yield return Plant("fp16/scenarios/fp16-conversions", "fp16/acs_fp16_unit.sv", "acs_fp16_pkg::i2f12(a_q[11:0])", "acs_fp16_pkg::i2f12(a_q[11:0] == 12'd2049 ? 12'd2050 : a_q[11:0])", 1,
            "One count that rounds the other way").SetCategory("Nightly");
        yield return Plant("ldpu/scenarios/ldpu-in-a-row", "ldpu/acs_ldpu.sv", ".rx_has_i       (rx_has_q[9])", ".rx_has_i       (rx_has_q[8])", 2, "A packet that ends one column early").SetCategory("Nightly");
        yield return Plant("ldpu/scenarios/ldpu-usual", "ldpu/acs_ldpu_activation.sv", "acs_fp16_pkg::relu(relu2_i, r)", "acs_fp16_pkg::relu(relu2_i && !(relu1_i && combine_i), r)", 1,
            "A ReLU that is lost when another one and the combination are on").SetCategory("Nightly");
        yield return Plant("link/scenarios/link-random", "link/acs_link.sv", "index_q <= rx_last_i", "index_q < rx_last_i", 3, "The last selected byte that is dropped").SetCategory("Nightly");
        yield return Plant("link/scenarios/link-tx-packets", "link/acs_link_tx.sv", "(column_q == first_i)", "(column_q == first_i && first_i != 8'd255)", 1, "A packet of the last column alone that is not sent").SetCategory("Nightly");
        yield return Plant("tile/scenarios/tile-random", "core/acs_drain_ctrl.sv", "wait_q <= rx_first_i;", "wait_q <= (rx_first_i > 8'd31) ? 8'd31 : rx_first_i;", 3,
            "A drain that waits too short for late payload bytes").SetCategory("Nightly");
        yield return Plant("tile/scenarios/tile-random", "core/acs_mvm_ctrl.sv", "pending_q <= start_i ||", "pending_q <= (start_i && !first_pair) ||", 3, "A start in the clock of the first pair that is forgotten").SetCategory("Nightly");
        yield return Plant("tile/scenarios/tile-stream", "core/acs_drain_ctrl.sv", "state_q <= StGap;", "state_q <= StIdle;", 4, "A result that waited and is drained a clock early");
        yield return Plant("chip/scenarios/chip-wiring", "chip/acs_chip.sv", "(load_addr_i[3 * t +: 3])", "(t == 41 ? {load_addr_i[3 * t + 2], 1'b0, load_addr_i[3 * t]} : load_addr_i[3 * t +: 3])", 1,
            "One wire of one tile").SetCategory("Nightly");
        yield return Plant("tile/scenarios/config-registers", "core/acs_cfg_regs.sv", "case (cfg_addr_i)", "case ({cfg_addr_i[11:5], 1'b0, cfg_addr_i[3:0]})", 1, "An address that is decoded twice");
    }

    [TestCaseSource(nameof(Plants))]
    public void A_bug_in_a_corner_is_found_reduced_and_repeated(string scenario, string file, string original, string bug, int most)
    {
        using var tree = new PlantedTree(file, original, bug);
        using var results = new PlantedResults();
        BlockScenario healthyDut = Families.Load($"testbenches/{scenario}.yaml");
        BlockResult found = Families.Run(Families.Load($"testbenches/{scenario}.yaml", Families.In(tree.Root, healthyDut)), results.In("found"));

        Assert.That(found.Error, Is.Not.Null, "the bug is not found");
        Assert.That(found.Shrunk!.Transactions, Has.Count.InRange(1, most), string.Join('\n', found.Shrunk.Transactions));
        BlockResult again = Families.Run(BlockScenario.Load(found.Shrunk.File!), results.In("again"));
        BlockResult healthy = Families.Run(BlockScenario.Load(found.Shrunk.File!, [.. Families.In(Families.Root, healthyDut), "record.waves=false"]));
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

    // One value of 256, each in a build of its own.
    [TestCase("link-directed", "link/acs_link.sv", "start_o <= 1'b1;", "start_o <= (rx_data_i[8 * p +: 8] != 8'h80);")]
    [TestCase("link-directed", "link/acs_link.sv", "consume_q[p] <= route[7];", "consume_q[p] <= route[7] && (rx_data_i[8 * p +: 8] != 8'h80);", Category = "Nightly")]
    [TestCase("link-directed", "link/acs_link.sv", "left_q[8 * p +: 8] <= rx_data_i[8 * p +: 8];", "left_q[8 * p +: 8] <= (rx_data_i[8 * p +: 8] == 8'd129) ? 8'd128 : rx_data_i[8 * p +: 8];", Category = "Nightly")]
    [TestCase("link-directed", "link/acs_link.sv", "RouteFwdMaskLsb +: 7", "RouteFwdMaskLsb + 1 +: 7", Category = "Nightly")]
    [TestCase("link-directed", "link/acs_link.sv", "valid && entry[{1'b0, port}]", "valid", Category = "Nightly")]
    [TestCase("link-tx-packets", "link/acs_link_tx.sv", "hit ? path_i", "hit ? (path_i == 8'h80 ? 8'd0 : path_i)", Category = "Nightly")]
    [TestCase("link-tx-packets", "link/acs_link_tx.sv", "(column_q == first_i)", "(column_q == first_i) && (first_i != 8'd77)", Category = "Nightly")]
    [TestCase("link-tx-packets", "link/acs_link_tx.sv", "payload_q <= left_q != 8'd0;", "payload_q <= (left_q != 8'd0) && !(last_i == 8'd99 && left_q == 8'd1);")]
    [TestCase("link-tx-packets", "link/acs_link_tx.sv", "length_q ? (last_i - first_i)", "length_q ? last_i", Category = "Nightly")]
    public void A_bug_of_one_path_id_length_or_column_is_found(string scenario, string file, string original, string bug)
    {
        using var tree = new PlantedTree(file, original, bug);
        BlockScenario whole = Families.Load($"testbenches/link/scenarios/{scenario}.yaml");

        BlockResult result = Families.Run(Families.Load($"testbenches/link/scenarios/{scenario}.yaml", [.. Families.In(tree.Root, whole), "record.shrink=false"]));

        Assert.That(result.Error, Is.Not.Null);
    }

    private static TestCaseData Plant(string scenario, string file, string original, string bug, int most, string name) =>
        new TestCaseData(scenario, file, original, bug, most).SetArgDisplayNames(name);
}
