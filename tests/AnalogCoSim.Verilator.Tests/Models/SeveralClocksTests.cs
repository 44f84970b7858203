using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Models;

/// <summary>Models without a clock of their own drive several ports as clocks, edge by edge in the order of time.</summary>
[Category("Smoke")]
public sealed class SeveralClocksTests
{
    [Test]
    public void Edges_of_both_clocks_come_in_the_order_of_their_times()
    {
        using VerilatedModel model = Start(ModelFlavour.Check, 1000, 600);

        // Rising edges by hand: at 500, 1500, 2500, ... and at 300, 900, 1500, ...
        foreach ((ulong time, ulong written, ulong read) in ((ulong, ulong, ulong)[])[(299, 0, 0), (300, 0, 1), (499, 0, 1), (500, 1, 1), (899, 1, 1), (900, 1, 2), (1499, 1, 2), (1500, 2, 3), (10_000, 10, 17)])
        {
            model.AdvanceTime(time - model.Picoseconds);
            Collect(model);
            Assert.That((model.Picoseconds, model.Get("written_o"), model.Get("read_o")), Is.EqualTo((time, written, read)));
            Assert.That((model.EdgesOf(0), model.EdgesOf(1), model.Cycle), Is.EqualTo((written, read, written)));
        }
    }

    [Test]
    public void A_clock_is_waited_for_while_the_other_goes_on()
    {
        using VerilatedModel model = Start(ModelFlavour.Check, 1000, 600);

        model.AdvanceEdges(1, 3);

        Assert.That((model.Picoseconds, model.EdgesOf(0), model.EdgesOf(1)), Is.EqualTo((1500UL, 2UL, 3UL)), "edges of one time come together");
    }

    [Test]
    public void Data_crosses_from_one_domain_to_the_other_with_the_edges()
    {
        using VerilatedModel model = Start(ModelFlavour.Check, 1000, 600);
        model.Port<byte>("data_i") = 7;
        model.AdvanceTime(500);
        Collect(model);
        Assert.That(model.Get("data_o"), Is.EqualTo(1UL), "written, not yet read");
        model.AdvanceTime(400);
        Collect(model);
        Assert.That(model.Get("data_o"), Is.EqualTo(8UL));
    }

    [Test]
    public void Assertion_is_told_with_the_clock_of_the_first()
    {
        using VerilatedModel model = Start(ModelFlavour.Check, 1000, 600);

        AcsException error = Assert.Throws<AcsException>(() => model.AdvanceTime(100_000))!;

        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.RtlAssertion, error.Where)));
        Assert.That(error.Where, Does.EndWith("clock 51"));
        Assert.That(error.Actual, Does.Contain("fifty"));
    }

    [Test]
    public void Snapshot_keeps_the_phases_of_the_clocks()
    {
        using VerilatedModel model = Start(ModelFlavour.Check, 1000, 600);
        model.AdvanceTime(1234);
        using ModelSnapshot saved = model.Save();
        ulong[] first = Course(model);

        model.Restore(saved);

        Assert.That(Course(model), Is.EqualTo(first));

        static ulong[] Course(VerilatedModel model) => [.. Enumerable.Range(0, 20).SelectMany(_ =>
        {
            model.AdvanceTime(170);
            Collect(model);
            return (ulong[])[model.Picoseconds, model.Get("written_o"), model.Get("read_o"), model.EdgesOf(0), model.EdgesOf(1)];
        })];
    }

    [Test]
    public void Waves_have_the_edges_at_their_times_in_ps()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "two-clocks.fst");
        using VerilatedModel model = Start(ModelFlavour.Trace, 1000, 600);
        model.Trace(path);
        model.AdvanceTime(3000);
        model.Trace(null);

        FstChanges waves = FstChanges.Read(path, "wr_clk_i", "rd_clk_i");
        Assert.That(waves.Exponent, Is.EqualTo(-12));
        Assert.That(waves.Rises("wr_clk_i"), Is.EqualTo((ulong[])[500, 1500, 2500]));
        Assert.That(waves.Rises("rd_clk_i"), Is.EqualTo((ulong[])[300, 900, 1500, 2100, 2700]));
    }

    [Test]
    public void Ports_that_are_no_clocks_and_models_with_a_clock_of_their_own_are_refused()
    {
        using VerilatedModel model = Start(ModelFlavour.Check, 1000, 600);
        Assert.Throws<ArgumentException>(() => model.DriveClocks([("data_i", 1, 1)]));
        Assert.Throws<ArgumentException>(() => model.DriveClocks([("wr_clk_i", 0, 1)]));
        using var toy = new VerilatedModel(ToyModels.Build(ModelFlavour.Check));
        Assert.That(Assert.Throws<AcsException>(() => toy.DriveClocks([("rst_ni", 1, 1)]))!.Code, Is.EqualTo(ErrorCode.ToolFailed));
        Assert.That(Assert.Throws<AcsException>(() => toy.AdvanceTime(10))!.Code, Is.EqualTo(ErrorCode.ToolFailed));
    }

    private static VerilatedModel Start(ModelFlavour flavour, ulong write, ulong read)
    {
        var specification = new ModelSpecification(ToyModels.Sources("acs_two_clocks"), flavour) { Clock = ModelSpecification.NoClock, ClockPicoseconds = 2 };
        var model = new VerilatedModel(VerilatorBuild.Default.Build(specification));
        model.DriveClocks([("wr_clk_i", write / 2, write / 2), ("rd_clk_i", read / 2, read / 2)]);
        model.Port<byte>("rst_ni") = 1;
        return model;
    }

    private static void Collect(VerilatedModel model)
    {
        foreach (string port in (ReadOnlySpan<string>)["written_o", "read_o", "data_o"])
        {
            model.Bytes(port)[0] = model.Port<byte>(port);
        }
    }
}
