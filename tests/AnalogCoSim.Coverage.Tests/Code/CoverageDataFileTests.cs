using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Tests.Support;

namespace AnalogCoSim.Coverage.Tests.Code;

public sealed class CoverageDataFileTests
{
    private const string Header = "# SystemC::Coverage-3\n";

    [Test]
    public void Points_of_version_5_006_are_read()
    {
        CodeCoverage coverage = CoverageDataFile.Parse(
            Header + Line("v_branch", 95, 6, "else", 12, "99-101") + Line("v_toggle", 21, 23, "cfg_addr_i[11]", 0), "x.dat");

        Assert.That(coverage.Counts, Is.EquivalentTo(new Dictionary<CodePoint, long>
        {
            [new CodePoint("rtl/a.sv", 95, 6, CodePointKind.Branch, "m", "else", "99-101")] = 12,
            [new CodePoint("rtl/a.sv", 21, 23, CodePointKind.Toggle, "m", "cfg_addr_i[11]", string.Empty)] = 0,
        }));
    }

    [Test]
    public void Directions_of_version_5_048_are_points_of_their_own()
    {
        CodeCoverage coverage = CoverageDataFile.Parse(Header + Line("v_toggle", 21, 23, "a[1]:0->1", 3) + Line("v_toggle", 21, 23, "a[1]:1->0", 0) + Line("v_expr", 5, 1, "(a==1) => 1", 2) + Line("v_user", 6, 1, "cover", 1), "x.dat");
        Assert.That(coverage.Counts.Select(pair => (pair.Key.Kind, pair.Key.Name, pair.Value)), Is.EquivalentTo([
            (CodePointKind.Toggle, "a[1]:0->1", 3L), (CodePointKind.Toggle, "a[1]:1->0", 0L), (CodePointKind.Expression, "(a==1) => 1", 2L), (CodePointKind.User, "cover", 1L)]));
    }

    [Test]
    public void Instances_of_a_module_are_added_up()
    {
        CodeCoverage coverage = CoverageDataFile.Parse(Header + Line("v_line", 5, 1, "block", 3, "5", "TOP.a.u_left") + Line("v_line", 5, 1, "block", 4, "5", "TOP.a.u_right"), "x.dat");
        Assert.That(coverage.Counts.Values.Single(), Is.EqualTo(7));
    }

    [Test]
    public void Escaped_letters_are_read()
    {
        string text = Header + Line("v_toggle", 5, 1, "\\a%27b%20", 1);
        Assert.That(CoverageDataFile.Parse(text, "x.dat").Counts.Keys.Single().Name, Is.EqualTo("\\a'b "));
    }

    [TestCase("", "x.dat:1", "nothing")]
    [TestCase("# SystemC::Coverage-2\n", "x.dat:1", "# SystemC::Coverage-2")]
    [TestCase(Header + "C 'x' 1", "x.dat:2", "C 'x' 1", TestName = "Cut_in_the_middle_of_a_line_is_refused")]
    [TestCase(Header + "C 'x'\n", "x.dat:2", "C 'x'")]
    [TestCase(Header + "D 'x' 1\n", "x.dat:2", "D 'x' 1")]
    [TestCase(Header + "C 'x' -1\n", "x.dat:2", "C 'x' -1")]
    [TestCase(Header + "C 'x' 99999999999999999999\n", "x.dat:2", "C 'x' 99999999999999999999")]
    [TestCase(Header + "C 'x' 1\n", "x.dat:2", "x")]
    [TestCase(Header + "C '\u0001f\u0002a\u0001f\u0002b' 1\n", "x.dat:2", "f\u0002b")]
    [TestCase(Header + "C '\u0001page\u0002v_odd/m\u0001f\u0002a\u0001l\u00021\u0001n\u00021\u0001o\u0002x' 1\n", "x.dat:2", "v_odd")]
    [TestCase(Header + "C '\u0001page\u0002v_line/m\u0001f\u0002a\u0001l\u0002one\u0001n\u00021\u0001o\u0002x' 1\n", "x.dat:2", "one")]
    [TestCase(Header + "C '\u0001page\u0002v_line/m\u0001f\u0002a\u0001l\u00021\u0001n\u00021\u0001o\u0002x\u0001S\u00029-3' 1\n", "x.dat:2", "9-3")]
    [TestCase(Header + "C '\u0001page\u0002v_line/m\u0001f\u0002a%2\u0001l\u00021\u0001n\u00021\u0001o\u0002x' 1\n", "x.dat:2", "a%2")]
    public void Damaged_text_is_refused_with_its_line(string text, string where, string actual)
    {
        AcsException error = Assert.Throws<AcsException>(() => CoverageDataFile.Parse(text, "x.dat"))!;
        Assert.That((error.Code, error.Where, error.Actual), Is.EqualTo((ErrorCode.CoverageData, where, actual)));
    }

