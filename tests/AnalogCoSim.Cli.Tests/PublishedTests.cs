using System.Text.Json;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary><c>acs published --json</c>: one document, in which each figure says where it comes from.</summary>
[TestFixture]
[CancelAfter(300_000)]
public sealed class PublishedTests
{
    [Test]
    public void Every_row_says_where_its_figure_comes_from_and_none_compares_a_figure_with_itself()
    {
        ProcessResult result = AcsProcess.Run("published", "--json");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        JsonElement json = AcsProcess.SingleJsonObject(result);
        JsonElement[] rows = [.. json.GetProperty("rows").EnumerateArray()];
        Assert.That(rows.Select(Kind).Distinct(), Is.SupersetOf(new[] { "measured", "fitted", "assumed", "quoted" }));
        Assert.Multiple(() =>
        {
            foreach (JsonElement row in rows)
            {
                (bool published, bool bench, bool difference) = (Has(row, "published"), Has(row, "bench"), Has(row, "difference"));
                (bool Bench, bool Published) expected = Kind(row) switch
                {
                    "measured" => (true, published),
                    "fitted" => (true, true),
                    "assumed" => (true, false),
                    "quoted" => (false, true),
                    _ => throw new AssertionException($"no kind: {row}"),
                };
                Assert.That((bench, published), Is.EqualTo(expected), row.ToString());
                Assert.That(difference, Is.EqualTo(Kind(row) == "measured" && published), row.ToString());
                Assert.That(row.GetProperty("from").GetString(), Is.Not.Empty, row.ToString());
            }
        });
        JsonElement clocks = json.GetProperty("clocks");
        Assert.That(rows.Single(row => Is1PhaseLatency(row)).GetProperty("bench").GetDouble(), Is.EqualTo(clocks.GetProperty("chainOnePhase").GetInt32() * 2.5), "of the clocks that were counted");
    }

    [TestCase("\"provenance\": \"measured\", \"published\": 92.81, \"bench\": 92.3", null)]
    [TestCase("\"provenance\": \"quoted\", \"published\": 92.81, \"bench\": 92.81", "ACS0302")]
    [TestCase("\"published\": 92.81, \"bench\": 92.3", "ACS0302")]
    public void Result_of_a_sweep_is_taken_over_and_one_that_quotes_and_compares_is_refused(string figures, string? code)
    {
        using var folder = new TemporaryFolder();
        string sweep = folder.Write("sweep.json", $$"""
            { "sweep": "x", "passed": true, "summary": [], "points": [], "references": [], "started": "2026-01-01T00:00:00+00:00", "repeat": "acs sweep x",
              "published": [ { "quantity": "CIFAR-10 accuracy of ResNet-9, two-device", "mode": "", "unit": "%", "from": "of a test", {{figures}} } ] }
            """);
        ProcessResult result = AcsProcess.Run("published", "--sweep", sweep, "--json");
        if (code is not null)
        {
            AcsProcess.AssertFails(result, 2, code);
            return;
        }

        JsonElement row = AcsProcess.SingleJsonObject(result).GetProperty("rows").EnumerateArray().Single(one => one.GetProperty("from").GetString() == "of a test");
        Assert.That((Kind(row), Math.Round(row.GetProperty("difference").GetDouble(), 2)), Is.EqualTo(("measured", -0.51)));
    }

    private static string Kind(JsonElement row) => row.GetProperty("provenance").GetString()!;

    private static bool Has(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number;

    private static bool Is1PhaseLatency(JsonElement row) =>
        row.GetProperty("quantity").GetString() == "deep layer of 8 cores, latency" && row.GetProperty("mode").GetString() == "1-phase";
}
