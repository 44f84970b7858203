using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Chip.Program;

/// <summary>The route tables of a program.</summary>
public static class ProgramRoutes
{
    /// <summary>The tables that a program configures: receptions of combining tiles and hops.</summary>
    /// <param name="program">Program.</param>
    /// <returns>Tables.</returns>
    /// <exception cref="AcsException">ACS0801 if a tile has two entries for one path id.</exception>
    public static RouteTable Of(ChipProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var table = new RouteTable();
        foreach (CoreSlice slice in program.Cores)
        {
            if (slice.Ldpu.Combine)
            {
                table.Add(slice.Core, slice.Ldpu.RxPath, new RouteEntry(slice.Ldpu.RxMask, 0, Consume: true));
            }

            foreach (HopRoute hop in slice.Hops)
            {
                table.Add(hop.Tile, hop.Path, new RouteEntry(hop.RxMask, hop.ForwardMask, Consume: false));
            }
        }

        return table;
    }
}
