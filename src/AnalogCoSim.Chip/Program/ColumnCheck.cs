using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Chip.Program;

/// <summary>Finds chains whose selections do not bring every channel from column to column.</summary>
internal static class ColumnCheck
{
    public static void Find(CrossbarStep step, ColumnGroup group, List<string> found)
    {
        int[] first = group.FirstColumns();
        for (int k = 0; k < first.Length; k++)
        {
            if (first[k] + group.ChannelCount > ChipGeometry.CrossbarSize)
            {
                found.Add($"Step '{step.Name}', core {group.Chain[k].Core}: its {group.ChannelCount} channels begin at column {first[k]} and end after column {ChipGeometry.CrossbarSize - 1}.");
            }
            else
            {
                CheckCore(step, group, k, first, found);
            }
        }
    }

    private static void CheckCore(CrossbarStep step, ColumnGroup group, int place, int[] first, List<string> found)
    {
        CoreSlice slice = group.Chain[place];
        int last = first[place] + group.ChannelCount - 1;
        bool tail = place == group.Chain.Count - 1;
        if (tail ? slice.Ldpu.TxLast != last : slice.Ldpu.TxLast < last)
        {
            found.Add($"Step '{step.Name}', core {slice.Core}: its channels end with column {last}, but it sends up to column {slice.Ldpu.TxLast}.");
        }

        // Byte 0 of what a head receives is the host's first channel.
        int before = place > 0 ? group.Chain[place - 1].Ldpu.TxFirst : first[0] + slice.Ldpu.RxFirst;
        int sent = place > 0 ? first[place - 1] + group.ChannelCount - 1 - before : group.ChannelCount - 1;
        if (place == 0 && step.Residual is not null && before != 0)
        {
            found.Add($"Step '{step.Name}', core {slice.Core}: the residual's first channel is byte 0 for column 0, not byte {slice.Ldpu.RxFirst} for column {first[0]}.");
        }

        if (slice.Ldpu.Combine && slice.Ldpu.RxLast < sent)
        {
            found.Add($"Step '{step.Name}', core {slice.Core}: its channels end with byte {sent}, but it takes bytes up to {slice.Ldpu.RxLast}.");
        }
    }
}
