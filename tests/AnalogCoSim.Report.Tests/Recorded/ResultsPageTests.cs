using System.Text.Json.Nodes;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Report.Recorded;

namespace AnalogCoSim.Report.Tests.Recorded;

/// <summary>The results page takes command, date, commit and every figure of a row from its record, and refuses a figure that no record holds.</summary>
[TestFixture]
public sealed class ResultsPageTests
{
    private string _folder = string.Empty;

    private string Template => Path.Combine(_folder, "page.template.md");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("acs-records-").FullName;
        new RecordedResult
        {
            Arguments = ["sweep", "FILE", "--set", "seeds=[1]"],
            Date = "2026-11-29",
            Commit = "1234abc",
            Result = (JsonObject)JsonNode.Parse("""{ "cycles": 394091, "joule": 0.0018758, "text": "a word", """
                + """ "summary": [{ "variant": "one", "accuracy": { "mean": 91.876 } }, { "variant": "two-device", "accuracy": { "mean": 93.5 } }] }""")!,
        }.Write(Path.Combine(_folder, "measured.json"));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_row_is_filled_from_its_record() => Assert.That(
        Page("""{% assign a = r.summary | where: "variant", "two-device" | first %}{{ a.accuracy.mean | number: "0.00" }} % in {{ r.cycles | number: "#,0" }} clocks, """
            + """{{ r.joule | scaled: 1000 | number: "0.00" }} mJ, {{ r.cycles | reciprocal: 394091000 | number: "0" }}, {{ r.text | text }}"""),
        Does.Contain("| what it is | 93.50 % in 394,091 clocks, 1.88 mJ, 1000, a word | measured | ideal | `scripts/acs sweep FILE --set 'seeds=[1]'` | 2026-11-29 1234abc |"));

    [Test]
    public void Prose_stays_as_it_is_and_the_page_says_what_writes_it()
    {
        string[] lines = Page("""{{ r.cycles | number: "0" }}""").Split('\n');
        Assert.That(lines[0], Does.Contain("acs results"));
        Assert.That(lines[1..5], Is.EqualTo(new[] { "# Title | 5 %", "", ResultsPage.Header, "|---|---|---|---|---|---|" }));
        Assert.That(lines[^2], Is.EqualTo("| not | a table of figures |"));
    }

    [Test]
    public void A_row_copied_by_hand_says_so()
    {
        string path = Path.Combine(_folder, "measured.json");
        (RecordedResult.Read(path) with { ByHand = true }).Write(path);
        Assert.That(Page("""{{ r.cycles | number: "0" }}"""), Does.Contain("| 2026-11-29 1234abc, copied by hand |"));
    }

    [TestCase("""91.9 %""", TestName = "A figure written by hand is refused")]
    [TestCase("""{{ r.cycles | number: "0" }} of 400,000""", TestName = "A figure beside the record's is refused")]
    [TestCase("""none""", TestName = "A row without a figure is refused")]
    [TestCase("""{{ r.cycls | number: "0" }}""", TestName = "A field that is not there is refused")]
    [TestCase("""{{ r.cycls | text }}""", TestName = "A text that is not there is refused")]
    [TestCase("""{% assign a = r.summary | where: "variant", "three" | first %}{{ a.accuracy.mean | number: "0" }}""", TestName = "A row of the record that is not there is refused")]
    [TestCase("""{{ r.text | number: "0" }}""", TestName = "A word where a number belongs is refused")]
    [TestCase("""{{ r.cycles }}""", TestName = "A number without a format is refused")]
    [TestCase("""{{ r.cycles | nmber: "0" }}""", TestName = "A filter that is not there is refused")]
    [TestCase("""{{ r.cycles | number: "0" }""", TestName = "An expression that does not end is refused")]
    public void Figures_that_no_record_holds_are_refused(string cell)
    {
        AcsException error = Assert.Throws<AcsException>(() => Page(cell))!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.DataDamaged, $"{Template}:5")));
    }

    [Test]
    public void A_record_that_is_not_there_is_refused() =>
        Assert.That(() => Page("""{{ r.cycles | number: "0" }}""", "other"), Throws.TypeOf<AcsException>().With.Property("Code").EqualTo(ErrorCode.DataNotFound));

    [Test]
    public void A_record_whose_command_never_ran_is_refused()
    {
        new RecordedResult { Arguments = ["published"], Result = new JsonObject { ["cycles"] = 1 } }.Write(Path.Combine(_folder, "new.json"));
        Assert.That(() => Page("""{{ r.cycles | number: "0" }}""", "new"), Throws.TypeOf<AcsException>().With.Property("Code").EqualTo(ErrorCode.DataDamaged));
    }

    private string Page(string cell, string record = "measured")
    {
        File.WriteAllText(Template, $"# Title | 5 %\n\n{ResultsPage.TemplateHeader}\n|---|---|---|---|---|\n| what it is | {cell} | measured | ideal | {record} |\n\n| not | a table of figures |\n");
        return ResultsPage.Make(Template, _folder);
    }
}
