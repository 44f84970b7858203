using System.Text.Json;

namespace AnalogCoSim.Cli.Tests;

/// <summary>With <c>--json</c> stdout is exactly one object, for every kind of command.</summary>
[TestFixture]
public sealed class JsonTests
{
    [Test]
    public void Run_gives_accuracy_beside_float_accuracy()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 2 }"));
        JsonElement json = AcsProcess.SingleJsonObject(AcsProcess.Run("run", scenario, "--json", "--out", Path.Combine(folder.Path, "out")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("exitCode").GetInt32(), Is.Zero);
            Assert.That(json.GetProperty("images").GetInt32(), Is.EqualTo(2));
            Assert.That(json.GetProperty("floatAccuracy").ValueKind, Is.EqualTo(JsonValueKind.Number));
            Assert.That(File.Exists(json.GetProperty("report").GetString()));
        }
    }

    [Test]
    public void Several_scenarios_give_one_object_with_their_results()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }"));
        string other = folder.Write("two.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }").Replace("name: test", "name: two", StringComparison.Ordinal));
        JsonElement json = AcsProcess.SingleJsonObject(AcsProcess.Run("run", scenario, other, "--json", "--out", Path.Combine(folder.Path, "out")));
        Assert.That(json.GetProperty("results").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public void Conformance_counts_a_planted_difference_and_exits_1()
    {
        using var folder = new TemporaryFolder();
        string vectors = folder.Write("f16_add_rne.txt", "3C00 3C00 4000 00\n3C00 3C00 4001 00\n");
        var result = AcsProcess.Run("conformance", "fp16", "--vectors", vectors, "--csharp", "--json");
        JsonElement first = AcsProcess.SingleJsonObject(result).GetProperty("results")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(first.GetProperty("cases").GetInt64(), Is.EqualTo(2));
            Assert.That(first.GetProperty("differences").GetInt64(), Is.EqualTo(1));
            Assert.That(first.GetProperty("first")[0].GetProperty("line").GetInt32(), Is.EqualTo(2));
        }
    }

    [Test]
    public void Generated_register_map_files_are_up_to_date() =>
        Assert.That(AcsProcess.SingleJsonObject(AcsProcess.Run("generate", "--check", "--json")).GetProperty("exitCode").GetInt32(), Is.Zero);
}
