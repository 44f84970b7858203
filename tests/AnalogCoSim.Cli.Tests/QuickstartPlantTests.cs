using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>The quick start, run on RTL of which one part is dead: it must fail. Each bug is a build of the RTL: one of each kind runs in continuous integration, the others nightly.</summary>
[TestFixture]
public sealed class QuickstartPlantTests
{
    [TestCase("ldpu/acs_ldpu_activation.sv", "data_o <= ", "if (out_column_q != 8'd255) data_o <= ", Category = "Nightly", TestName = "Quickstart_fails_with_column_255_dead")]
    [TestCase("core/acs_cfg_regs.sv", "tx_first_o <= cfg_data_i[", "tx_first_o <= 8'd0 & cfg_data_i[", TestName = "Quickstart_fails_with_tx_first_stuck_at_zero")]
    [TestCase("core/acs_cfg_regs.sv", "tx_last_o <= cfg_data_i[", "tx_last_o <= 8'd0 & cfg_data_i[", Category = "Nightly", TestName = "Quickstart_fails_with_tx_last_stuck_at_zero")]
    [TestCase("core/acs_cfg_regs.sv", "rx_first_o <= cfg_data_i[", "rx_first_o <= 8'd0 & cfg_data_i[", Category = "Nightly", TestName = "Quickstart_fails_with_rx_first_stuck_at_zero")]
    [TestCase("core/acs_cfg_regs.sv", "rx_last_o <= cfg_data_i[", "rx_last_o <= 8'd0 & cfg_data_i[", Category = "Nightly", TestName = "Quickstart_fails_with_rx_last_stuck_at_zero")]
    public void Quickstart_fails(string file, string original, string bug)
    {
        using var folder = new TemporaryFolder();
        Plant(folder, file, original, bug);
        ProcessResult result = Run(folder, "--set", "record.replay=false");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        Assert.That(Headlines(result.Error), Has.Length.EqualTo(1).And.One.Match("^ACS0(40[1-6]|60[1-9])$"));
    }

    [Test]
    public void Failing_run_leaves_waves_of_the_guilty_core_and_says_where()
    {
        using var folder = new TemporaryFolder();
        Plant(folder, "ldpu/acs_ldpu_activation.sv", "data_o <= ", "data_o <= 8'd1 ^ ");

        ProcessResult result = Run(folder);

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        Assert.That(Headlines(result.Error), Has.Length.EqualTo(1), "one failure is told once: " + result.Error);
        Match told = Regex.Match(result.Error, @"waves of core (\d+): (\S+\.fst); the run ended at \d+ ps");
        Assert.That(told.Success, result.Error);
        Assert.That(Regex.IsMatch(result.Error, $"where: .*core {told.Groups[1].Value}\\b"), result.Error);
        Assert.That(new FileInfo(told.Groups[2].Value).Length, Is.GreaterThan(1000));
    }

