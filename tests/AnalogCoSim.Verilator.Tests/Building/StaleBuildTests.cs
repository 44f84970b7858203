using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;

namespace AnalogCoSim.Verilator.Tests.Building;

/// <summary>What a model depends on besides the files of its list.</summary>
public sealed class StaleBuildTests
{
    private const string Includes = "`include \"a-value.vh\"\nmodule top (input logic [7:0] a_i, output logic [7:0] q_o);\n  assign q_o = a_i + `VALUE;\nendmodule\n";
    private const string Memory = "module top (input logic [1:0] a_i, output logic [7:0] q_o);\n  logic [7:0] m [4];\n  initial $readmemh(\"NAME\", m);\n  assign q_o = m[a_i];\nendmodule\n";

    [Test]
    [CancelAfter(300_000)]
    public void Changed_include_of_any_name_makes_another_model(CancellationToken token)
    {
        using var design = WithInclude();
        BuiltModel first = design.Build();
        Assert.That(design.Build().BuildTime, Is.EqualTo(TimeSpan.Zero), "the second time it comes out of the cache");

        design.Write("b/a-value.vh", "`define VALUE 8'd2\n");
        BuiltModel second = design.Build();

        Assert.That((Sum(first), Sum(second)), Is.EqualTo((1UL, 2UL)));
        Assert.That(second.Key, Is.Not.EqualTo(first.Key));
        design.Write("b/a-value.vh", "`define VALUE 8'd1\n");
        Assert.That((design.Build().Key, design.Build().BuildTime), Is.EqualTo((first.Key, TimeSpan.Zero)), "the earlier state is still there");
    }

    [Test]
    [CancelAfter(300_000)]
    public void New_include_that_is_found_first_makes_another_model(CancellationToken token)
    {
        using var design = WithInclude();
        design.Build();

        design.Write("a/a-value.vh", "`define VALUE 8'd7\n");

        Assert.That(Sum(design.Build()), Is.EqualTo(7UL));
    }

    [TestCase("m.hex", Category = "Nightly")]
    [TestCase("a/much/longer/name/of/a/memory.hex")]
    [CancelAfter(300_000)]
    public void Memory_file_is_part_of_the_model_and_found_from_any_folder(string name, CancellationToken token)
    {
        using var design = new SmallDesign();
        design.Write("top.f", "top.sv\n");
        design.Write("top.sv", Memory.Replace("NAME", name, StringComparison.Ordinal));
        string path = design.Write(name, "11\n22\n33\n44\n");
        BuiltModel first = design.Build();
        Assert.That(Word(first, 2), Is.EqualTo(0x33));

        design.Write(name, "11\n22\n77\n44\n");
        BuiltModel second = design.Build();

        Assert.That((Word(second, 2), second.Key == first.Key), Is.EqualTo((0x77UL, false)));
        File.Delete(path);
        AcsException error = Assert.Throws<AcsException>(() => design.Build())!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.RtlDoesNotCompile, path)));
    }

    [Test]
    [CancelAfter(300_000)]
    public void Memory_file_that_is_no_list_of_numbers_is_an_error_of_the_run(CancellationToken token)
    {
        using var design = new SmallDesign();
        design.Write("top.f", "top.sv\n");
        design.Write("top.sv", Memory.Replace("NAME", "m.hex", StringComparison.Ordinal));
        design.Write("m.hex", "no numbers\n");
        using var model = new VerilatedModel(design.Build());

        Assert.That(Assert.Throws<AcsException>(model.Evaluate)!.Code, Is.EqualTo(ErrorCode.RtlAssertion));
    }

    [TestCase("initial $system(\"true\");")]
    [TestCase("int f; initial f = $fopen(\"x\", \"w\");")]
    [TestCase("int f; initial if ($value$plusargs(\"x=%d\", f)) $display(\"%d\", f);")]
    [CancelAfter(300_000)]
    public void System_functions_that_reach_outside_are_refused(string statement, CancellationToken token)
    {
        using var design = new SmallDesign();
        design.Write("top.f", "top.sv\n");
        design.Write("top.sv", $"module top (input logic a_i, output logic q_o);\n  {statement}\n  assign q_o = a_i;\nendmodule\n");

        Assert.That(Assert.Throws<AcsException>(() => design.Build())!.Code, Is.EqualTo(ErrorCode.RtlUnsupported));
    }

    private static SmallDesign WithInclude()
    {
        var design = new SmallDesign();
        design.Write("top.f", "+incdir+a\n+incdir+b\ntop.sv\n");
        design.Write("top.sv", Includes);
        design.Write("a/other.vh", "// nothing\n");
        design.Write("b/a-value.vh", "`define VALUE 8'd1\n");
        return design;
    }

    private static ulong Sum(BuiltModel built)
    {
        using var model = new VerilatedModel(built);
        model.Evaluate();
        return model.Get("q_o");
    }

    private static ulong Word(BuiltModel built, ulong address)
    {
        using var model = new VerilatedModel(built);
        model.Set("a_i", address);
        model.Evaluate();
        return model.Get("q_o");
    }
}
