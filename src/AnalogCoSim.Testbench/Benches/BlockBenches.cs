using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>The benches that scenarios may name.</summary>
/// <param name="benches">The benches; each name once.</param>
public sealed class BlockBenches(params IEnumerable<IBlockBench> benches)
{
    private readonly Dictionary<string, IBlockBench> _byName = benches.ToDictionary(bench => bench.Name, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<IBlockBench> All => _byName.Values;

    /// <summary>The same benches and more.</summary>
    /// <param name="more">Benches with other names.</param>
    /// <returns>A new list.</returns>
    public BlockBenches With(params IEnumerable<IBlockBench> more) => new(All.Concat(more));

    /// <summary>A bench by its name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="where">Place that names it, for the error.</param>
    /// <returns>The bench.</returns>
    /// <exception cref="AcsException">ACS0104.</exception>
    public IBlockBench Named(string name, string where) => _byName.TryGetValue(name, out IBlockBench? bench) ? bench : throw new AcsException(
        ErrorCode.ScenarioInvalidValue,
        $"There is no bench '{name}'.",
        where,
        $"one of: {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}",
        name,
        NearestName.Of(name, [.. _byName.Keys]) is { } nearest ? $"Did you mean '{nearest}'?" : "Register it: new BlockBenches(...) of the program that runs the scenario.");
}
