using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Database;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Coverage.Reporting;
using AnalogCoSim.Coverage.Tests.Support;

namespace AnalogCoSim.Coverage.Tests.Reporting;

public sealed class CoverageReportTests
{
    private Samples _samples = null!;

    [SetUp]
    public void Make() => _samples = new Samples();

    [TearDown]
    public void Remove() => _samples.Dispose();

    [Test]
    public void Figures_count_lines_branches_toggles_and_bins_of_a_folder()
    {
        CoverageReport report = Report([_samples.Run("a", Samples.Code(5, 2, 0, 1, 0, 0), new FunctionalCoverage([new("g", "p", "a", BinKind.Goal, 1), new("g", "p", "b", BinKind.Goal, 0)]))]);
        Assert.That(report.Figures, Is.EqualTo([
            new Figure("g", ItemKind.Bin, 1, 0, 2), new Figure("toy", ItemKind.Line, 3, 0, 5), new Figure("toy", ItemKind.Branch, 1, 0, 2), new Figure("toy", ItemKind.Toggle, 1, 0, 3)]));
    }

    [Test]
    public void Holes_are_listed_by_name_with_lines_and_bits_joined()
    {
        CoverageReport report = Report([_samples.Run("a", Samples.Code(5, 2, 0, 1, 0, 0, 1, 0), new FunctionalCoverage([new("g", "p", "b", BinKind.Goal, 0)]))]);
        Assert.That(HoleList.Of(report.Holes), Is.EqualTo(["toggle rtl/toy/toy.sv:1 a[1-2,4]", "branch rtl/toy/toy.sv:3 else", "line rtl/toy/toy.sv:5-6", "bin g.p.b"]));
    }

    [Test]
    public void Directions_of_a_toggle_are_holes_of_their_own()
    {
        var code = new CodeCoverage(new Dictionary<CodePoint, long> { [Samples.Bit(3, ":0->1")] = 1, [Samples.Bit(3, ":1->0")] = 0, [Samples.Bit(4, ":0->1")] = 0, [Samples.Bit(4, ":1->0")] = 0 });
        Assert.That(HoleList.Of(Report([_samples.Run("a", code)]).Holes), Is.EquivalentTo(["toggle rtl/toy/toy.sv:1 a[3-4]:1->0", "toggle rtl/toy/toy.sv:1 a[4]:0->1"]));
    }

    [Test]
    public void Several_runs_cover_together_what_none_covers_alone()
    {
        CoverageReport report = Report([_samples.Run("a", Samples.Code(5, 2, 0, 1, 0)), _samples.Run("b", Samples.Code(1, 0, 1, 0, 1))]);
        Assert.That(report.Holes, Is.Empty);
        Assert.That(report.Code.Counts[Samples.Block], Is.EqualTo(6));
    }

    [Test]
    public void Run_that_failed_counts_for_nothing()
    {
        CoverageReport report = Report([_samples.Run("a", Samples.Code(5, 2, 0, 0)), _samples.Run("b", Samples.Code(1, 0, 1, 1), passed: false)]);
        Assert.That(report.Figures.Single(figure => figure.Kind == ItemKind.Toggle).Covered, Is.Zero);
        Assert.That(report.LeftOut.Single().Why, Is.EqualTo("it failed"));
    }

    [Test]
    public void Counts_of_another_version_of_a_source_are_left_out()
    {
        CoverageRun run = _samples.Run("a", Samples.Code(5, 2, 1, 1));
        File.AppendAllText(_samples.PathOf(Samples.File), "// changed\n");
        CoverageReport report = CoverageReport.Of([run], new SourceTree(_samples.Folder), []);
        Assert.That(report.Items, Is.Empty);
        Assert.That(report.LeftOut.Single().Why, Is.EqualTo("rtl/toy/toy.sv is another version now"));
    }

    [Test]
    public void Waived_lines_count_neither_way_and_holes_stay_beside_them()
    {
        CoverageReport report = Report([_samples.Run("a", Samples.Code(5, 2, 0, 0, 0))], Lines("5", ItemKind.Line));
        Figure lines = report.Figures.Single(figure => figure.Kind == ItemKind.Line);
        Assert.That((lines.Covered, lines.Waived, lines.Holes, lines.Percent), Is.EqualTo((3, 1, 1, 75.0)));
        Assert.That(HoleList.Of(report.Holes), Does.Contain("line rtl/toy/toy.sv:6").And.Contain("branch rtl/toy/toy.sv:3 else"));
    }

    [Test]
    public void Waiver_of_what_is_hit_is_stale()
    {
        CoverageReport report = Report([_samples.Run("a", Samples.Code(5, 2, 0, 0))], Lines("3", ItemKind.Line));
        Assert.That(report.Stale.Single().Item.Title, Is.EqualTo("rtl/toy/toy.sv:3"));
        Assert.That(report.Figures.Single(figure => figure.Kind == ItemKind.Line), Is.EqualTo(new Figure("toy", ItemKind.Line, 3, 0, 5)), "what is hit is no waived item");
    }

    [TestCase("7")]
    [TestCase("40-50")]
    public void Waiver_that_matches_nothing_is_an_error(string lines) =>
        Assert.That(Assert.Throws<AcsException>(() => Report([_samples.Run("a", Samples.Code(5, 2, 0, 0))], Lines(lines, ItemKind.Line)))!.Message, Is.EqualTo("A waiver is about nothing."));

