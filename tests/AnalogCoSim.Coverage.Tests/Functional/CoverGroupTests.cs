using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Coverage.Tests.Functional;

public sealed class CoverGroupTests
{
    [Test]
    public void Each_value_is_counted_in_its_bin_and_no_other()
    {
        CoverGroup group = Packets(out _, out _);
        group.Sample(1, 0);
        group.Sample(2, 0);
        group.Sample(15, 1);
        group.Sample(256, 1);

        Assert.That(Counts(group, "length"), Is.EqualTo("one 1, short 2, long 0, full 1, other 0"));
        Assert.That(Counts(group, "mode"), Is.EqualTo("one_phase 2, four_phase 2, other 0"));
    }

    [Test]
    public void Bins_that_nothing_hit_are_holes_with_their_names()
    {
        CoverGroup group = Packets(out _, out _);
        group.Sample(1, 0);

        Assert.That(group.Results().Holes.Select(bin => bin.Name), Is.EqualTo([
            "packet.length.short", "packet.length.long", "packet.length.full", "packet.mode.four_phase",
            "packet.length_x_mode.one/four_phase", "packet.length_x_mode.short/one_phase", "packet.length_x_mode.short/four_phase",
            "packet.length_x_mode.long/one_phase", "packet.length_x_mode.long/four_phase", "packet.length_x_mode.full/one_phase", "packet.length_x_mode.full/four_phase"]));
    }

    [Test]
    public void Group_that_was_never_sampled_has_every_goal_as_a_hole()
    {
        FunctionalCoverage results = Packets(out _, out _).Results();
        Assert.That(results.Holes.Count(), Is.EqualTo(results.Goals).And.EqualTo(14));
    }

    [Test]
    public void Value_without_a_bin_is_counted_as_other_with_an_example_and_in_no_cross()
    {
        CoverGroup group = Packets(out _, out _);
        group.Sample(300, 0);
        group.Sample(301, 0);

        FunctionalBin other = group.Results().Others.Single();
        Assert.That((other.Name, other.Count, other.Note), Is.EqualTo(("packet.length.other", 2, "e.g. 300")));
        Assert.That(group.Results().Bins.Where(bin => bin.Kind == BinKind.Cross).Sum(bin => bin.Count), Is.Zero);
    }

    [Test]
    public void Point_without_a_value_in_a_sample_is_not_counted()
    {
        CoverGroup group = Packets(out _, out _);
        group.Sample(CoverGroup.None, 1);

        Assert.That(Counts(group, "length"), Is.EqualTo("one 0, short 0, long 0, full 0, other 0"));
        Assert.That(Counts(group, "mode"), Is.EqualTo("one_phase 0, four_phase 1, other 0"));
    }

    [Test]
    public void Illegal_value_throws_with_the_sample_and_stays_counted()
    {
        var group = new CoverGroup("packet");
        group.Point("length").Range("any", 1, 256).Illegal("none", "a packet has a byte at least", (0, 0));
        group.Point("port").Each("p", 0, 6);
        group.Sample(4, 1);

        AcsException error = Assert.Throws<AcsException>(() => group.Sample(0, 3))!;

        Assert.That((error.Code, error.Where, error.Actual, error.Expected), Is.EqualTo((ErrorCode.CoverageIllegal, "packet.length.none, sample 1", "length 0, port 3", "a packet has a byte at least")));
        Assert.That(error.ExitCode, Is.EqualTo(1));
        Assert.That(group.Results().Contradictions.Single().Count, Is.EqualTo(1));
    }

    [Test]
    public void Illegal_value_of_a_group_that_counts_them_is_told_by_its_results()
    {
        var group = new CoverGroup("packet") { CountsIllegal = true };
        group.Point("length").Range("any", 1, 256).Illegal("odd", "there are none", value => value > 300);
        Assert.DoesNotThrow(() => group.Sample(301));
        Assert.DoesNotThrow(() => group.Fresh().Sample(301));
        Assert.That(group.Results().Contradictions.Select(bin => bin.Name), Is.EqualTo(["packet.length.odd"]));
    }

    [Test]
    public void Ignored_value_is_neither_a_hole_nor_in_a_cross()
    {
        var group = new CoverGroup("packet");
        CoverPoint length = group.Point("length").Range("some", 1, 9).Ignore("huge", "only the host sends them", (10, 99));
        group.Cross("both", length, group.Point("mode").Flag());
        group.Sample(10, 1);

        Assert.That(group.Results().Holes.Select(bin => bin.Name), Is.EqualTo(["packet.length.some", "packet.mode.off", "packet.both.some/off", "packet.both.some/on"]));
        Assert.That(group.Results().Bins.Single(bin => bin.Bin == "huge"), Is.EqualTo(new FunctionalBin("packet", "length", "huge", BinKind.Ignored, 1, 1, "only the host sends them")));
    }

