using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>What a run on the RTL cost for each unit of work, and where that went; times are summed over threads.</summary>
/// <param name="Cycles">Clocks of the chip, leapt ones included.</param>
/// <param name="TileEvaluations">Tile clocks evaluated.</param>
/// <param name="Mvms">MVMs of single cores.</param>
/// <param name="WakeFraction">Share of all 64 tiles' clocks that were evaluated, 0 to 1.</param>
/// <param name="Parts">Where the time went; the last part is their sum.</param>
public sealed record EngineCost(ulong Cycles, ulong TileEvaluations, ulong Mvms, double WakeFraction, IReadOnlyList<EngineCostPart> Parts)
{
    private static readonly (string Part, string[] Names)[] Groups =
    [
        ("RTL evaluation", [RunParts.RtlTiles]),
        ("exchange", [RunParts.RtlExchange]),
        ("analog macro", [RunParts.RtlAnalog, RunParts.ReferenceAnalog]),
        ("reference and checker", [RunParts.ReferenceLdpu, RunParts.ReferenceHost, RunParts.ReferenceRest, RunParts.RtlScoreboard]),
        ("host", [RunParts.RtlHost, RunParts.EncodeImages]),
    ];

    /// <summary>Divides the time of a run by its work.</summary>
    /// <param name="parts">Where the time went.</param>
    /// <param name="work">Work of the engines under test.</param>
    /// <returns>The cost; null without an engine that counts clocks.</returns>
    public static EngineCost? Of(IReadOnlyList<TimePart> parts, EngineWork work)
    {
        if (work.Cycles == 0)
        {
            return null;
        }

        double[] seconds = [.. Groups.Select(group => parts.Where(part => group.Names.Contains(part.Name)).Sum(part => part.Seconds))];
        return new EngineCost(
            work.Cycles,
            work.TileEvaluations,
            work.Mvms,
            work.TileEvaluations / (TileActivity.Tiles * (double)work.Cycles),
            [.. Groups.Select((group, i) => EngineCostPart.Of(group.Part, seconds[i], work)), EngineCostPart.Of("all", seconds.Sum(), work)]);
    }
}
