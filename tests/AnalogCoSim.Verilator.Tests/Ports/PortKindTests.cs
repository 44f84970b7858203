using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;

namespace AnalogCoSim.Verilator.Tests.Ports;

/// <summary>Every port of a module is driven under its own name, or refused aloud.</summary>
public sealed class PortKindTests
{
    [TestCase("inout wire pad_io", "pad_io", "inout")]
    [TestCase("input logic [7:0] list_i [4]", "list_i", "unpacked")]
    [CancelAfter(300_000)]
    public void Port_that_cannot_be_driven_is_refused_with_its_name_and_the_reason(string port, string name, string reason, CancellationToken token)
    {
        using var design = Design($"{port}, input logic a_i, output logic q_o", "assign q_o = a_i;");

        AcsException error = Assert.Throws<AcsException>(() => design.Build())!;

        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.RtlUnsupported, $"top.{name}")));
        Assert.That(error.Actual, Does.Contain(reason));
    }

    [Test]
    [CancelAfter(300_000)]
    public void Names_that_cpp_cannot_have_are_kept(CancellationToken token)
    {
        using var design = Design("input logic [7:0] data__x, input logic [7:0] \\a.b , input logic [7:0] \\new , output logic [7:0] w__0o", "assign w__0o = data__x ^ \\a.b ^ \\new ;");
        using var model = new VerilatedModel(design.Build());

        model.Set("data__x", 1);
        model.Set("a.b", 2);
        model.Set("new", 4);
        model.Evaluate();

        Assert.That(model.Get("w__0o"), Is.EqualTo(7));
        Assert.That(model.Ports.Ports.Select(port => port.Name), Is.EquivalentTo((string[])["data__x", "a.b", "new", "w__0o"]));
    }

    [Test]
    [CancelAfter(300_000)]
    public void Clock_may_have_any_name(CancellationToken token)
    {
        using var design = Design("input logic my__clock, output logic [7:0] q_o", "always_ff @(posedge my__clock) q_o <= q_o + 8'd1;");
        using (var model = new VerilatedModel(design.Build(specification => specification with { Clock = "my__clock" })))
        {
            model.Run(5);
            Assert.That(model.Get("q_o"), Is.EqualTo(5));
        }

        AcsException wrong = Assert.Throws<AcsException>(() => design.Build(specification => specification with { Clock = "clock" }))!;
        Assert.That((wrong.Code, wrong.Actual), Is.EqualTo((ErrorCode.RtlUnsupported, "ports: my__clock q_o")));
        using var unclocked = new VerilatedModel(design.Build());
        AcsException none = Assert.Throws<AcsException>(() => unclocked.Run())!;
        Assert.That((none.Code, none.Actual), Is.EqualTo((ErrorCode.RtlUnsupported, "ports: my__clock q_o")));
    }

    [Test]
    [CancelAfter(300_000)]
    public void What_the_rtl_displays_reaches_the_listener(CancellationToken token)
    {
        using var design = Design("input logic clk_i, output logic [7:0] q_o", "initial $display(\"begin of %m\");\n  always_ff @(posedge clk_i) begin q_o <= q_o + 8'd1; if (q_o[1:0] == 2'd3) $display(\"count %0d\", q_o); end");
        var lines = new List<string>();
        void Listen(string line) => lines.Add(line);
        RtlOutput.Line += Listen;
        try
        {
            using var model = new VerilatedModel(design.Build());
            for (int clock = 0; clock < 8; clock++)
            {
                model.Step();
            }

            RtlOutput.Drain();
        }
        finally
        {
            RtlOutput.Line -= Listen;
        }

        Assert.That(lines, Is.EqualTo((string[])["begin of TOP.top", "count 3", "count 7"]));
    }

    [Test]
    [CancelAfter(300_000)]
    public void What_an_instance_captures_is_its_own_whole_and_in_its_order(CancellationToken token)
    {
        // Long enough for two calls, in which a character of three bytes is cut; an empty line at the end is a line.
        string body = $"initial begin for (int k = 0; k < 3000; k++) $write(\"\u20ac\"); $display(\"\"); $display(\"begin of %m\"); $display(\"\"); end\n  always_ff @(posedge clk_i) $display(\"clock\");";
        using var design = Design("input logic clk_i", body);
        BuiltModel built = design.Build();
        using var other = new VerilatedModel(built, new ModelStart { CapturesOutput = true });
        using var model = new VerilatedModel(built, new ModelStart { CapturesOutput = true });
        other.TakeOutput();
        Assert.That(model.TakeOutput(), Is.EqualTo((string[])[new string('\u20ac', 3000), "begin of TOP.top", ""]));
        model.Step();
        model.Step();
        Assert.That(other.TakeOutput(), Is.Empty);
        Assert.That(model.TakeOutput(), Is.EqualTo((string[])["clock", "clock"]));
        Assert.That(model.TakeOutput(), Is.Empty);
    }

    [Test]
    [CancelAfter(300_000)]
    public void Output_that_nobody_takes_is_lost_and_counted(CancellationToken token)
    {
        using var design = Design("input logic clk_i", "always_ff @(posedge clk_i) for (int k = 0; k < 1024; k++) $display(\"%1024d\", k);");
        using var model = new VerilatedModel(design.Build(), new ModelStart { CapturesOutput = true });
        model.Run(5);
        IReadOnlyList<string> lines = model.TakeOutput();
        Assert.That(lines, Has.Count.InRange(4000, 4100));
        Assert.That(lines[^1], Is.EqualTo($"({(5 * 1024) - (lines.Count - 1)} lines of the RTL's output were lost)"));
    }

    [Test]
    [CancelAfter(300_000)]
    public void Dpi_function_that_nobody_provides_is_an_error_of_the_build(CancellationToken token)
    {
        using var design = Design("input logic a_i, output logic q_o", "import \"DPI-C\" function int not_there(input int x);\n  always_comb q_o = 1'(not_there(32'(a_i)));");

        AcsException error = Assert.Throws<AcsException>(() => design.Build())!;

        Assert.That((error.Code, error.Actual), Is.EqualTo((ErrorCode.RtlUnsupported, "not_there")));
    }

    private static SmallDesign Design(string ports, string body)
    {
        var design = new SmallDesign();
        design.Write("top.f", "top.sv\n");
        design.Write("top.sv", $"module top ({ports});\n  {body}\nendmodule\n");
        return design;
    }
}
