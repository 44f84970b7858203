using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Configuration;

/// <summary>The register writes that put a program into the RTL.</summary>
public static class ChipConfiguration
{
    /// <summary>All writes of a chip: tile by tile in ascending order, column registers before routes before control; tiles that only forward get their routes.</summary>
    /// <param name="program">What the chip runs.</param>
    /// <param name="registers">LDPU registers of a core that the program uses.</param>
    /// <returns>Writes in the order to apply them.</returns>
    public static IReadOnlyList<ConfigWrite> Of(ChipProgram program, Func<int, LdpuRegisters> registers)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(registers);
        var used = program.Cores.Select(slice => slice.Core).ToHashSet();
        RouteTable routes = ProgramRoutes.Of(program);
        var writes = new List<ConfigWrite>();
        for (int tile = 0; tile < ChipGeometry.Cores; tile++)
        {
            if (used.Contains(tile))
            {
                AddColumns(writes, tile, registers(tile));
            }

            foreach ((byte path, RouteEntry entry) in routes.Entries(tile))
            {
                writes.Add(Route(tile, path, entry));
            }

            if (used.Contains(tile))
            {
                AddControl(writes, tile, registers(tile));
            }
        }

        return writes;
    }

    /// <summary>The writes of one tile's own registers, without routes.</summary>
    /// <param name="tile">Tile 0..63.</param>
    /// <param name="registers">Registers.</param>
    /// <returns>Column registers, then control.</returns>
    public static IReadOnlyList<ConfigWrite> OfTile(int tile, LdpuRegisters registers)
    {
        ArgumentNullException.ThrowIfNull(registers);
        var writes = new List<ConfigWrite>();
        AddColumns(writes, tile, registers);
        AddControl(writes, tile, registers);
        return writes;
    }

    /// <summary>The write of one route.</summary>
    /// <param name="tile">Tile 0..63.</param>
    /// <param name="path">Path id.</param>
    /// <param name="entry">What the tile does with packets of this path.</param>
    /// <returns>The write; it makes the entry valid.</returns>
    public static ConfigWrite Route(int tile, byte path, RouteEntry entry) =>
        new(tile, RegisterMap.RouteBase + path, RegisterMap.PackRoute(entry.RxMask, entry.ForwardMask, entry.Consume));

    private static void AddColumns(List<ConfigWrite> writes, int tile, LdpuRegisters r)
    {
        for (int c = 0; c < ChipGeometry.CrossbarSize; c++)
        {
            writes.Add(new ConfigWrite(tile, RegisterMap.ColumnScaleBase + c, RegisterMap.PackColumnScale(r.ScaleP[c], r.ScaleN[c])));
            writes.Add(new ConfigWrite(tile, RegisterMap.ColumnAffineBase + c, RegisterMap.PackColumnAffine(r.Offset[c], r.AffineScale[c])));
            writes.Add(new ConfigWrite(tile, RegisterMap.ColumnBiasBase + c, RegisterMap.PackColumnBias(r.AffineOffset[c])));
        }
    }

    private static void AddControl(List<ConfigWrite> writes, int tile, LdpuRegisters r)
    {
        writes.Add(new ConfigWrite(tile, RegisterMap.SRx, RegisterMap.PackSRx(r.RxScale)));
        writes.Add(new ConfigWrite(tile, RegisterMap.TxSelect, RegisterMap.PackTxSelect(r.TxFirst, r.TxLast)));
        writes.Add(new ConfigWrite(tile, RegisterMap.RxSelect, RegisterMap.PackRxSelect(r.RxFirst, r.RxLast)));
        writes.Add(new ConfigWrite(tile, RegisterMap.Ctrl, RegisterMap.PackCtrl(r.Relu1, r.Relu2, r.Combine, r.TxEnable, r.TxMask, r.TxPath)));
    }
}
