using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>A reset that waits for a clock is noticed, module by module.</summary>
[Category("Nightly")]
public sealed class ResetTests
{
    [TestCase("core/acs_cfg_regs.sv")]
    [TestCase("core/acs_drain_ctrl.sv")]
    [TestCase("core/acs_input_regs.sv")]
    [TestCase("core/acs_mvm_ctrl.sv")]
    [TestCase("ldpu/acs_ldpu.sv")]
    [TestCase("ldpu/acs_ldpu_activation.sv")]
    [TestCase("ldpu/acs_ldpu_convert.sv")]
    [TestCase("link/acs_link.sv")]
    [TestCase("link/acs_link_tx.sv")]
    public void Reset_of_a_module_that_waits_for_a_clock_is_noticed(string file)
    {
        using var copy = new RtlCopy();
        string path = Path.Combine(copy.Root, "rtl", file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(" or negedge rst_ni", string.Empty, StringComparison.Ordinal));
        BuiltModel built = TileModels.Build(copy.Root);

        Assert.That(new TileRegression(built.Ports, 1).Run(built), Does.Contain("in a reset without a clock"));
    }
}