    [TestCase("convert", ".b_i      (minus_s_n_q),", ".b_i      (minus_s_n_q ^ 16'h0200),", "t", Category = "Nightly", TestName = "Wrong_scale_of_n_is_told_at_stage_t")]
    [TestCase("convert", ".b_i      (s_p_q),", ".b_i      (s_p_q ^ 16'h0200),", "y", Category = "Nightly", TestName = "Wrong_scale_of_p_is_told_at_stage_y")]
    [TestCase("activation", "rx_q <= rx_has_i ? acs_fp16_pkg::i2f8(rx_data_i)", "rx_q <= rx_has_i ? acs_fp16_pkg::i2f8(rx_data_i ^ 8'h10)", "rx", Category = "Nightly", TestName = "Wrong_bit_of_a_received_byte_is_told_at_stage_rx")]
    [TestCase("activation", ".b_i      (a_q),", ".b_i      (a_q ^ {15'd0, affine_column_q == 8'd7}),", "v", Category = "Nightly", TestName = "Wrong_affine_factor_of_one_column_is_told_at_stage_v")]
    [TestCase("activation", ".b_i      (s_rx_i),", ".b_i      (s_rx_i ^ 16'h0200),", "r", Category = "Nightly", TestName = "Wrong_combination_is_told_at_stage_r")]
    [TestCase("activation", "acs_fp16_pkg::f2i8(", "8'd1 ^ acs_fp16_pkg::f2i8(", "q", Category = "Nightly", TestName = "Wrong_conversion_is_told_at_stage_q")]
    [CancelAfter(240_000)]
    public void Fault_in_the_ldpu_is_told_at_its_stage(string block, string original, string bug, string stage)
    {
        using var folder = new TemporaryFolder();
        Plant(folder, $"ldpu/acs_ldpu_{block}.sv", original, bug);

        ProcessResult result = Run(folder);

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        Match told = Regex.Match(result.Error, @"( +)stages: (P=.*) \(reference\)\n\1 {8}(P=.*) \(RTL\)\n\1first difference: (\w+), .*; u_ldpu\.\S+\[\d+:\d+\] at \d+ ps\n");
        Assert.That(told.Success, result.Error);
        Assert.That(told.Groups[4].Value, Is.EqualTo(stage), result.Error);
        if (stage == "rx")
        {
            Assert.That(result.Error, Does.Match(@"the packet of core \d+ came to core \d+ as the reference sent it"), "the way of the packet is cleared of suspicion");
        }

        Assert.That(told.Groups[3].Value.IndexOf(" q=", StringComparison.Ordinal), Is.EqualTo(told.Groups[2].Value.IndexOf(" q=", StringComparison.Ordinal)), "cells stand below each other");
        string expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "results", "result.json")))!["error"]!["expected"]!.GetValue<string>();
        Assert.That(expected.Split('\n').Select(line => line.Trim()), Is.SubsetOf(result.Error.Split('\n').Select(line => line.Replace("expected: ", string.Empty, StringComparison.Ordinal).Trim())));
    }

    [Test]
    [Category("Nightly")]
    [CancelAfter(240_000)]
    public void Register_with_another_name_is_told_as_missing_and_the_others_are_compared()
    {
        using var folder = new TemporaryFolder();
        Plant(folder, "ldpu/acs_ldpu_activation.sv", "acs_fp16_pkg::f2i8(", "8'd1 ^ acs_fp16_pkg::f2i8(");
        string multiplier = Path.Combine(folder.Path, "rtl", "fp16", "acs_fp16_fma.sv");
        File.WriteAllText(multiplier, File.ReadAllText(multiplier).Replace("delay_q", "late_q", StringComparison.Ordinal));

        ProcessResult result = Run(folder);

        Assert.That(result.Error, Does.Match(@" P=\d+ N=\d+ t=\? +y=\? .* \(RTL\)"));
        Assert.That(result.Error, Does.Contain("first difference: q, ").And.Match(@"not in this RTL: t \(u_ldpu\.u_(left|right)\.u_scale_n\.delay_q\[31:16\]\), y \("));
    }

    // Hops of the quick start: a tile that only forwards stands between sender and receiver.
    [TestCase("data | spread(route[6:0], rx_data_i[8 * p +: 8]);", "data | spread(route[6:0], rx_data_i[8 * p +: 8] ^ {7'd0, busy_q[p] && !length_q[p]});", "a bit of a forwarded byte",
        Category = "Nightly", TestName = "Wrong_bit_of_a_forwarded_byte_is_told_at_the_hop")]
    [TestCase("data = spread(own_mask_i, own_byte_i);", "data = spread(own_mask_i, own_byte_i == 8'hF5 && !own_mask_i[6] ? 8'hF4 : own_byte_i);", "one value of an own byte",
        Category = "Nightly", TestName = "Wrong_bit_of_an_own_byte_is_told_at_the_first_link")]
    [CancelAfter(120_000)]
    public void Fault_is_told_at_the_hop(string original, string bug, string what)
    {
        using var folder = new TemporaryFolder();
        Plant(folder, "link/acs_link.sv", original, bug);

        ProcessResult result = Run(folder, "--set", "threads=2");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        Match told = Regex.Match(result.Error, @"where: +link from tile (\d+) \(port \w\d\) to tile (\d+) .*; seen at image \d+, layer '[^']+' \(step \d+\), position \d+, core (\d+)");
        Assert.That(told.Success, result.Error);
        Assert.That(result.Error, Does.Match($"waves of core {int.Parse(told.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)}:"), what);
        Match bytes = Regex.Match(result.Error, @"byte \d+ of the packet is (-?\d+) \(reference\)[\s\S]*actual: +(-?\d+) in clock (\d+) of the chip");
        Assert.That(bytes.Success, result.Error);
        Assert.That(int.Parse(bytes.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) ^ int.Parse(bytes.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(1), "the bit that was planted");
    }

    // An assertion fails in the tile behind the one that is at fault.
    [TestCase("if (route[6:0] != 7'd0) begin", "if (route[6:0] != 7'd0 && !(busy_q[p] && !length_q[p] && left_q[8 * p +: 8] == 8'd0)) begin", "(\\d+) bytes", "a packet that ends after (\\d+) of them",
        Category = "Nightly", TestName = "Forwarded_packet_that_is_cut_short_is_told_at_the_hop")]
    [TestCase("data | spread(route[6:0], rx_data_i[8 * p +: 8]);", "data | spread(route[6:0], rx_data_i[8 * p +: 8] + {7'd0, busy_q[p] && length_q[p]});", "(\\d+) bytes", "a packet that announces (\\d+) bytes",
        Category = "Nightly", TestName = "Forwarded_packet_that_announces_a_byte_too_many_is_told_at_the_hop")]
    [TestCase("if (route[6:0] != 7'd0) begin", "if (1'b0) begin", "a packet of path \\d+ with (\\d+) bytes", "no packet from clock (\\d+) on", TestName = "Forwarding_that_is_dead_is_told_at_the_hop")]
    [CancelAfter(240_000)]
    public void Assertion_is_told_at_the_hop(string original, string bug, string expected, string actual)
    {
        using var folder = new TemporaryFolder();
        Plant(folder, "link/acs_link.sv", original, bug);
        bool replays = actual.Contains("ends after", StringComparison.Ordinal);

        ProcessResult result = Run(folder, "--set", "record.replay=" + (replays ? "true" : "false"));

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Output + result.Error);
        Assert.That(result.Error, Does.StartWith("ACS0601 A packet between two cores broke a rule of the RTL.\n  where:    link from tile "));
        Assert.That(result.Output, Does.Contain("not judged").And.Not.Contain("0/0"));
        JsonNode written = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "results", "result.json")))!;
        JsonNode error = written["error"]!;
        string where = error["where"]!.GetValue<string>();
        int tile = error["core"]!.GetValue<int>();
        string seen = $@"image {error["image"]}, layer '{error["layer"]}' \(step {error["step"]}\), clock {error["clock"]} of the image, .*, tile \d+, clock \d+ of the chip";
        Assert.That(where, Does.Match($@"^link from tile {tile} \(port \w\d\) to tile (\d+) .*; seen at {seen}$"));
        Assert.That(error["expected"]!.GetValue<string>(), Does.Match($"^{expected}\nthen no assertion failure"));
        Assert.That(error["actual"]!.GetValue<string>(), Does.Match($"^{actual}"));
        Assert.That(written["accuracy"], Is.Null);
        if (replays)
        {
            AssertToldInOrder(result.Error, tile);
            Assert.That((error["waves"]!["core"]!.GetValue<int>(), error["waves"]!["differs"]), Is.EqualTo((tile, (JsonNode?)null)));
        }
    }

    // What is known comes before what takes half a minute to find out.
    private static void AssertToldInOrder(string stderr, int tile)
    {
        int[] places = [.. new[] { "ACS0601 ", "  actual: ", "building the model for waves", $"waves of core {tile}: " }.Select(text => stderr.IndexOf(text, StringComparison.Ordinal))];
        Assert.That(places, Is.Ordered.Ascending.And.All.GreaterThanOrEqualTo(0), stderr);
        Assert.That(stderr.Split("ACS0601 "), Has.Length.EqualTo(2), "told once");
    }

    [Test]
    [Category("Nightly")]
    public void Quickstart_passes_on_a_copy_without_a_bug()
    {
        using var folder = new TemporaryFolder();
        Plant(folder, "link/acs_link.sv", "module acs_link", "module acs_link");
        ProcessResult result = Run(folder);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
    }

    private static string[] Headlines(string stderr) => [.. Regex.Matches(stderr, @"^ACS\d{4}(?= )", RegexOptions.Multiline).Select(match => match.Value)];

    private static ProcessResult Run(TemporaryFolder folder, params string[] more) => AcsProcess.Run(
        new Dictionary<string, string?> { ["ACS_RTL"] = folder.Path },
        [
            "run",
            Path.Combine(AcsProcess.Root, "testbenches", "chip_inference", "scenarios", "quickstart.yaml"),
            "--set",
            "data.count=2",
            "--set",
            "expect={ mismatches: 0 }",
            "--out",
            Path.Combine(folder.Path, "results"),
            .. more,
        ]);

    private static void Plant(TemporaryFolder folder, string file, string original, string bug)
    {
        RtlCopy.Into(folder);
        RtlCopy.Replace(folder, file, original, bug);
    }
}
