using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Typed;

namespace AnalogCoSim.NUnit.Tests;

/// <summary>What the generator would make of <c>tally.sv</c>, by hand: the projects of this repository build without Verilator.</summary>
internal sealed class Tally : RtlModule
{
    private static readonly Lazy<RtlModuleType> ModuleType = new(() =>
    {
        BuiltModel[] built = [.. ((ModelFlavour[])[ModelFlavour.Check, ModelFlavour.Trace, ModelFlavour.Fast]).Select(Build)];
        return new RtlModuleType(typeof(Tally).Assembly, "tally", "clk_i", built[0].Ports.Describe(), [.. built.Select(one => new RtlBuild(one.Flavour, one.LibraryPath))]);
    });

    private PortCell<byte> _enable;
    private PortCell<byte> _count;

    public Tally(ModelOptions? options = null)
        : base(ModuleType.Value, options)
    {
        Made++;
        _enable = CellOf<byte>("enable_i");
        _count = CellOf<byte>("count_o");
        Clock = new ClockDriver(this, "clk_i");
        Reset = new ResetDriver(this, "rst_ni", activeLow: true);
    }

    public static int Made { get; private set; }

    public ClockDriver Clock { get; }

    public ResetDriver Reset { get; }

    public bool Enable
    {
        get => _enable.Value != 0;
        set => _enable.Value = value ? (byte)1 : (byte)0;
    }

    public byte Count => _count.Value;

    private static BuiltModel Build(ModelFlavour flavour) => VerilatorBuild.Default.Build(
        new ModelSpecification(RtlSources.FromFolder("tally", Path.Combine(AppContext.BaseDirectory, "Rtl")), flavour) { ForceableRegisters = flavour != ModelFlavour.Fast });
}
