using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Support;

/// <summary>Single blocks of the chip as models, with assertions.</summary>
internal static class BlockModels
{
    /// <summary>Builds a block and resets it.</summary>
    /// <param name="top">Module.</param>
    /// <param name="rtlRoot">Folder with <c>rtl/</c>; null for the project's.</param>
    /// <returns>An instance after reset, all inputs 0 but the reset.</returns>
    public static VerilatedModel Create(string top, string? rtlRoot = null)
    {
        var model = new VerilatedModel(VerilatorBuild.Default.Build(new ModelSpecification(RtlTree.SourcesOf(top, rtlRoot), ModelFlavour.Check)));
        model.Set("rst_ni", 0);
        model.Run(2);
        model.Set("rst_ni", 1);
        return model;
    }

    /// <summary>Writes one configuration register.</summary>
    /// <param name="model">Block.</param>
    /// <param name="address">Address.</param>
    /// <param name="data">Data.</param>
    public static void Configure(this VerilatedModel model, int address, uint data)
    {
        model.Set("cfg_valid_i", 1);
        model.Set("cfg_addr_i", (ulong)address);
        model.Set("cfg_data_i", data);
        model.Run();
        model.Set("cfg_valid_i", 0);
    }
}
