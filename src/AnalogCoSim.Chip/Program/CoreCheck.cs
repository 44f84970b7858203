using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Chip.Program;

/// <summary>Finds cores that do not exist, that two chains use, or whose values are none that a chip can take.</summary>
internal static class CoreCheck
{
    public static void Find(ChipProgram program, List<string> found)
    {
        CheckUses(program, found);
        foreach (CoreSlice slice in program.Slices)
        {
            CheckValues(slice, found);
        }
    }

    // Nothing is configured anew between two steps: a chain that several of them use is the same in each.
    private static void CheckUses(ChipProgram program, List<string> found)
    {
        var uses = new Dictionary<int, (ProgramStep Step, ColumnGroup? Group)>();
        foreach ((ProgramStep step, CoreSlice slice) in program.Steps.SelectMany(step => step.Slices.Select(slice => (step, slice))))
        {
            ColumnGroup? group = (step as CrossbarStep)?.Groups.First(one => one.Chain.Contains(slice));
            if (slice.Core is < 0 or >= ChipGeometry.Cores)
            {
                found.Add($"Core {slice.Core} does not exist.");
            }
            else if (!uses.TryAdd(slice.Core, (step, group)) && (ReferenceEquals(uses[slice.Core].Step, step) || !AreOneChain(uses[slice.Core].Group, group)))
            {
                found.Add($"Step '{step.Name}' uses core {slice.Core}, which step '{uses[slice.Core].Step.Name}' uses otherwise: several steps may share a whole chain, with its weights and registers.");
            }
        }
    }

    private static bool AreOneChain(ColumnGroup? first, ColumnGroup? second) => first is not null && second is not null && first.IsSameChain(second);

    private static void CheckValues(CoreSlice slice, List<string> found)
    {
        ushort[][] columns = [slice.Ldpu.ScaleP, slice.Ldpu.ScaleN, slice.Ldpu.Offset, slice.Ldpu.AffineScale, slice.Ldpu.AffineOffset];
        if (slice.Weights.Length != ChipGeometry.CrossbarSize * ChipGeometry.CrossbarSize
            || columns.Any(values => values.Length != ChipGeometry.CrossbarSize)
            || slice.ColumnScale is { Count: not ChipGeometry.CrossbarSize })
        {
            found.Add($"Core {slice.Core} needs {ChipGeometry.CrossbarSize} x {ChipGeometry.CrossbarSize} weights and {ChipGeometry.CrossbarSize} values of each column register.");
        }

        if (slice.Weights.Any(weight => !float.IsFinite(weight)) || slice.ColumnScale?.Any(scale => !float.IsFinite(scale)) == true)
        {
            found.Add($"Core {slice.Core} has a weight or a column scale that is not finite.");
        }

        if (slice.Hops.Any(hop => hop.Tile is < 0 or >= ChipGeometry.Cores))
        {
            found.Add($"Core {slice.Core} has a hop through a tile that does not exist.");
        }

        if (Array.Exists([slice.WeightMax, slice.OutputStep, slice.GmaxMicroSiemens, slice.ReadVoltageVolt], value => !(value > 0) || !float.IsFinite(value)))
        {
            found.Add($"Core {slice.Core} needs a positive weight_max, output_step, gmax and read voltage.");
        }
    }
}
