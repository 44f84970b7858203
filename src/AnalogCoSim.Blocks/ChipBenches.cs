using AnalogCoSim.Blocks.Chips;
using AnalogCoSim.Blocks.Config;
using AnalogCoSim.Blocks.Fp16;
using AnalogCoSim.Blocks.Ldpu;
using AnalogCoSim.Blocks.Link;
using AnalogCoSim.Blocks.LinkTx;
using AnalogCoSim.Blocks.Tiles;
using AnalogCoSim.Testbench.Benches;

namespace AnalogCoSim.Blocks;

/// <summary>The benches of this chip's blocks.</summary>
public static class ChipBenches
{
    /// <summary>All of them.</summary>
    public static BlockBenches All { get; } = new(
        new Fp16UnitBench(),
        new LdpuBench(),
        new LinkBench(),
        new LinkTxBench(),
        new TileBench(),
        new PinBench("chip-wiring", () => new ChipWiringModel()),
        new PinBench("config-registers", () => new ConfigRegistersModel()));
}
