using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Chip.Program;

/// <summary>Follows every packet of a program through the route tables and finds those that would go astray or collide.</summary>
internal static class RouteCheck
{
    private const byte HostMask = 1 << (int)LinkPort.Host;

    public static void Find(ChipProgram program, List<string> found)
    {
        RouteTable routes;
        try
        {
            routes = ProgramRoutes.Of(program);
        }
        catch (AcsException error)
        {
            found.Add($"{error.Message} ({error.Where})");
            return;
        }

        foreach (CrossbarStep step in program.CrossbarSteps)
        {
            foreach (ColumnGroup group in step.Groups)
            {
                CheckChain(step, group, routes, found);
            }

            CheckPorts(step, found);
            foreach (ColumnGroup group in step.Groups)
            {
                ColumnCheck.Find(step, group, found);
            }
        }
    }

    private static void CheckChain(CrossbarStep step, ColumnGroup group, RouteTable routes, List<string> found)
    {
        LdpuRegisters head = group.Chain[0].Ldpu;
        bool injected = head.Combine && (head.RxMask & HostMask) != 0;
        if (head.Combine != step.Residual.HasValue || (step.Residual.HasValue && !injected))
        {
            found.Add($"Step '{step.Name}', core {group.Chain[0].Core}: the head of a chain combines exactly when the step has a residual, which comes in by the host port.");
        }

        for (int k = 0; k < group.Chain.Count; k++)
        {
            CoreSlice slice = group.Chain[k];
            int? next = k + 1 < group.Chain.Count ? group.Chain[k + 1].Core : null;
            IReadOnlyList<PacketArrival> arrivals = routes.Deliver(slice.Core, slice.Ldpu.TxPath, slice.Ldpu.TxMask);
            if (!slice.Ldpu.TxEnable || arrivals.Count != 1 || arrivals[0].Tile != next)
            {
                string got = slice.Ldpu.TxEnable ? string.Join(", ", arrivals.Select(Describe).DefaultIfEmpty("nobody")) : "nobody (sending is off)";
                found.Add($"Step '{step.Name}': packets of core {slice.Core} must reach {(next is { } tile ? $"core {tile}" : "the host")} alone, but reach {got}.");
            }

            CheckSelection(step, group, slice, k, found);
        }
    }

    private static void CheckSelection(CrossbarStep step, ColumnGroup group, CoreSlice slice, int place, List<string> found)
    {
        LdpuRegisters registers = slice.Ldpu;
        if (place > 0 && group.Chain[place - 1].Ldpu.TxPath != registers.RxPath)
        {
            found.Add($"Step '{step.Name}', core {slice.Core}: expects path {registers.RxPath}, but its sender uses {group.Chain[place - 1].Ldpu.TxPath}.");
        }
    }

    private static void CheckPorts(CrossbarStep step, List<string> found)
    {
        IEnumerable<CoreSlice> slices = step.Groups.SelectMany(group => group.Chain);
        var uses = slices.SelectMany(slice => LinkTable.InMask(slice.Ldpu.TxMask).Select(port => (Tile: slice.Core, Port: port)))
            .Concat(slices.SelectMany(slice => slice.Hops).SelectMany(hop => LinkTable.InMask(hop.ForwardMask).Select(port => (hop.Tile, Port: port))));
        foreach (var twice in uses.GroupBy(use => use).Where(group => group.Count() > 1))
        {
            found.Add($"Step '{step.Name}': output port {twice.Key.Port} of tile {twice.Key.Tile} carries {twice.Count()} streams.");
        }
    }

    private static string Describe(PacketArrival arrival) => arrival.Tile is { } tile ? $"core {tile} by {arrival.Port}" : "the host";
}
