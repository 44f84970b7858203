using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilate.Tests;

/// <summary>What the targets write is read as it was meant.</summary>
[Category("Smoke")]
public sealed class RequestFileTests
{
    private const string Usual = "root=/p\tnamespace=N\taccess=public\tperiod=1000\tresetlevel=\tflavours=Check";

    [Test]
    public void Items_with_one_top_are_one_model_and_others_models_of_their_own()
    {
        IReadOnlyList<ModelRequest> models = RequestFile.Parse([$"{Usual}\tfile=rtl/a.sv\ttop=my_fifo", $"{Usual}\tfile=rtl/b.sv\ttop=my_fifo", $"{Usual}\tfile=rtl/uart.sv\ttop="]);

        Assert.That(models.Select(model => (model.Top, model.Class, string.Join(' ', model.Files))), Is.EqualTo([("my_fifo", "MyFifo", "/p/rtl/a.sv /p/rtl/b.sv"), ("uart", "Uart", "/p/rtl/uart.sv")]));
    }

    [Test]
    public void Lists_keep_their_values_and_order()
    {
        ModelRequest model = RequestFile.Parse([
            "root=/p\tnamespace=\taccess=internal\tperiod=2500\tresetlevel=low\tfile=a.sv\ttop=a\tflavours=Trace;check"
            + "\tincludes=inc;/abs\tdefines=A;B=1 + 2\tparameters=W=8;D=4'd3\targuments=-Wno-X;--foo"]).Single();

        Assert.That(model.Flavours, Is.EqualTo([ModelFlavour.Trace, ModelFlavour.Check]));
        Assert.That(model.IncludeFolders, Is.EqualTo(["/p/inc", "/abs"]));
        Assert.That(model.Defines, Is.EqualTo(["A", "B=1 + 2"]));
        Assert.That(model.Parameters, Is.EquivalentTo(new Dictionary<string, string> { ["W"] = "8", ["D"] = "4'd3" }));
        Assert.That(model.Arguments, Is.EqualTo(["-Wno-X", "--foo"]));
    }

    [TestCase("clk", "1000", "clk 1000")]
    [TestCase("a;b", "600;1000", "a 600, b 1000")]
    [TestCase("a;b", "600", "a 600, b 600")]
    [TestCase("", "800", " 800")]
    public void Each_clock_has_its_period(string clocks, string periods, string expected)
    {
        ModelRequest model = RequestFile.Parse([$"{Usual.Replace("1000", periods, StringComparison.Ordinal)}\tfile=a.sv\ttop=a\tclock={clocks}"]).Single();

        Assert.That(string.Join(", ", model.Clocks.Select(clock => $"{clock.Port} {clock.Picoseconds}")), Is.EqualTo(expected));
    }

    [TestCase("period=1000;600")]
    [TestCase("clock=a;a")]
    [TestCase("flavours=Czech")]
    [TestCase("flavours=9")]
    [TestCase("period=3")]
    [TestCase("access=private")]
    [TestCase("resetlevel=middle")]
    [TestCase("parameters=W")]
    public void Wrong_value_is_refused_with_the_file_of_its_item(string part)
    {
        string line = string.Join('\t', $"{Usual}\tfile=a.sv\ttop=a".Split('\t').Where(one => one.Split('=')[0] != part.Split('=')[0]).Append(part));

        AcsException error = Assert.Throws<AcsException>(() => RequestFile.Parse([line]))!;

        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.RtlFileList, "/p/a.sv")));
    }

    [Test]
    public void Two_tops_for_one_class_are_refused() =>
        Assert.Throws<AcsException>(() => RequestFile.Parse([$"{Usual}\tfile=a.sv\ttop=a\tclass=X", $"{Usual}\tfile=b.sv\ttop=b\tclass=X"]));

    [TestCase("s_axis_tdata", "SAxisTdata")]
    [TestCase("picoRV32", "PicoRV32")]
    [TestCase("8b10b", "_8b10b")]
    [TestCase("a.b$c", "ABC")]
    public void Names_of_classes_are_the_words_of_the_module(string name, string expected) => Assert.That(PascalCase.Of(name), Is.EqualTo(expected));
}
