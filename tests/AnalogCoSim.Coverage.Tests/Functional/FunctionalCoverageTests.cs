using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Coverage.Tests.Functional;

public sealed class FunctionalCoverageTests
{
    [Test]
    public void Merge_adds_counts_of_bins_of_one_name_and_keeps_those_of_one_run_only()
    {
        var one = new FunctionalCoverage([new("g", "p", "a", BinKind.Goal, 2), new("g", "p", "b", BinKind.Goal, 0)]);
        var other = new FunctionalCoverage([new("g", "p", "a", BinKind.Goal, 3), new("h", "p", "a", BinKind.Goal, 7)]);

        FunctionalCoverage sum = FunctionalCoverage.Merge([one, other]);

        Assert.That(sum.Bins.Select(bin => $"{bin.Name} {bin.Count}"), Is.EqualTo(["g.p.a 5", "g.p.b 0", "h.p.a 7"]));
        Assert.That(sum.Holes.Select(bin => bin.Name), Is.EqualTo(["g.p.b"]));
    }

    [TestCase(BinKind.Illegal, 1, null)]
    [TestCase(BinKind.Goal, 2, null)]
    [TestCase(BinKind.Goal, 1, "why")]
    public void Bins_of_one_name_that_are_defined_differently_are_not_added(BinKind kind, long atLeast, string? note)
    {
        var one = new FunctionalCoverage([new("g", "p", "a", BinKind.Goal, 2)]);
        var other = new FunctionalCoverage([new("g", "p", "a", kind, 3, atLeast, note)]);
        AcsException error = Assert.Throws<AcsException>(() => FunctionalCoverage.Merge([one, other]))!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.CoverageDefinition, "g.p.a")));
    }

    [Test]
    public void Examples_of_other_values_may_differ()
    {
        var one = new FunctionalCoverage([new("g", "p", "other", BinKind.Other, 0)]);
        var other = new FunctionalCoverage([new("g", "p", "other", BinKind.Other, 1, 1, "e.g. 7")]);
        Assert.That(FunctionalCoverage.Merge([one, other, other]).Others.Single(), Is.EqualTo(new FunctionalBin("g", "p", "other", BinKind.Other, 2, 1, "e.g. 7")));
    }
}
