using System.Text.Json.Nodes;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Report.Recorded;

namespace AnalogCoSim.Report.Tests.Recorded;

/// <summary>A record keeps the fields that it names, of what the command printed last.</summary>
[TestFixture]
public sealed class RecordedResultTests
{
    private const string Output = """{ "exitCode": 0, "folder": "somewhere", "rows": [{ "a": 1, "b": { "c": 2, "d": 3 } }, { "a": 4 }], "figure": null }""";

    [Test]
    public void Fields_are_kept_through_objects_and_arrays() =>
        Assert.That(With("rows.b.d", "rows.a", "figure").Result.ToJsonString(), Is.EqualTo("""{"rows":[{"a":1,"b":{"d":3}},{"a":4}],"figure":null}"""));

    [Test]
    public void A_record_that_names_no_field_keeps_all() =>
        Assert.That(JsonNode.DeepEquals(With().Result, JsonNode.Parse(Output)), Is.True);

    [TestCase("nothing")]
    [TestCase("rows.b.e")]
    [TestCase("folder.x")]
    [TestCase("rows.a.x")]
    public void A_field_that_the_command_does_not_print_is_refused(string field) =>
        Assert.That(() => With("exitCode", field), Throws.TypeOf<AcsException>().With.Property("Actual").EqualTo($"no {field}"));

    [Test]
    public void A_new_result_replaces_the_one_copied_by_hand()
    {
        RecordedResult made = With("exitCode");
        Assert.That((made.Date, made.Commit, made.Machine, made.ByHand, made.Result.ToJsonString()), Is.EqualTo(("2026-11-30", "abc1234", "machine", false, """{"exitCode":0}""")));
    }

    [TestCase("[]")]
    [TestCase("{ }")]
    [TestCase("""{ "arguments": null }""")]
    [TestCase("not JSON")]
    public void A_file_that_is_no_record_is_refused(string text)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("acs-record-").FullName, "record.json");
        File.WriteAllText(path, text);
        try
        {
            Assert.That(() => RecordedResult.Read(path), Throws.TypeOf<AcsException>().With.Property("Code").EqualTo(ErrorCode.DataDamaged).And.Property("Where").EqualTo(path));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static RecordedResult With(params string[] keep) =>
        new RecordedResult { Arguments = ["sweep", "FILE"], Keep = keep, ByHand = true, Date = "2026-01-01" }.With((JsonObject)JsonNode.Parse(Output)!, "2026-11-30", "abc1234", "machine");
}