    [Test]
    public void Every_cut_within_a_line_is_refused()
    {
        string text = Header + Line("v_branch", 95, 6, "else", 12, "99-101");
        for (int length = 0; length < text.Length; length++)
        {
            string cut = text[..length];
            if (cut != Header)
            {
                Assert.That(() => CoverageDataFile.Parse(cut, "x.dat"), Throws.TypeOf<AcsException>().With.Property("Code").EqualTo(ErrorCode.CoverageData), $"cut at {length}");
            }
        }
    }

    [Test]
    public void Cut_between_two_lines_is_noticed_by_the_other_file()
    {
        using var samples = new Samples();
        string all = samples.Write("a.dat", Header + Line("v_line", 5, 1, "block", 3, "5") + Line("v_line", 6, 1, "block", 3, "6"));
        string cut = samples.Write("b.dat", Header + Line("v_line", 5, 1, "block", 0, "5"));
        Assert.That(Assert.Throws<AcsException>(() => CoverageDataFile.ReadOutsideOfResets(all, cut, _ => false))!.Actual, Is.EqualTo("1 points"));
        Assert.That(Assert.Throws<AcsException>(() => CoverageDataFile.ReadOutsideOfResets(cut, all, _ => false))!.Code, Is.EqualTo(ErrorCode.CoverageData));
    }

    [Test]
    public void Counts_within_resets_are_taken_off_but_for_the_branch_of_the_reset()
    {
        using var samples = new Samples();
        string all = samples.Write("a.dat", Header + Dat(Samples.Block, 9) + Dat(Samples.Reset, 4) + Dat(Samples.Else, 5) + Dat(Samples.Bit(0), 2));
        string inside = samples.Write("b.dat", Header + Dat(Samples.Block, 4) + Dat(Samples.Reset, 4) + Dat(Samples.Else, 0) + Dat(Samples.Bit(0), 2));

        CodeCoverage counts = CoverageDataFile.ReadOutsideOfResets(all, inside, samples.Sources.IsResetBranch);

        Assert.That(counts.Counts, Is.EquivalentTo(new Dictionary<CodePoint, long> { [Samples.Block] = 5, [Samples.Reset] = 4, [Samples.Else] = 5, [Samples.Bit(0)] = 0 }));
    }

    [Test]
    public void Nothing_but_the_branch_that_a_reset_takes_keeps_its_counts_within_resets()
    {
        using var samples = new Samples();
        CodePoint[] others = [Samples.Else, Samples.Block, Samples.Bit(0), Samples.Reset with { Line = 2 }, Samples.Reset with { Kind = CodePointKind.Toggle }, Samples.Reset with { File = "rtl/gone.sv" }];
        Assert.That(new[] { Samples.Reset, Samples.Reset with { Kind = CodePointKind.Line }, Samples.Reset with { Name = "elsif" } }.Select(samples.Sources.IsResetBranch), Is.All.True);
        Assert.That(others.Where(samples.Sources.IsResetBranch), Is.Empty);
    }

    [Test]
    public void More_counts_within_resets_than_in_all_are_refused()
    {
        using var samples = new Samples();
        string all = samples.Write("a.dat", Header + Dat(Samples.Bit(0), 2));
        string inside = samples.Write("b.dat", Header + Dat(Samples.Bit(0), 3));
        Assert.That(Assert.Throws<AcsException>(() => CoverageDataFile.ReadOutsideOfResets(all, inside, _ => true))!.Code, Is.EqualTo(ErrorCode.CoverageData));
    }

    private static string Dat(CodePoint point, long count) =>
        $"C '\u0001f\u0002{point.File}\u0001l\u0002{point.Line}\u0001n\u0002{point.Column}\u0001page\u0002v_{point.Kind.ToString().ToLowerInvariant()}/{point.Module}\u0001o\u0002{point.Name}"
        + (point.Lines.Length > 0 ? $"\u0001S\u0002{point.Lines}" : string.Empty) + $"\u0001h\u0002TOP.toy' {count}\n";

    private static string Line(string page, int line, int column, string name, long count, string lines = "", string hierarchy = "TOP.m") =>
        $"C '\u0001f\u0002rtl/a.sv\u0001l\u0002{line}\u0001n\u0002{column}\u0001page\u0002{page}/m\u0001o\u0002{name}" + (lines.Length > 0 ? $"\u0001S\u0002{lines}" : string.Empty) + $"\u0001h\u0002{hierarchy}' {count}\n";
}
