using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Register writes to a core that neither works nor forwards in a layer.</summary>
internal static class RestingCores
{
    /// <summary>Writes of all registers of one such core: every bit wrong, then right.</summary>
    /// <param name="chip">The chip.</param>
    /// <param name="step">Layer that runs.</param>
    /// <param name="turn">Chooses the core: each in turn.</param>
    /// <returns>The writes; empty where every core is busy.</returns>
    public static IReadOnlyList<ConfigWrite> Writes(ProgrammedChip chip, CrossbarStep step, int turn)
    {
        CoreSlice[] slices = [.. step.Groups.SelectMany(group => group.Chain)];
        HashSet<int> busy = [.. slices.Select(slice => slice.Core), .. slices.SelectMany(slice => slice.Hops).Select(hop => hop.Tile)];
        int[] resting = [.. chip.Program.Cores.Select(slice => slice.Core).Where(core => !busy.Contains(core)).Order()];
        if (resting.Length == 0)
        {
            return [];
        }

        int core = resting[(int)((uint)turn % (uint)resting.Length)];
        IReadOnlyList<ConfigWrite> right = ChipConfiguration.OfTile(core, chip.Registers(core));
        return [.. right.Select(write => write with { Data = ~write.Data }), .. right];
    }
}
