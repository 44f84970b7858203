using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;

namespace AnalogCoSim.Verilator.Tests.Building;

/// <summary>File lists say what is compiled, whatever lies beside it and whatever the folders are called.</summary>
public sealed class SourceListTests
{
    private const string Top = "module top (input logic a_i, output logic q_o);\n  inner u_inner (.a_i, .q_o);\nendmodule\n";
    private const string Inner = "module inner (input logic a_i, output logic q_o);\n  assign q_o = a_i;\nendmodule\n";

    [Test]
    public void Two_listed_files_for_one_module_are_an_error_that_names_both()
    {
        using var design = Design("top.sv\ninner.sv\nold/inner.sv\n");
        design.Write("old/inner.sv", Inner);

        AcsException error = Assert.Throws<AcsException>(() => design.Build())!;

        Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlFileList));
        Assert.That(error.Where + error.Actual, Does.Contain("old/inner.sv").And.Contain("design/inner.sv"));
    }

    [Test]
    [CancelAfter(300_000)]
    public void Module_that_is_found_by_its_name_beside_the_list_is_an_error(CancellationToken token)
    {
        using var design = Design("top.sv\n");

        Assert.That(Assert.Throws<AcsException>(() => design.Build())!.Code, Is.EqualTo(ErrorCode.RtlFileList));
    }

    [TestCase("-y library\n", "top.f:1")]
    [TestCase("top.sv\nmissing.sv\n", "top.f:2")]
    [TestCase("-F missing.f\n", "top.f:1")]
    public void Wrong_line_of_a_list_is_located(string list, string place)
    {
        using var design = Design(list);

        AcsException error = Assert.Throws<AcsException>(() => design.Build())!;

        Assert.That((error.Code, error.Where!.EndsWith(place, StringComparison.Ordinal)), Is.EqualTo((ErrorCode.RtlFileList, true)), error.Where);
    }

    [TestCase("top.f", "// all")]
    [TestCase("top.sv", "top.sv")]
    [CancelAfter(20_000)]
    public void Pipe_in_place_of_a_list_or_file_is_refused_without_waiting(string pipe, string list)
    {
        using var design = Design(list + "\n");
        string path = Path.Combine(design.Root, pipe);
        File.Delete(path);
        using (var make = System.Diagnostics.Process.Start("mkfifo", path))
        {
            make.WaitForExit();
        }

        Assert.That(Assert.Throws<AcsException>(() => design.Build())!.Code, Is.EqualTo(ErrorCode.RtlFileList));
    }

    [TestCase("with blank", Category = "Nightly")]
    [TestCase("$(touch planted)", Category = "Nightly")]
    [TestCase("line\nbreak", Category = "Nightly")]
    [TestCase("quote\"'`$HOME")]
    [CancelAfter(300_000)]
    public void Folder_of_the_sources_and_of_the_cache_may_have_any_name(string name, CancellationToken token)
    {
        using var design = new SmallDesign(name);
        design.Write("top.f", "top.sv\ninner.sv\n");
        design.Write("top.sv", Top);
        design.Write("inner.sv", Inner);
        using var odd = new SmallDesign { Cache = new(Path.Combine(design.Root, "cache")) };
        odd.Write("top.f", "top.sv\ninner.sv\n");
        odd.Write("top.sv", Top);
        odd.Write("inner.sv", Inner);

        Assert.That(Echo(design.Build()), Is.EqualTo(1));
        Assert.That(Echo(odd.Build()), Is.EqualTo(1));
        Assert.That(File.Exists("planted"), Is.False);
    }

    [TestCase("a b.sv")]
    [TestCase("$(x).sv")]
    public void File_with_a_name_that_verilator_cannot_take_is_refused(string name)
    {
        using var design = Design($"top.sv\n{name}\n");
        design.Write(name, "module inner (input logic a_i, output logic q_o);\nendmodule\n");

        Assert.That(Assert.Throws<AcsException>(() => design.Build())!.Code, Is.EqualTo(ErrorCode.RtlUnsupported));
    }

    private static SmallDesign Design(string list)
    {
        var design = new SmallDesign();
        design.Write("top.f", list);
        design.Write("top.sv", Top);
        design.Write("inner.sv", Inner);
        return design;
    }

    private static ulong Echo(BuiltModel built)
    {
        using var model = new VerilatedModel(built);
        model.Set("a_i", 1);
        model.Evaluate();
        return model.Get("q_o");
    }
}
