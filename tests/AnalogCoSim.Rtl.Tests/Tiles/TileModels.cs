using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>Builds for the tests of the tile: with assertions, and with registers that power up at random.</summary>
internal static class TileModels
{
    /// <summary>Builds the tile or a block of it.</summary>
    /// <param name="rtlRoot">Folder with <c>rtl/</c>; null for the project's.</param>
    /// <param name="top">Module.</param>
    /// <returns>The model.</returns>
    public static BuiltModel Build(string? rtlRoot = null, string top = "acs_tile") =>
        VerilatorBuild.Default.Build(new ModelSpecification(RtlTree.SourcesOf(top, rtlRoot), ModelFlavour.Check) { RandomPowerUp = true });
}
