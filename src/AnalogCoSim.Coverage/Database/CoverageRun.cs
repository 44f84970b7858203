using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Coverage.Database;

/// <summary>One test or scenario and what it covered.</summary>
/// <param name="Id">Unique name of this run of it; a run is added to a database once.</param>
/// <param name="Name">Name of the test (<c>Class.Method</c>) or scenario.</param>
/// <param name="Kind"><c>test</c>, <c>scenario</c> or <c>testbench</c>.</param>
/// <param name="Commit">Commit of the program, or <c>unknown</c>.</param>
/// <param name="IsDirty">Whether the checkout had changes beyond the commit.</param>
/// <param name="Seed">Seed of its stimulus; 0 where it has none.</param>
/// <param name="Started">When it began, UTC.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Passed">Whether it passed; counts of a run that failed show nothing.</param>
public sealed record CoverageRun(string Id, string Name, string Kind, string Commit, bool IsDirty, long Seed, DateTime Started, double Seconds, bool Passed)
{
    /// <summary>Counts of its models.</summary>
    public CodeCoverage Code { get; init; } = CodeCoverage.None;

    /// <summary>Versions of the files that <see cref="Code"/> counts in, by name (<see cref="SourceTree.Version"/>).</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>Its bins.</summary>
    public FunctionalCoverage Functional { get; init; } = FunctionalCoverage.None;
}
