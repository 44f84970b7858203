using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Reporting;
using AnalogCoSim.Coverage.Tests.Support;

namespace AnalogCoSim.Coverage.Tests.Reporting;

public sealed class WaiverFileTests
{
    [Test]
    public void Waivers_of_lines_toggles_and_bins_are_read()
    {
        IReadOnlyList<Waiver> waivers = Read("""
            waivers:
              - { file: rtl/a.sv, lines: "3-4", reason: cannot be reached }
              - { file: rtl/a.sv, lines: 7, kinds: [toggle, branch], reason: cannot be reached }
              - { file: rtl/a.sv, toggle: "x[*]", reason: is a constant here }
              - { bin: g.p.*, reason: the host never does it }
            """);

        Assert.That(waivers.Select(waiver => (waiver.File, waiver.Pattern, string.Join(',', waiver.Lines ?? new HashSet<int>()), string.Join(',', waiver.Kinds))), Is.EqualTo([
            ("rtl/a.sv", null, "3,4", "Line,Branch"), ("rtl/a.sv", null, "7", "Toggle,Branch"), ("rtl/a.sv", "x[*]", "", "Toggle"), ((string?)null, "g.p.*", "", "Bin")]));
        Assert.That(waivers[2].Covers(Toggle("x[12]")), Is.True);
        Assert.That(waivers[2].Covers(Toggle("xx[12]")), Is.False);
        Assert.That(waivers[0].Covers(Toggle("x[12]")), Is.False);
        Assert.That(waivers[0].Place, Does.EndWith(":2:5"));
    }

    [TestCase(ItemKind.Line, "rtl/a.sv", 3, true)]
    [TestCase(ItemKind.Line, "attic/rtl/a.sv", 3, false, TestName = "Waiver_is_not_about_a_file_whose_name_ends_like_its_own")]
    [TestCase(ItemKind.Line, "rtl/a.svh", 3, false, TestName = "Waiver_is_not_about_a_file_whose_name_begins_like_its_own")]
    [TestCase(ItemKind.Line, "rtl/a.sv", 5, false, TestName = "Waiver_is_not_about_the_next_line")]
    [TestCase(ItemKind.Toggle, "rtl/a.sv", 3, false, TestName = "Waiver_is_not_about_another_kind")]
    public void Waiver_is_about_its_own_file_lines_and_kinds_alone(ItemKind kind, string file, int line, bool covers)
    {
        Waiver waiver = Read("waivers:\n  - { file: rtl/a.sv, lines: 3-4, reason: cannot be reached }").Single();
        Assert.That(waiver.Covers(new CoverageItem(kind, "a", file, line, "x", 0, false)), Is.EqualTo(covers));
    }

    [TestCase("waivers:\n  - { file: rtl/a.sv, lines: 3 }", ":2:5", "a key 'reason'")]
    [TestCase("waivers:\n  - { file: rtl/a.sv, lines: 3, reason: n/a }", ":2:41", "a reason that a reader can follow")]
    [TestCase("waivers:\n  - { file: rtl/a.sv, reason: whole file is fine }", ":2:13", "bin; or file and lines; or file and toggle", TestName = "Waiver_of_a_whole_file_is_refused")]
    [TestCase("waivers:\n  - { file: rtl/a.sv, toggle: '*', reason: all are fine }", ":2:31", "a name; * stands for any letters of it", TestName = "Waiver_of_all_toggles_is_refused")]
    [TestCase("waivers:\n  - { bin: '*.*.*', reason: all are fine }", ":2:12", "a name; * stands for any letters of it")]
    [TestCase("waivers:\n  - { file: rtl/a.sv, lines: 4-3, reason: cannot be reached }", ":2:30", "lines such as 12-14,17")]
    [TestCase("waivers:\n  - { file: rtl/a.sv, lines: 3, kinds: [lines], reason: cannot be reached }", ":2:40", "line, branch or toggle")]
    [TestCase("waivers:\n  - { file: rtl/a.sv, line: 3, reason: cannot be reached }", ":2:23", "perhaps lines")]
    [TestCase("waivers:\n  - { bin: a.b.c, file: rtl/a.sv, reason: cannot be reached }", ":2:25", "bin; or file and lines; or file and toggle")]
    [TestCase("waivers: 3", ":1:10", "a list")]
    [TestCase("", ":1:1", "a mapping")]
    [TestCase("waivers: [", ":2:1", "YAML")]
    [TestCase("waivers: []\nwaivers: []", ":2:1", "YAML")]
    public void Wrong_file_is_refused_with_its_place(string text, string place, string expected)
    {
        AcsException error = Assert.Throws<AcsException>(() => Read(text))!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.CoverageWaiver));
        Assert.That(error.Where, Does.Contain("w.yaml" + place));
        Assert.That(error.Expected, Does.Contain(expected));
    }

    private static CoverageItem Toggle(string name) => new(ItemKind.Toggle, "a", "rtl/a.sv", 3, name, 0, false);

    private static IReadOnlyList<Waiver> Read(string text)
    {
        using var samples = new Samples();
        return WaiverFile.Read(samples.Write("w.yaml", text));
    }
}
