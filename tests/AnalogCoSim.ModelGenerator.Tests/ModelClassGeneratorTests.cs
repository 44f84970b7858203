using Microsoft.CodeAnalysis;

namespace AnalogCoSim.ModelGenerator.Tests;

/// <summary>A description becomes the class that it says, which compiles in a project without unsafe code.</summary>
[Category("Smoke")]
public sealed class ModelClassGeneratorTests
{
    [Test]
    public void Every_kind_of_port_becomes_the_golden_class()
    {
        (string[] sources, _) = Generation.Run(Generation.Golden("Kinds.acsmodel"));

        string actual = Path.Combine(TestContext.CurrentContext.WorkDirectory, "Kinds.actual.cs");
        File.WriteAllText(actual, sources[0]);
        Assert.That(sources[0], Is.EqualTo(Generation.Golden("Kinds.golden.txt")), $"the class is in {actual}");
    }

    [Test]
    public void Class_of_every_kind_of_port_compiles_without_a_warning_and_is_used_like_a_port_list()
    {
        const string Use = """
            using Blocks;
            static class Use
            {
                static void Run(Kinds dut)
                {
                    dut.Reset.Pulse(2);
                    dut.BitI = true;
                    dut.FiveI = 31;
                    dut.SignedFiveI = -16;
                    dut.ByteI = -1;
                    dut.OddI = -1L << 39;
                    dut.JoinedI = (System.UInt128)1 << 99;
                    dut.SignedJoinedI = -System.Int128.One;
                    dut.WideI[6] = 0xff;
                    dut.Clock.Run(10);
                    bool bit = dut.BitO;
                    System.ReadOnlySpan<uint> wide = dut.WideO;
                    System.Int128 joined = dut.JoinedO;
                    byte renamed = dut.OutputPort;
                    renamed = dut.KindsPort;
                    renamed = (byte)(dut._a_b + dut._aB);
                    System.Span<Kinds.Inputs> inputs = new Kinds.Inputs[2];
                    inputs[0].RstNi = true;
                    inputs[0].WideI[0] = 1;
                    inputs[0].SignedFiveI = -1;
                    var outputs = new Kinds.Outputs[2];
                    dut.Burst(inputs, outputs);
                    dut.Clock.RunUntil(() => dut.BitO, atMost: 100);
                }
            }
            """;
        Assert.That(Generation.Run(Generation.Golden("Kinds.acsmodel"), Use).Diagnostics.Where(one => one.Id != "CS8019"), Is.Empty);
    }

    [Test]
    public void Several_clocks_are_drivers_with_the_names_of_their_ports()
    {
        const string Model = "acsmodel 1\nclass Two\nnamespace Blocks\naccess public\ntop two\nfile /rtl/two.sv\nline 1\nclocks wr_clk 1000\nclocks rd_clk 600\nreset high rst\nbuild Check x.so\n"
            + "port in rst 1 0 1 unsigned 1\nport in wr_clk 1 1 1 unsigned 1\nport in rd_clk 1 2 1 unsigned 1\nport in clocks 1 3 1 unsigned 1\ntable in wr_clk 1 0 1\n";
        const string Use = """
            static class Use
            {
                static long Run(Blocks.Two dut)
                {
                    dut.Reset.Pulse();
                    dut.ClocksPort = true;
                    dut.WrClk.Step();
                    dut.Clocks.Run(12_000);
                    return dut.RdClk.Count + dut.Clocks.Picoseconds;
                }
            }
            """;

        (string[] sources, var diagnostics) = Generation.Run(Model, Use);

        Assert.That(diagnostics.Where(one => one.Id != "CS8019"), Is.Empty);
        Assert.That(sources[0], Does.Contain("ClockGroup(this, (\"wr_clk\", 1000), (\"rd_clk\", 600))").And.Contains("WrClk = new global::AnalogCoSim.Verilator.Typed.ClockDriver(this, \"wr_clk\", 0)"));
        Assert.That(sources[0], Does.Not.Contain("Burst("));
    }

    [TestCase("dut.BitO = true;", "CS0200", Description = "outputs are read only")]
    [TestCase("dut.FiveI = 300;", "CS0031")]
    [TestCase("_ = dut.ClkI;", "CS1061", Description = "the clock has a driver of its own")]
    public void What_the_port_list_does_not_have_does_not_compile(string statement, string code) =>
        Assert.That(Generation.Run(Generation.Golden("Kinds.acsmodel"), $"static class Use {{ static void Run(Blocks.Kinds dut) {{ {statement} }} }}").Diagnostics.Select(one => one.Id), Does.Contain(code));

    [TestCase("")]
    [TestCase("acsmodel 2\nclass A\n")]
    [TestCase("acsmodel 1\nclass A\nbuild Check x.so\nport in a many 0 1 unsigned 0\n")]
    [TestCase("acsmodel 1\nclass A\n")]
    [TestCase("acsmodel 1\nclass A\nbuild Check x.so\ndeclared of no port\n")]
    public void Damaged_description_is_an_error_and_no_exception(string text)
    {
        (string[] sources, var diagnostics) = Generation.Run(text);

        Assert.That(sources, Is.Empty);
        Assert.That(diagnostics.Select(one => (one.Id, one.Severity)), Is.EqualTo([("ACSM001", DiagnosticSeverity.Error)]));
    }

    [TestCase("event")]
    [TestCase("A-B")]
    public void Name_that_no_class_can_have_is_an_error_at_the_module(string name)
    {
        Diagnostic error = Generation.Run($"acsmodel 1\nclass {name}\ntop some\nfile /rtl/some.sv\nline 7\nbuild Check x.so\n").Diagnostics.Single();

        Assert.That(error.Id, Is.EqualTo("ACSM002"));
        Assert.That((error.Location.GetLineSpan().Path, error.Location.GetLineSpan().StartLinePosition.Line), Is.EqualTo(("/rtl/some.sv", 6)));
    }

    [Test]
    public void Edit_of_the_project_does_not_write_the_class_anew()
    {
        GeneratorDriver driver = Generation.Driver(new Generation.Text("/obj/Kinds.acsmodel", Generation.Golden("Kinds.acsmodel"))).RunGenerators(Generation.Compilation());
        driver = driver.RunGenerators(Generation.Compilation("class Another;"));

        var steps = driver.GetRunResult().Results.Single().TrackedSteps[ModelClassGenerator.StepName];
        Assert.That(steps.SelectMany(step => step.Outputs).Select(output => output.Reason), Is.All.EqualTo(IncrementalStepRunReason.Cached).Or.EqualTo(IncrementalStepRunReason.Unchanged));
    }
}
