using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Tests.Toys;
using AnalogCoSim.Verilator.Typed;

namespace AnalogCoSim.Verilator.Tests.Typed;

/// <summary>A toy as a typed module, without its ports: they are reached through the model below. The builds are those of the tests of models.</summary>
internal sealed class ToyModule : RtlModule
{
    private ToyModule(BuiltModel built, string clock)
        : base(new RtlModuleType(typeof(ToyModule).Assembly, built.Top, clock, built.Ports.Describe(), new RtlBuild(built.Flavour, built.LibraryPath)), null)
    {
    }

    /// <summary>A wide port in place.</summary>
    public Span<uint> Words(string port) => WordsOf(port).Words;

    /// <summary>The toy with every kind of port.</summary>
    public static ToyModule Toy(ModelFlavour flavour, bool forceable = false) =>
        new(VerilatorBuild.Default.Build(new ModelSpecification(ToyModels.Sources(), flavour) { ForceableRegisters = forceable }), ModelSpecification.UsualClock);

    /// <summary>The toy with two clocks, 1000 and 600 ps, out of reset.</summary>
    public static ToyModule TwoClocks(out ClockGroup clocks)
    {
        var specification = new ModelSpecification(ToyModels.Sources("acs_two_clocks"), ModelFlavour.Check) { Clock = ModelSpecification.NoClock, ClockPicoseconds = 2 };
        var module = new ToyModule(VerilatorBuild.Default.Build(specification), ModelSpecification.NoClock);
        clocks = new ClockGroup(module, ("wr_clk_i", 1000), ("rd_clk_i", 600));
        module.Model.Port<byte>("rst_ni") = 1;
        return module;
    }
}
