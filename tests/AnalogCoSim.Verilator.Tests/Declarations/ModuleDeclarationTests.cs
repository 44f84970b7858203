using AnalogCoSim.Verilator.Declarations;

namespace AnalogCoSim.Verilator.Tests.Declarations;

/// <summary>Ports declared in every style are read with their sign, place and documentation.</summary>
[Category("Smoke")]
public sealed class ModuleDeclarationTests
{
    [TestCase("input logic signed [7:0] x", true)]
    [TestCase("input logic [7:0] x", false)]
    [TestCase("input var logic signed [7:0] x", true)]
    [TestCase("input wire signed [7:0] x", true)]
    [TestCase("input signed [7:0] x", true)]
    [TestCase("input int x", true)]
    [TestCase("input int unsigned x", false)]
    [TestCase("input byte x", true)]
    [TestCase("input sample_t x", true)]
    [TestCase("input pkg::sample_t x", true)]
    [TestCase("input deep_t x", true)]
    [TestCase("input sample_t [3:0] x", false)]
    [TestCase("input packed_t x", false)]
    [TestCase("input signed_packed_t x", true)]
    [TestCase("input state_t x", false)]
    [TestCase("input plain_enum_t x", true)]
    [TestCase("input T x", true)]
    [TestCase("input logic signed [7:0] a, x", true)]
    [TestCase("input logic signed [7:0] a, input [7:0] x", false)]
    [TestCase("input logic [W-1:0] x = 8'sd1", false)]
    public void Sign_of_a_port_is_the_declared_one(string ports, bool isSigned)
    {
        PortDeclaration port = Read($"module top #(parameter int W = 8, parameter type T = logic signed [3:0]) ({ports}); endmodule").Ports.Single(one => one.Name == "x");

        Assert.That((port.Direction, port.IsSigned), Is.EqualTo(("input", isSigned)));
    }

    [TestCase("module top(x, y); input signed [7:0] x; output y; reg y; endmodule")]
    [TestCase("module top(x, y); input [7:0] x; wire signed [7:0] x; output reg y; endmodule")]
    [TestCase("module top(y, x); function f; input [3:0] x; f = x[0]; endfunction output y; input signed [7:0] x; endmodule")]
    [TestCase("module top import pkg::*; #(parameter A = (1 + 2)) (x, y); parameter B = 1; input signed [B:0] x; output [1:0] y; endmodule")]
    public void Ports_declared_in_the_body_are_read_as_well(string code)
    {
        ModuleDeclaration module = Read(code);

        Assert.That(module.Ports.Select(port => (port.Name, port.Direction, port.IsSigned)), Is.EquivalentTo([("x", "input", true), ("y", "output", false)]));
    }

    [TestCase("axi_if.slave bus", "bus")]
    [TestCase("axi_if bus", "bus")]
    [TestCase("interface bus", "bus")]
    [TestCase("input a, unknown_if.mp bus", "bus")]
    public void Interface_is_told_from_a_type(string ports, string name) =>
        Assert.That(Read($"interface axi_if; logic a; modport slave(input a); endinterface\nmodule top ({ports}); endmodule").Ports.Single(port => port.Name == name).Direction, Is.EqualTo("interface"));

    [Test]
    public void Unpacked_dimensions_and_inout_are_seen()
    {
        ModuleDeclaration module = Read("module top (input logic [7:0] list [4][2], inout wire pad); endmodule");

        Assert.That(module.Ports.Select(port => (port.Name, port.Direction, port.Unpacked)), Is.EqualTo([("list", "input", "[4] [2]"), ("pad", "inout", string.Empty)]));
    }

    [Test]
    public void Documentation_and_places_are_those_of_the_text()
    {
        ModuleDeclaration module = Read("// other\n/// A counter.\n/// Of clocks.\nmodule top (\n"
            + "  input logic clk_i,\n  /// Counts when 1.\n  input logic [3:0] enable, // no documentation\n  output logic [7:0] count  /// Value now.\n);\nendmodule");

        Assert.That((module.Line, module.Documentation), Is.EqualTo((4, "A counter.\nOf clocks.")));
        Assert.That(module.Ports.Select(port => (port.Name, port.Line, port.Column, port.Documentation, port.Text, port.IsBit)), Is.EqualTo([
            ("clk_i", 5, 15, string.Empty, "input logic clk_i", true),
            ("enable", 7, 21, "Counts when 1.", "input logic [3:0] enable", false),
            ("count", 8, 22, "Value now.", "output logic [7:0] count", false),
        ]));
    }

    [Test]
    public void Comments_texts_and_directives_are_no_code() =>
        Assert.That(Read("`define X module top(input a);\n/* module top(input b); */\n`ifdef FOO\n`else\n`endif\n"
            + "module \\odd.name (input q); endmodule\nmodule top (input logic \\a.b , input c);\ninitial $display(\"module top(\");\nendmodule").Ports.Select(port => port.Name),
            Is.EqualTo(["a.b", "c"]));

    [Test]
    public void Module_that_is_not_there_is_null() => Assert.That(ModuleDeclaration.Parse("other", ("a.sv", "module top; endmodule")), Is.Null);

    private static ModuleDeclaration Read(string code) => ModuleDeclaration.Parse("top", ("types.sv", """
        package pkg; typedef logic signed [7:0] sample_t; endpackage
        typedef sample_t deep_t;
        typedef struct packed { logic signed [3:0] a; logic b; } packed_t;
        typedef struct packed signed { logic [3:0] a; logic b; } signed_packed_t;
        typedef enum logic [1:0] { Idle, Run } state_t;
        typedef enum { One, Two } plain_enum_t;
        """), ("top.sv", code))!;
}
