using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Testbench.Running;

/// <summary>The cover groups of a bench that a scenario wants.</summary>
/// <param name="Cover">All of the bench.</param>
/// <param name="Groups">Those that are reported.</param>
internal sealed record ChosenCover(BlockCover Cover, IReadOnlyList<CoverGroup> Groups)
{
    /// <summary>Makes new groups.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="scenario">The scenario.</param>
    /// <returns>The groups; null for a bench without.</returns>
    /// <exception cref="AcsException">ACS0104 for a group that the bench does not have.</exception>
    public static ChosenCover? Of(IBlockBench bench, BlockScenario scenario)
    {
        BlockCover? cover = bench.Cover();
        string[] names = [.. (cover?.Groups ?? []).Select(group => group.Name)];
        for (int k = 0; k < scenario.Coverage.Groups.Count; k++)
        {
            string wanted = scenario.Coverage.Groups[k];
            if (!names.Contains(wanted))
            {
                throw new AcsException(
                    ErrorCode.ScenarioInvalidValue,
                    $"The bench '{bench.Name}' has no cover group '{wanted}'.",
                    scenario.Place($"coverage.groups.{k}"),
                    names.Length == 0 ? "no groups: the bench takes no coverage" : $"one of: {string.Join(", ", names)}",
                    wanted);
            }
        }

        return cover is null ? null : new ChosenCover(cover, [.. cover.Groups.Where(group => scenario.Coverage.Groups.Count == 0 || scenario.Coverage.Groups.Contains(group.Name))]);
    }

    /// <summary>Counts of the groups.</summary>
    /// <returns>All their bins.</returns>
    public FunctionalCoverage Results() => FunctionalCoverage.Merge(Groups.Select(group => group.Results()));
}