    [Test]
    public void Waiver_of_a_file_that_was_not_measured_waits_for_a_run_of_it_and_one_of_a_file_that_is_not_there_is_an_error()
    {
        CoverageRun[] runs = [_samples.Run("a", Samples.Code(5, 2, 1, 1))];
        Waiver elsewhere = Lines("7", ItemKind.Line) with { File = "rtl/toy/other.sv" };
        Assert.That(Assert.Throws<AcsException>(() => Report(runs, elsewhere))!.Message, Is.EqualTo("A waiver is about nothing."));

        _samples.Write("rtl/toy/other.sv", "module other; endmodule\n");
        Assert.That(CoverageReport.Of(runs, new SourceTree(_samples.Folder), [elsewhere]).Holes, Is.Empty);
    }

    [Test]
    public void Waiver_that_hides_a_whole_file_is_an_error()
    {
        CoverageRun[] runs = [_samples.Run("a", Samples.Code(5, 2, 0, 0, 0))];
        Assert.That(Assert.Throws<AcsException>(() => Report(runs, Lines("1-99", ItemKind.Line)))!.Actual, Is.EqualTo("all 5 of rtl/toy/toy.sv"));
        Assert.That(Assert.Throws<AcsException>(() => Report(runs, new Waiver("w:1:1", "a reason", Samples.File, null, new HashSet<ItemKind> { ItemKind.Toggle }, "a*")))!.Actual, Is.EqualTo("all 2 of rtl/toy/toy.sv"));
    }

    [Test]
    public void Waiver_that_hides_a_whole_cover_group_is_an_error()
    {
        CoverageRun run = _samples.Run("a", CodeCoverage.None, new FunctionalCoverage([new("g", "p", "a", BinKind.Goal, 0), new("g", "q", "b", BinKind.Goal, 0)]));
        Assert.That(Assert.Throws<AcsException>(() => Report([run], new Waiver("w:1:1", "a reason", null, null, new HashSet<ItemKind> { ItemKind.Bin }, "g.*")))!.Actual, Is.EqualTo("all 2 of g"));
        Assert.That(Report([run], new Waiver("w:1:1", "a reason", null, null, new HashSet<ItemKind> { ItemKind.Bin }, "g.p.*")).Holes.Single().Name, Is.EqualTo("g.q.b"));
    }

    [Test]
    public void Share_is_never_rounded_up_to_100()
    {
        Assert.That(new Figure("f", ItemKind.Toggle, 99_999, 0, 100_000).Text, Is.EqualTo("99.99 %"));
        Assert.That(new Figure("f", ItemKind.Toggle, 5, 2, 7).Text, Is.EqualTo("100 %"));
    }

    [Test]
    public void Lcov_has_lines_branches_and_totals()
    {
        string text = Lcov.Of(Samples.Code(5, 2, 0, 1));
        Assert.That(text, Is.EqualTo("TN:\nSF:rtl/toy/toy.sv\nBRDA:3,0,0,2\nBRDA:3,0,1,0\nBRF:2\nBRH:1\nDA:2,5\nDA:3,2\nDA:4,2\nDA:5,0\nDA:6,0\nLF:5\nLH:3\nend_of_record\n"));
    }

    [Test]
    public void Branches_of_a_line_that_never_ran_have_a_dash() =>
        Assert.That(Lcov.Of(Samples.Code(5, 0, 0)), Does.Contain("BRDA:3,0,0,-\nBRDA:3,0,1,-\nBRF:2\nBRH:0\n"));

    [TestCase(5, 0)]
    [TestCase(0, 5)]
    public void Line_of_several_blocks_counts_as_the_one_that_ran_most(long first, long second)
    {
        var code = new CodeCoverage(new Dictionary<CodePoint, long> { [Samples.Block] = first, [Samples.Block with { Column = 9 }] = second });
        Assert.That(CoverageItems.Lines(code), Is.EqualTo([(Samples.File, 2, 5L)]));
    }

    [Test]
    public void Annotated_source_marks_holes_and_waivers_beside_their_lines()
    {
        CoverageReport report = Report([_samples.Run("a", Samples.Code(5, 2, 0, 0, 1))], Lines("5-6", ItemKind.Line));
        string[] lines = AnnotatedSource.Of(report, _samples.Sources).Single().ToString().Split('\n');
        Assert.That(lines[0], Is.EqualTo("             !     1  module toy(input clk_i);"));
        Assert.That(lines[1], Is.EqualTo("                     ^ not covered: toggle a[0]"));
        Assert.That(lines, Does.Contain("           5       2    always_ff @(posedge clk_i) begin"));
        Assert.That(lines, Does.Contain("           0 ~     5      end else begin"));
        Assert.That(lines, Does.Contain("                     ^ waived: a reason to leave it"));
    }

    private static Waiver Lines(string lines, params ItemKind[] kinds) => new("w.yaml:2:3", "a reason to leave it", Samples.File, LineList.Parse(lines)!.ToHashSet(), kinds.ToHashSet(), null);

    private CoverageReport Report(CoverageRun[] runs, params Waiver[] waivers) => CoverageReport.Of(runs, _samples.Sources, waivers);
}
