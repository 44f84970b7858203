using System.Text.Json.Nodes;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>RTL that never comes to the end of a clock: the run ends with a coded error that says where, and with its result.</summary>
[TestFixture]
[Category("Nightly")]
[CancelAfter(300_000)]
public sealed class HangingRtlTests
{
    // One build with both: a process that does not end where an MVM of four phases starts, logic that feeds itself at one of one phase.
    private const string Plants = """
          logic [7:0] planted_q;
          logic       planted_a;
          logic       planted_b;
          always_ff @(posedge clk_i) begin
            logic [7:0] next;
            next = planted_q + {7'd0, planted_b};
            while (start_i && mode_i) begin
              next = next * 8'd5 + 8'd3;
              if (next[3:0] == planted_q[3:0] && !start_i) break;
              planted_q <= next;
            end
            planted_q <= next;
          end
          always_comb planted_a = start_i && !mode_i ? !planted_b : 1'b0;
          always_comb planted_b = planted_a;
        endmodule
        """;

    [Test]
    public void Run_on_rtl_that_hangs_ends_with_a_located_error_and_a_result()
    {
        using var folder = new TemporaryFolder();
        RtlCopy.Into(folder);
        RtlCopy.Replace(folder, "core/acs_tile.sv", "endmodule", Plants);

        AssertHangs(folder, "four-phase", "does not end");
        AssertHangs(folder, "one-phase", "converge");
    }

    private static void AssertHangs(TemporaryFolder folder, string readMode, string why)
    {
        string results = Path.Combine(folder.Path, readMode);
        string scenario = folder.Write("hangs.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }"));
        ProcessResult result = AcsProcess.Run(
            new Dictionary<string, string?> { ["ACS_RTL"] = folder.Path }, "run", scenario, "--engine", "lockstep", "--set", $"analog.readMode={readMode}", "--set", "record.replay=false", "--out", results);

        AcsProcess.AssertFails(result, 1, "ACS0602");
        JsonNode error = JsonNode.Parse(File.ReadAllText(Path.Combine(results, "result.json")))!["error"]!;
        Assert.Multiple(() =>
        {
            Assert.That(result.Error, Does.Contain(why));
            Assert.That(result.Error, Does.Match(@"where: +image 0, layer '[^']+' \(step \d+\).*tile \d+, clock \d+"));
            Assert.That(error["code"]!.GetValue<string>(), Is.EqualTo("ACS0602"));
            Assert.That(error["actual"]!.GetValue<string>(), Does.Contain(why));
            Assert.That(File.Exists(Path.Combine(results, "report.html")));
        });
    }
}
