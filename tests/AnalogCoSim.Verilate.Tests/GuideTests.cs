using System.Runtime.Versioning;
using AnalogCoSim.Verilate.Tests.Support;

namespace AnalogCoSim.Verilate.Tests;

/// <summary>What the guide of the package says of items and calls, out of the feed.</summary>
[NonParallelizable]
[Category("Nightly")]
[UnsupportedOSPlatform("windows")]
public sealed class GuideTests
{
    private const string Store = """
        module store #(parameter int Width = 8) (
          input  logic             clk_i,
          input  logic             rst_ni,
          input  logic             write,
          input  logic [3:0]       address,
          input  logic [Width-1:0] data,
          output logic [Width-1:0] q
        );
        `include "offset.svh"
          logic [Width-1:0] cells [16];
          always_ff @(posedge clk_i or negedge rst_ni) begin
            if (!rst_ni) q <= '0;
            else begin
              if (write) cells[address] <= data;
              q <= cells[address] + Width'(`BIAS) + Width'(Offset);
            end
          end
        `ifdef FROM_ARGUMENTS
          initial $display("from arguments");
        `endif
        endmodule
        """;

    private const string Bridge = """
        module bridge (
          input  logic       fast_clk,
          input  logic       slow_clk,
          input  logic       rst_n,
          input  logic [7:0] d,
          output logic [7:0] fast_count,
          output logic [7:0] slow_count,
          output logic [7:0] q
        );
          logic [7:0] d_q;
          always_ff @(posedge fast_clk or negedge rst_n) if (!rst_n) {fast_count, d_q} <= '0; else {fast_count, d_q} <= {fast_count + 8'd1, d};
          always_ff @(posedge slow_clk or negedge rst_n) if (!rst_n) {slow_count, q} <= '0; else {slow_count, q} <= {slow_count + 8'd1, d_q};
        endmodule
        """;

    private const string Items = """
        <Verilog Include="rtl/store.f" Top="store" Defines="BIAS=3" Parameters="Width=12" Arguments="+define+FROM_ARGUMENTS" Flavours="Check;Trace" />
        <Verilog Include="rtl/bridge.sv" Clock="fast_clk;slow_clk" ClockPicoseconds="600;1000" Flavours="Trace" />
        """;

    private const string Program = """
        using var dut = new Store();
        dut.Reset.Pulse();
        Console.WriteLine(string.Join('|', dut.Output));
        (dut.Write, dut.Address, dut.Data) = (true, 5, 0x7F0);
        dut.Clock.Step();
        dut.Write = false;
        dut.Clock.Step();
        Console.WriteLine($"{dut.Q:x}");

        using var state = dut.Save();
        string cells = dut.Registers.Names.Single(register => register.Name.EndsWith("cells")).Name;
        dut.Registers.Poke(cells, new byte[32]);
        dut.Clock.Step();
        Console.WriteLine($"{dut.Q} {dut.Registers.Peek(cells).Length}");
        dut.Restore(state);
        dut.Clock.Step();
        Console.WriteLine($"{dut.Q:x}");

        var inputs = new Store.Inputs[8];
        for (int k = 0; k < 8; k++)
        {
            inputs[k].RstNi = true;
            inputs[k].Write = k < 4;
            inputs[k].Address = (byte)(k % 4);
            inputs[k].Data = (ushort)(100 * k);
        }

        var outputs = new Store.Outputs[8];
        dut.Burst(inputs, outputs);
        Console.WriteLine(string.Join(' ', outputs[4..].Select(one => one.Q)));

        long[] sums = new long[4];
        Parallel.For(0, 4, k =>
        {
            using var own = new Store();
            own.Reset.Pulse();
            (own.Write, own.Address, own.Data) = (true, (byte)k, (ushort)k);
            for (int clock = 0; clock < 1000; clock++)
            {
                own.Clock.Step();
                sums[k] += clock == 0 ? 0 : own.Q;
            }
        });
        Console.WriteLine(string.Join(' ', sums));

        using var traced = new Store(new ModelOptions { Flavour = ModelFlavour.Trace });
        traced.StartWaves("store.fst");
        traced.Reset.Pulse();
        traced.Clock.Run(20);
        traced.StopWaves();
        Console.WriteLine(new FileInfo("store.fst").Length > 100);
        try { dut.StartWaves("no.fst"); } catch (AcsException e) { Console.WriteLine(e.Actual); }

        using var bridge = new Bridge();
        bridge.Reset.Pulse(3);
        long begin = bridge.Clocks.Picoseconds;
        bridge.D = 7;
        bridge.SlowClk.Run(5);
        Console.WriteLine($"{begin} {bridge.Clocks.Picoseconds} {bridge.FastCount} {bridge.SlowCount} {bridge.Q} {bridge.FastClk.Count}");
        using var later = bridge.Save();
        bridge.Registers.Force(".d_q", 9);
        bridge.Clocks.Run(2000);
        Console.WriteLine(bridge.Q);
        bridge.Registers.Release(".d_q");
        bridge.Restore(later);
        Console.WriteLine($"{bridge.FastClk.RunUntil(() => bridge.SlowCount == 9, atMost: 50)} {bridge.Q}");
        """;

    private LocalFeed _feed = null!;

    [OneTimeSetUp]
    public void Pack() => _feed = new LocalFeed();

    [OneTimeTearDown]
    public void Leave() => _feed?.Dispose();

    [Test]
    [CancelAfter(600_000)]
    public void Items_and_calls_do_what_the_guide_says(CancellationToken token)
    {
        Consumer project = New(Items);

        project.Build();

        string[] lines = project.Run();
        Assert.That(lines, Is.EqualTo((string[])
        [
            "from arguments",
            "7f4", // 7f0, the define's 3 and the include's 1
            "4 32",
            "7f4",
            "4 104 204 304",
            "3996 4995 5994 6993",
            "True",
            "flavour Check",

            // Three slow periods of reset; rising edges at 300, 900, ... 7500 and at 500, 1500, ... 7500. The slow one of 11500 is seen after the seventh fast one more.
            "3000 7500 8 5 7 13",
            "9",
            "7 7",
        ]));
    }

    [Test]
    [CancelAfter(600_000)]
    public void The_tool_that_the_project_names_comes_first(CancellationToken token)
    {
        Consumer project = New(Items);
        _feed.TakeStarts();

        (int status, string output) = project.TryBuild("-p:VerilatorExecutable=/nowhere/verilator");

        Assert.That(status, Is.Not.Zero);
        Assert.That(output, Does.Contain("/nowhere/verilator").And.Contains("ACS0501"));
        Assert.That(_feed.TakeStarts().Where(start => start.Contains("--top-module", StringComparison.Ordinal)), Is.Empty);
    }

    private Consumer New(string items)
    {
        var project = new Consumer(_feed, $"guide-{Guid.NewGuid():N}", items, Program);
        project.Write("rtl/store.f", "+incdir+inc\nstore.sv\n");
        project.Write("rtl/store.sv", Store);
        project.Write("rtl/bridge.sv", Bridge);
        project.Write("rtl/inc/offset.svh", "localparam int Offset = 1;\n");
        return project;
    }
}
