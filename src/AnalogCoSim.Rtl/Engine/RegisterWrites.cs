using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Turns register values into configuration writes.</summary>
public static class RegisterWrites
{
    /// <summary>All writes that load a program into the chip: LDPU registers of the cores in use, routes of all tiles.</summary>
    /// <param name="chip">The programmed chip.</param>
    /// <returns>The writes, tile by tile.</returns>
    public static IReadOnlyList<ConfigWrite> Of(ProgrammedChip chip)
    {
        ArgumentNullException.ThrowIfNull(chip);
        var writes = new List<ConfigWrite>();
        foreach (CoreSlice slice in chip.Program.Slices)
        {
            writes.AddRange(Ldpu(slice.Core, chip.Registers(slice.Core)));
        }

        RouteTable routes = RouteTable.From(chip.Program);
        for (int tile = 0; tile < ChipGeometry.Cores; tile++)
        {
            foreach (var (path, entry) in routes.Entries(tile))
            {
                writes.Add(Route(tile, path, entry));
            }
        }

        return writes;
    }

    /// <summary>The writes of one tile's LDPU and transmitter.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="registers">Its registers.</param>
    /// <returns>Column registers first, control last.</returns>
    public static IEnumerable<ConfigWrite> Ldpu(int tile, LdpuRegisters registers)
    {
        ArgumentNullException.ThrowIfNull(registers);
        for (int c = 0; c < ChipGeometry.CrossbarSize; c++)
        {
            yield return At(RegisterMap.ColumnScaleBase + c, RegisterMap.PackColumnScale(registers.ScaleP[c], registers.ScaleN[c]));
            yield return At(RegisterMap.ColumnAffineBase + c, RegisterMap.PackColumnAffine(registers.Offset[c], registers.AffineScale[c]));
            yield return At(RegisterMap.ColumnBiasBase + c, RegisterMap.PackColumnBias(registers.AffineOffset[c]));
        }

        yield return At(RegisterMap.SRx, RegisterMap.PackSRx(registers.RxScale));
        yield return At(RegisterMap.TxSelect, RegisterMap.PackTxSelect(registers.TxFirst, registers.TxLast));
        yield return At(RegisterMap.RxSelect, RegisterMap.PackRxSelect(registers.RxFirst, registers.RxLast));
        yield return At(RegisterMap.Ctrl, RegisterMap.PackCtrl(registers.Relu1, registers.Relu2, registers.Combine, registers.TxEnable, registers.TxMask, registers.TxPath));

        ConfigWrite At(int address, uint data) => new(tile, (uint)address, data);
    }

    /// <summary>The write of one route.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="path">Path id.</param>
    /// <param name="entry">What the tile does with packets of this path.</param>
    /// <returns>The write.</returns>
    public static ConfigWrite Route(int tile, byte path, RouteEntry entry) =>
        new(tile, (uint)(RegisterMap.RouteBase + path), RegisterMap.PackRoute(entry.RxMask, entry.ForwardMask, entry.Consume));
}