    [Test]
    public void Excluded_combination_is_no_hole_and_one_that_is_hit_contradicts_its_reason()
    {
        CoverGroup group = Packets(out CoverCross cross, out _);
        cross.Exclude("one byte goes in one phase", "one", "four_phase").Exclude("not sent", "full", "*");
        group.Sample(256, 0);

        FunctionalCoverage results = group.Results();
        Assert.That(results.Bins.Where(bin => bin.Kind == BinKind.Excluded).Select(bin => bin.Bin), Is.EqualTo(["one/four_phase", "full/one_phase", "full/four_phase"]));
        Assert.That(results.Contradictions.Single().Name, Is.EqualTo("packet.length_x_mode.full/one_phase"));
        Assert.That(results.Holes.Count(bin => bin.Kind == BinKind.Cross), Is.EqualTo(5));
    }

    [Test]
    public void Goal_that_needs_more_samples_is_a_hole_until_it_has_them()
    {
        var group = new CoverGroup("g");
        group.Point("p").Flag().AtLeast(2);
        group.Sample(0);
        group.Sample(0);
        group.Sample(1);
        Assert.That(group.Results().Holes.Select(bin => bin.Name), Is.EqualTo(["g.p.on"]));
    }

    [Test]
    public void Copies_of_threads_add_up_to_what_one_would_have_counted()
    {
        CoverGroup one = Packets(out _, out _);
        CoverGroup sum = Packets(out _, out _);
        CoverGroup[] copies = [sum.Fresh(), sum.Fresh(), sum.Fresh()];
        Parallel.For(0, copies.Length, thread =>
        {
            for (int i = thread; i < 3000; i += copies.Length)
            {
                copies[thread].Sample(i % 300, i % 2);
            }
        });
        for (int i = 0; i < 3000; i++)
        {
            one.Sample(i % 300, i % 2);
        }

        Array.ForEach(copies, sum.Merge);

        Assert.That(sum.Results().Bins.Select(bin => bin.Count), Is.EqualTo(one.Results().Bins.Select(bin => bin.Count)));
        Assert.That(sum.Samples, Is.EqualTo(3000));
    }

    // Into a group that has seen none, into one that has, and from one that has not.
    [TestCase(false, true, "e.g. 500")]
    [TestCase(true, true, "e.g. 300")]
    [TestCase(true, false, "e.g. 300")]
    public void Example_of_a_value_without_a_bin_is_the_first_one_after_copies_are_added(bool own, bool others, string example)
    {
        CoverGroup group = Packets(out _, out _);
        CoverGroup copy = group.Fresh();
        group.Sample(own ? 300 : 1, 0);
        copy.Sample(others ? 500 : 1, 0);

        group.Merge(copy);

        Assert.That(group.Results().Others.Single().Note, Is.EqualTo(example));
    }

    [Test]
    public void Copy_begins_with_no_counts_and_changes_nothing_of_the_group()
    {
        CoverGroup group = Packets(out _, out _);
        group.Sample(1, 0);
        CoverGroup copy = group.Fresh();
        Assert.That(copy.Results().Bins.Sum(bin => bin.Count), Is.Zero);

        copy.Sample(1, 0);

        Assert.That(group.Results().Bins.Sum(bin => bin.Count), Is.EqualTo(3));
    }

    [Test]
    public void Sample_allocates_nothing()
    {
        CoverGroup group = Packets(out _, out _);
        group.Sample(1, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            group.Sample(i % 400, i % 2);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000));
    }

    [Test]
    public void Results_do_not_change_with_later_samples()
    {
        CoverGroup group = Packets(out _, out _);
        FunctionalCoverage before = group.Results();
        group.Sample(1, 0);
        Assert.That(before.Bins.Sum(bin => bin.Count), Is.Zero);
    }

    internal static CoverGroup Packets(out CoverCross cross, out CoverPoint length)
    {
        var group = new CoverGroup("packet", "one packet");
        length = group.Point("length", "bytes").Value("one", 1).Range("short", 2, 15).Range("long", 16, 255).Value("full", 256);
        CoverPoint mode = group.Point("mode", "read mode", (0, 1)).Value("one_phase", 0).Value("four_phase", 1);
        cross = group.Cross("length_x_mode", length, mode);
        return group;
    }

    private static string Counts(CoverGroup group, string point) => string.Join(", ", group.Results().Bins.Where(bin => bin.Point == point).Select(bin => $"{bin.Bin} {bin.Count}"));
}
