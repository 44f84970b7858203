using System.Runtime.Versioning;
using AnalogCoSim.Verilate.Tests.Support;

namespace AnalogCoSim.Verilate.Tests;

/// <summary>The package out of the feed, in a project that knows nothing of this repository.</summary>
[NonParallelizable]
[UnsupportedOSPlatform("windows")]
public sealed class PackageTests
{
    private const string Counter = """
        /// Counts clocks.
        module counter #(parameter int Width = 8) (
          input  logic clk_i,
          input  logic rst_ni,
          input  logic enable,
          input  logic signed [4:0] step,
          output logic [Width-1:0] count
        );
        `include "body.svh"
        endmodule
        """;

    private const string Body = """
          always_ff @(posedge clk_i or negedge rst_ni) begin
            if (!rst_ni) count <= '0;
            else if (enable) count <= count + Width'(step);
          end
          always_ff @(posedge clk_i) if (count == 8'd200) $fatal(1, "reached");
          initial begin int x; if ($value$plusargs("start=%d", x)) $display("start %0d", x); end
        """;

    private const string Twice = "module twice(a, q); input signed [7:0] a; output signed [8:0] q; assign q = a + a; endmodule\n";

    private const string Items = """
        <Verilog Include="rtl/counter.sv" Top="counter" IncludeFolders="rtl/inc" />
        <Verilog Include="rtl/twice.v" Top="twice" ClassName="Doubler" Flavours="Fast" />
        """;

    private const string Program = """
        using var dut = new Counter(new ModelOptions { PlusArgs = ["+start=5"] });
        dut.Reset.Pulse();
        (dut.Enable, dut.Step) = (true, 2);
        dut.Clock.Run(10);
        Console.WriteLine($"{dut.Count} {string.Join('|', dut.Output)}");
        dut.Step = -1;
        Console.WriteLine(dut.Clock.RunUntil(() => dut.Count == 15, atMost: 50));
        try { dut.Step = 16; } catch (ArgumentOutOfRangeException) { Console.WriteLine("out of range"); }
        try { dut.Clock.Run(300); } catch (AcsException e) { Console.WriteLine($"{e.CodeText} {e.Where} {e.Actual}"); }
        using var other = new Doubler();
        other.A = -100;
        other.Evaluate();
        Console.WriteLine(other.Q);
        """;

    private LocalFeed _feed = null!;

    [OneTimeSetUp]
    public void Pack() => _feed = new LocalFeed();

    [OneTimeTearDown]
    public void Leave() => _feed?.Dispose();

    [Test]
    [CancelAfter(600_000)]
    public void Models_are_objects_and_only_what_changed_is_built_again(CancellationToken token)
    {
        Consumer project = New("whole");
        string first = project.Build();
        Assert.That(first, Does.Not.Contain("warning"));
        Assert.That(_feed.TakeStarts().Where(start => start.Contains("--top-module", StringComparison.Ordinal)).Count(), Is.EqualTo(2));
        string[] lines = project.Run();
        Assert.That(lines[..3], Is.EqualTo(["20 start 5", "5", "out of range"]));
        Assert.That(lines[3], Does.Match(@"^ACS0601 rtl/inc/body\.svh:5, clock \d+ .*reached$"));
        Assert.That(lines[4], Is.EqualTo("-200"));

        project.Build();
        Assert.That(_feed.TakeStarts(), Is.Empty, "a second build starts no tool");

        project.Write("rtl/inc/body.svh", Body.Replace("reached", "came to", StringComparison.Ordinal));
        project.Build();
        Assert.That(_feed.TakeStarts().Where(start => start.Contains("--top-module", StringComparison.Ordinal)), Has.One.Items.And.All.Contains("--top-module counter"));
        Assert.That(project.Run()[3], Does.EndWith("came to"));
        Assert.That(Directory.GetFiles(Path.Combine(project.Folder, "bin"), "libacs_*.so", SearchOption.AllDirectories), Has.Length.EqualTo(2), "the library of before is gone");
    }

    [TestCase("module counter(input clk_i, output q);\n  assign q = clk_i +;\nendmodule\n", "rtl/counter.sv(2,", "error ACS0504:")]
    [TestCase("module counter(input clk_i,\n  inout wire pad);\nendmodule\n", "rtl/counter.sv(2,14)", "error ACS0508:")]
    [TestCase("module counter(input clk_i,\n  input logic [3:0] list [4]);\nendmodule\n", "rtl/counter.sv(2,21)", "error ACS0508:")]
    [TestCase("interface bus_if; logic a; endinterface\nmodule counter(input clk_i,\n  bus_if bus);\nendmodule\n", "rtl/counter.sv(3,10)", "error ACS0508:")]
    [TestCase("module counter(input clk_i, output int q);\n  import \"DPI-C\" function int nobody(input int x);\n  assign q = nobody(1);\nendmodule\n", "rtl/counter.sv(1)", "error ACS0508:")]
    [Category("Nightly")]
    [CancelAfter(600_000)]
    public void Error_is_at_its_place_in_the_rtl(string code, string place, string message, CancellationToken token)
    {
        Consumer project = New("error");
        project.Write("rtl/counter.sv", code);

        (int status, string output) = project.TryBuild();

        Assert.That(status, Is.Not.Zero);
        Assert.That(output.Split('\n'), Has.Some.Contains($"{project.Folder}/{place}").And.Some.Contains(message), output);
    }

    [Test]
    [Category("Nightly")]
    [CancelAfter(600_000)]
    public void Editor_starts_no_tool_and_says_what_is_missing(CancellationToken token)
    {
        Consumer project = New("editor");
        project.Build("-t:Restore");

        (_, string before) = project.TryBuild("--no-restore", "-t:AddVerilatedModels", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true");

        Assert.That(before, Does.Contain("ACSM003"));
        Assert.That(_feed.TakeStarts(), Is.Empty);

        project.Build();
        _feed.TakeStarts();
        project.Write("rtl/counter.sv", Counter + "// changed\n");
        string after = project.Build("--no-restore", "-t:CoreCompile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.That(after, Does.Not.Contain("ACSM003"));
        Assert.That(_feed.TakeStarts(), Is.Empty);
    }

    [Test]
    [Category("Nightly")]
    [CancelAfter(600_000)]
    public void Builds_at_the_same_time_end_well(CancellationToken token)
    {
        Consumer project = New("parallel");
        project.Build("-t:Restore");

        // Two configurations share the cache; each model is compiled once.
        Task<(int, string)>[] builds = [.. ((string[])["Debug", "Release"]).Select(configuration => Task.Run(() => project.TryBuild("--no-restore", "-c", configuration)))];
        Task.WaitAll(builds, CancellationToken.None);

        Assert.That(builds.Select(build => build.Result), Is.All.Matches<(int Status, string Output)>(build => build.Status == 0), string.Join('\n', builds.Select(build => build.Result.Item2)));
        Assert.That(_feed.TakeStarts().Count(start => start.Contains("--top-module", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    private Consumer New(string name)
    {
        var project = new Consumer(_feed, $"{name}-{Guid.NewGuid():N}", Items, Program);
        project.Write("rtl/counter.sv", Counter);
        project.Write("rtl/inc/body.svh", Body);
        project.Write("rtl/twice.v", Twice);
        return project;
    }
}
