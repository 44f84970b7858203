using System.Text.Json;

namespace AnalogCoSim.Cli.Tests;

/// <summary><c>acs sweep</c> as users start it.</summary>
[TestFixture]
public sealed class SweepTests
{
    [Test]
    public void Missed_expectation_exits_1_and_the_report_is_there()
    {
        using var folder = new TemporaryFolder();
        folder.Write("base.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }"));
        string sweep = folder.Write("small.yaml", "name: small\nbase: base.yaml\nvariants:\n  - { name: a, expect: { cores: { max: 8 } } }\n");
        var result = AcsProcess.Run("sweep", sweep, "--json", "--out", Path.Combine(folder.Path, "out"));
        JsonElement json = AcsProcess.SingleJsonObject(result);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.ExitCode, json.GetProperty("exitCode").GetInt32()), Is.EqualTo((1, 1)));
            Assert.That(json.GetProperty("summary")[0].GetProperty("status").GetString(), Is.EqualTo("ran"));
            Assert.That(File.ReadAllText(json.GetProperty("report").GetString()!), Does.Contain("at most 8 cores"));
        }
    }

    [Test]
    public void Misspelt_key_exits_2_with_its_place()
    {
        using var folder = new TemporaryFolder();
        string sweep = folder.Write("small.yaml", "name: small\nbse: base.yaml\nvariants: [{ name: a }]\n");
        AcsProcess.AssertFails(AcsProcess.Run("sweep", sweep), 2, "ACS0103");
    }
}
