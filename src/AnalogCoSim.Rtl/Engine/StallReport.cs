using System.Globalization;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Tells what a chip that gets nowhere did last and what it waits for.</summary>
internal static class StallReport
{
    /// <summary>The error of a chain whose packets do not come.</summary>
    /// <param name="rtl">The chip.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="cores">Its cores, head first.</param>
    /// <param name="due">Packets that must have come.</param>
    /// <param name="rests">Whether the chip has come to rest.</param>
    /// <returns>RtlStalled at the first core of the chain that lags.</returns>
    public static AcsException Missing(RtlChip rtl, ChainRun chain, CoreRun[] cores, int due, bool rests)
    {
        int position = chain.PacketsAt.Count;
        int place = Array.FindIndex(cores, core => core.DrainedAt.Count <= position);
        place = place < 0 ? cores.Length - 1 : place;
        CoreRun waiting = cores[place];
        HopFault? hop = Lost(rtl, cores, position, place);
        int guilty = hop?.From ?? waiting.Slice.Core;
        return new AcsException(
            ErrorCode.RtlStalled,
            hop is not null ? "A packet was lost between two cores." : rests ? "The RTL came to rest before a layer was done." : "The RTL makes no progress in a layer.",
            where: string.Create(CultureInfo.InvariantCulture, $"{(hop is null ? string.Empty : hop.Link + ", ")}core {waiting.Slice.Core}, position {position}, clock {rtl.Cycle} of the chip"),
            expected: string.Create(CultureInfo.InvariantCulture, $"{(hop is null ? string.Empty : hop.Expected + " over this link, ")}at least {due} packets of this chain at the host by now"),
            actual: string.Join('\n',
                Describe(rtl, chain, cores, position, place)
                .Prepend(string.Create(CultureInfo.InvariantCulture, $"{position}{(rests ? ", and the chip is at rest" : string.Empty)}{(hop is null ? string.Empty : "; over this link " + hop.Actual)}"))),
            remedy: string.Create(CultureInfo.InvariantCulture, $"look at the route tables and the packets of core {guilty}"))
        {
            Core = guilty,
        };
    }

    // A core waits for a packet that the one before it has sent. The links keep the latest packets only, and the last one may still be under way.
    private static HopFault? Lost(RtlChip rtl, CoreRun[] cores, int position, int place) =>
        place > 0 && cores[place].Slice.Ldpu.Combine && cores[place - 1].DrainedAt.Count > position && cores[place].DrainedAt.Count <= position
            ? PacketTrail.Follow(rtl, cores[place - 1].Slice, cores[place].Slice, PacketTrail.Settled(cores[place - 1].DrainedAt, rtl.Cycle), [])
            : null;

    /// <summary>The error of a chip that is not at rest though all packets have come.</summary>
    /// <param name="rtl">The chip.</param>
    /// <returns>RtlStalled.</returns>
    public static AcsException Restless(RtlChip rtl)
    {
        TileReport[] awake = [.. Enumerable.Range(0, TileActivity.Tiles).Select(rtl.Report).Where(report => report.Awake)];
        return new AcsException(
            ErrorCode.RtlStalled,
            "The RTL does not come to rest after a layer.",
            where: string.Create(CultureInfo.InvariantCulture, $"core {awake.FirstOrDefault()?.Tile}, clock {rtl.Cycle} of the chip"),
            expected: "quiescent_o of every tile after its last packet",
            actual: string.Join('\n', awake.Select(report => $"core {report.Tile} is awake{Packets(report)}")),
            remedy: "look at quiescent_o and at the packets of this core")
        {
            Core = awake.FirstOrDefault()?.Tile,
        };
    }

    private static IEnumerable<string> Describe(RtlChip rtl, ChainRun chain, CoreRun[] cores, int position, int place)
    {
        TileReport report = rtl.Report(cores[place].Slice.Core);
        yield return Awaited(chain, cores, position, place, report);
        foreach (CoreRun core in cores)
        {
            TileReport one = rtl.Report(core.Slice.Core);
            string drained = core.DrainedAt.Count == 0 ? "none drained" : string.Create(CultureInfo.InvariantCulture, $"{core.DrainedAt.Count} drained, the last in clock {core.DrainedAt[^1]}");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"core {one.Tile}: {one.Mvms - core.FirstMvm} MVMs begun, the last in clock {one.LastStart}, {one.Converting} still converting, {drained}{Packets(one)}");
        }

        if (report.HostPath is { } path)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"core {report.Tile} is within a packet of path {path} to the host, {report.HostBytes} bytes of it seen");
        }
    }

    private static string Awaited(ChainRun chain, CoreRun[] cores, int position, int place, TileReport report)
    {
        CoreSlice slice = cores[place].Slice;
        bool started = report.Mvms - cores[place].FirstMvm > position;
        bool drained = cores[place].DrainedAt.Count > position;
        string what = !started ? "the start of its MVM" : drained ? "its packet to the host" : slice.Ldpu.Combine
            ? $"a packet of path {slice.Ldpu.RxPath} from {(place > 0 ? $"core {chain.Group.Chain[place - 1].Core}" : "the host")} by {string.Join('/', LinkTable.InMask(slice.Ldpu.RxMask))}{Hops(chain, place)}"
            : "the counts of its MVM to be drained";
        return string.Create(CultureInfo.InvariantCulture, $"core {slice.Core} (place {place} of its chain) waits in position {position} for {what}");
    }

    private static string Hops(ChainRun chain, int place)
    {
        IReadOnlyList<HopRoute> hops = place > 0 ? chain.Group.Chain[place - 1].Hops : [];
        return hops.Count == 0 ? string.Empty : $" through tile {string.Join(", ", hops.Select(hop => hop.Tile))}";
    }

    private static string Packets(TileReport report) => report.Packets.Count == 0 ? ", no packet seen" : $", last seen: {string.Join("; ", report.Packets)}";
}
