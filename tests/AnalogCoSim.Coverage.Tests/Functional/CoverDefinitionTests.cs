using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Coverage.Tests.Functional;

/// <summary>What cannot be a cover group is refused by name.</summary>
public sealed class CoverDefinitionTests
{
    private static readonly TestCaseData[] Wrong =
    [
        Case("Ranges_that_share_an_end", g => g.Point("p").Range("a", 0, 4).Range("b", 4, 8), "g.p", "4 is in a and in b"),
        Case("Range_within_a_range", g => g.Point("p").Range("a", 0, 9).Value("b", 4), "g.p", "4 is in a and in b"),
        Case("Classes_that_overlap_in_a_domain", g => g.Point("p", "", (0, 99)).Class("even", v => v % 2 == 0).Class("third", v => v % 3 == 1), "g.p", "4 is in even and in third"),
        Case("Class_that_overlaps_a_range", g => g.Point("p", "", (0, 99)).Class("even", v => v % 2 == 0).Value("ten", 10), "g.p", "10 is in ten and in even"),
        Case("Illegal_value_that_is_a_goal", g => g.Point("p").Range("a", 0, 9).Illegal("b", "no", (9, 9)), "g.p", "9 is in a and in b"),
        Case("Bin_outside_of_the_domain", g => g.Point("p", "", (0, 9)).Range("a", 0, 9).Value("b", 10), "g.p.b", "none"),
        Case("Range_that_ends_before_it_begins", g => g.Point("p").Range("a", 5, 4), "g.p.a", "4"),
        Case("Bin_without_values", g => g.Point("p").Intervals("a"), "g.p.a", "none"),
        Case("Two_bins_of_one_name", g => g.Point("p").Value("a", 1).Value("a", 2), "g.p", "a"),
        Case("Bin_with_the_name_of_the_rest", g => g.Point("p").Value("other", 1), "g.p", "other"),
        Case("Two_points_of_one_name", g => { g.Point("p").Flag(); g.Point("p").Flag(); }, "g", "p"),
        Case("Point_without_bins", g => g.Point("p"), "g.p", "none"),
        Case("Name_with_a_dot", g => g.Point("p.q"), "g", "p.q"),
        Case("Name_with_a_star", g => g.Point("p").Value("*", 1), "g.p", "*"),
        Case("Ignored_bin_without_a_reason", g => g.Point("p").Ignore("a", " ", (0, 1)), "g.p", "nothing"),
        Case("Cross_of_one_point", g => g.Cross("c", g.Point("p").Flag()), "g.c", "1 points"),
        Case("Cross_with_a_point_of_another_group", g => g.Cross("c", g.Point("p").Flag(), new CoverGroup("h").Point("q").Flag()), "g.c", "2 points"),
        Case("Cross_with_too_many_combinations", g => g.Cross("c", g.Point("p").Each("v", 0, 999), g.Point("q").Each("v", 0, 999)), "g.c", "more"),
        Case("Exclusion_of_a_bin_that_is_not_there", g => g.Cross("c", g.Point("p").Flag(), g.Point("q").Flag()).Exclude("never", "on", "onn"), "g.c", "on/onn"),
        Case("Exclusion_with_too_few_names", g => g.Cross("c", g.Point("p").Flag(), g.Point("q").Flag()).Exclude("never", "on"), "g.c", "1 names"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Wrong_definition_is_refused(Action<CoverGroup> define, string where, string actual)
    {
        AcsException error = Assert.Throws<AcsException>(() =>
        {
            var group = new CoverGroup("g");
            define(group);
            group.Freeze();
        })!;

        Assert.That((error.Code, error.Where, error.Actual), Is.EqualTo((ErrorCode.CoverageDefinition, where, actual)));
        Assert.That(error.Remedy, Is.Not.Empty);
    }

    [Test]
    public void Classes_that_overlap_without_a_domain_are_told_by_the_sample_that_meets_both()
    {
        var group = new CoverGroup("g");
        group.Point("p").Class("even", v => v % 2 == 0).Class("third", v => v % 3 == 0);
        Assert.DoesNotThrow(() => group.Sample(4));
        Assert.That(Assert.Throws<AcsException>(() => group.Sample(6)).Actual, Is.EqualTo("6 is in even and in third"));
    }

    [Test]
    public void Group_does_not_change_after_its_first_sample()
    {
        var group = new CoverGroup("g");
        CoverPoint point = group.Point("p").Flag();
        group.Sample(1);
        Assert.That(Assert.Throws<AcsException>(() => point.Value("two", 2)).Code, Is.EqualTo(ErrorCode.CoverageDefinition));
        Assert.That(Assert.Throws<AcsException>(() => group.Point("q")).Code, Is.EqualTo(ErrorCode.CoverageDefinition));
    }

    [Test]
    public void Sample_with_a_value_too_many_or_too_few_is_refused()
    {
        var group = new CoverGroup("g");
        group.Point("p").Flag();
        Assert.That(Assert.Throws<AcsException>(() => group.Sample(1, 1)).Actual, Is.EqualTo("2"));
        Assert.That(Assert.Throws<AcsException>(() => group.Sample()).Actual, Is.EqualTo("0"));
    }

    [Test]
    public void Groups_of_two_definitions_and_a_group_with_itself_are_not_merged()
    {
        CoverGroup one = CoverGroupTests.Packets(out _, out _);
        Assert.That(Assert.Throws<AcsException>(() => one.Merge(CoverGroupTests.Packets(out _, out _))).Code, Is.EqualTo(ErrorCode.CoverageDefinition));
        Assert.That(Assert.Throws<AcsException>(() => one.Merge(one)).Actual, Is.EqualTo("the group itself"));
    }

    [Test]
    public void Table_and_search_put_every_value_into_the_same_bin()
    {
        var table = new CoverGroup("g");
        table.Point("p", "", (-300, 300)).ByteClasses();
        var search = new CoverGroup("g");
        search.Point("p").ByteClasses();
        for (long value = -300; value <= 300; value++)
        {
            table.Sample(value);
            search.Sample(value);
            Assert.That(table.Results().Bins, Is.EqualTo(search.Results().Bins), $"after {value}");
        }

        table.Sample(301);
        table.Sample(-301);
        Assert.That(table.Results().Others.Single().Count, Is.EqualTo((600 + 1 - 256) + 2));
    }

    [Test]
    public void Classes_of_fp16_hold_every_pattern_as_many_as_the_format_has()
    {
        var group = new CoverGroup("g");
        group.Point("p", "", CommonBins.Fp16Domain).Fp16Classes();
        for (int bits = 0; bits <= 0xFFFF; bits++)
        {
            group.Sample(bits);
        }

        Dictionary<string, long> counts = group.Results().Bins.ToDictionary(bin => bin.Bin, bin => bin.Count);
        Assert.That(counts["other"], Is.Zero);
        Assert.That((counts["plus_zero"], counts["minus_subnormal"], counts["plus_normal"], counts["minus_largest"], counts["plus_infinity"], counts["nan"]), Is.EqualTo((1, 1023, 30719, 1, 1, 2046)));
    }

    private static TestCaseData Case(string name, Action<CoverGroup> define, string where, string actual) =>
        new TestCaseData(define, where, actual).SetName($"{name}_is_refused");
}
