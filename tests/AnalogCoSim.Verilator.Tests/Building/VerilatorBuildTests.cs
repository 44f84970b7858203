using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Building;

[Category("Smoke")]
public sealed class VerilatorBuildTests
{
    [Test]
    public void Rtl_that_does_not_compile_is_located_by_file_line_and_column()
    {
        var specification = new ModelSpecification(ToyModels.Sources("acs_broken"), ModelFlavour.Fast);

        var error = Assert.Throws<AcsException>(() => VerilatorBuild.Default.Build(specification))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlDoesNotCompile));
            Assert.That(error.Where, Is.EqualTo("acs_broken.sv:6:37"));
            Assert.That(error.Actual, Does.Contain("no_such_signal"));
            Assert.That(error.Remedy, Does.Contain("verilator --lint-only"));
        });
    }

    [Test]
    public void Second_build_comes_out_of_the_cache()
    {
        BuiltModel first = ToyModels.Build(ModelFlavour.Fast);

        BuiltModel second = ToyModels.Build(ModelFlavour.Fast);

        Assert.That((second.LibraryPath, second.BuildTime), Is.EqualTo((first.LibraryPath, TimeSpan.Zero)));
    }

    [Test]
    [Category("Nightly")]
    public void Flavours_have_libraries_of_their_own()
    {
        Assert.That(ToyModels.Build(ModelFlavour.Check).LibraryPath, Is.Not.EqualTo(ToyModels.Build(ModelFlavour.Fast).LibraryPath));
    }

    [Test]
    public void Trace_flavour_writes_waves()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "toy.fst");
        File.Delete(path);
        using (var model = new VerilatedModel(ToyModels.Build(ModelFlavour.Trace)))
        {
            model.Set("rst_ni", 1);
            model.Trace(path);
            model.Run(100);
            model.Trace(null);
        }

        Assert.That(new FileInfo(path).Length, Is.GreaterThan(300));
    }

    [Test]
    public void Cover_flavour_writes_counters()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "toy.cov");
        using (var model = new VerilatedModel(ToyModels.Build(ModelFlavour.Cover)))
        {
            model.Set("rst_ni", 1);
            model.Run(100);
            model.WriteCoverage(path);
        }

        Assert.That(File.ReadAllText(path), Does.Contain("acs_toy.sv"));
    }

    [Test]
    public void Unknown_top_module_is_a_coded_error()
    {
        Assert.That(Assert.Throws<AcsException>(() => ToyModels.Sources("no_such_module"))!.Code, Is.EqualTo(ErrorCode.DataNotFound));
    }

    [TestCase("VL_IN8(&clk_i,0,0);", "clk_i", 1, 1)]
    [TestCase("VL_IN16(&a,11,0);", "a", 12, 2)]
    [TestCase("VL_OUT(&b,31,8);", "b", 24, 4)]
    [TestCase("VL_OUT64(&c,39,0);", "c", 40, 8)]
    [TestCase("VL_OUTW(&d,255,0,8);", "d", 256, 32)]
    [TestCase("VL_OUTW(d,255,0,8);", "d", 256, 32)]
    public void Port_declarations_of_old_and_new_headers_are_read(string line, string name, int width, int bytes)
    {
        PortTable table = PortTable.FromHeader(line);

        Assert.That((table[name].Width, table[name].Bytes), Is.EqualTo((width, bytes)));
        Assert.That(PortTable.FromDescription(table.Describe()).Ports, Is.EqualTo(table.Ports));
    }
}
