using System.Text.Json;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>With <c>--json</c> stdout is exactly one object, for every kind of command.</summary>
[TestFixture]
public sealed class JsonTests
{
    [Test]
    public void Run_gives_accuracy_with_interval_and_device_model_beside_float_accuracy()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 2 }"));
        JsonElement json = AcsProcess.SingleJsonObject(AcsProcess.Run("run", scenario, "--json", "--out", Path.Combine(folder.Path, "out"))).GetProperty("results")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("exitCode").GetInt32(), Is.Zero);
            Assert.That(json.GetProperty("images").GetInt32(), Is.EqualTo(2));
            Assert.That(json.GetProperty("floatAccuracy").ValueKind, Is.EqualTo(JsonValueKind.Number));
            Assert.That(json.GetProperty("accuracyInterval").GetProperty("low").GetDouble(), Is.LessThanOrEqualTo(json.GetProperty("accuracy").GetDouble()));
            Assert.That(json.GetProperty("deviceModel").GetString(), Is.Not.Empty);
            Assert.That(File.Exists(json.GetProperty("report").GetString()));
        }
    }

    [Test]
    public void Hint_at_a_former_key_stands_on_stderr_and_in_the_log_once()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }") + "\nchip: { fidelity: exact }\n");
        string outFolder = Path.Combine(folder.Path, "out");
        ProcessResult result = AcsProcess.Run("run", scenario, "--json", "--out", outFolder);
        Assert.That(AcsProcess.SingleJsonObject(result).GetProperty("results")[0].GetProperty("deviceModel").GetString(), Is.EqualTo("ideal (exact)"));
        string hint = $"hint: {scenario}:8:1: the key 'chip' is now called 'analog'; the old name still works.";
        Assert.That(result.Error.Split('\n').Count(line => line == hint), Is.EqualTo(1), result.Error);
        Assert.That(File.ReadLines(Path.Combine(outFolder, "run.log")).Count(line => line.EndsWith(hint, StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void Former_name_of_a_command_does_the_same_with_a_hint_on_stderr()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }"));
        ProcessResult[] results = [.. new[] { "measure", "bench" }.Select(name => AcsProcess.Run(name, "inference", scenario, "--engines", "reference", "--images", "1", "--json"))];
        string[] keys = [.. results.Select(result => string.Join(' ', AcsProcess.SingleJsonObject(result).EnumerateObject().Select(key => key.Name)))];
        Assert.That(keys[1], Is.EqualTo(keys[0]).And.Contains("imagesPerSecond"));
        Assert.That(results.Select(result => (result.ExitCode, result.Error.TrimEnd())), Is.EqualTo(new[] { (0, string.Empty), (0, "hint: the command 'bench' is now called 'measure'; the old name still works.") }));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Run_gives_one_shape_for_one_file_and_for_several(int files)
    {
        using var folder = new TemporaryFolder();
        string[] scenarios = [.. Enumerable.Range(0, files).Select(i => folder.Write($"s{i}.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }").Replace("name: test", $"name: s{i}", StringComparison.Ordinal)))];
        JsonElement json = AcsProcess.SingleJsonObject(AcsProcess.Run(["run", .. scenarios, "--json", "--out", Path.Combine(folder.Path, "out")]));
        Assert.That(json.EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "exitCode", "results" }));
        Assert.That(json.GetProperty("results").GetArrayLength(), Is.EqualTo(files));
        Assert.That(json.GetProperty("exitCode").GetInt32(), Is.Zero);
    }

    [Test]
    public void Run_that_finds_no_images_has_the_same_shape_with_the_error_in_it()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: npz, root: missing.npz, count: 1 }"));
        ProcessResult result = AcsProcess.Run("run", scenario, "--json", "--out", Path.Combine(folder.Path, "out"));
        JsonElement json = AcsProcess.SingleJsonObject(result);
        Assert.That((result.ExitCode, json.GetProperty("exitCode").GetInt32()), Is.EqualTo((2, 2)));
        Assert.That(json.GetProperty("results")[0].GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("ACS0301"));
    }

    [Test]
    public void Errors_of_the_command_line_and_of_a_run_have_the_same_keys()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: npz, root: missing.npz, count: 1 }"));
        JsonElement run = AcsProcess.SingleJsonObject(AcsProcess.Run("run", scenario, "--json", "--out", Path.Combine(folder.Path, "out")));
        JsonElement line = AcsProcess.SingleJsonObject(AcsProcess.Run("run", "--sett", "--json"));
        JsonElement[] errors = [run.GetProperty("results")[0].GetProperty("error"), line.GetProperty("errors")[0]];
        Assert.That(errors.Select(error => string.Join(' ', error.EnumerateObject().Select(key => key.Name))), Is.All.EqualTo("code message where expected actual remedy waves image step layer core clock"));
    }

    [Test]
    public void Conformance_counts_a_planted_difference_and_exits_1()
    {
        using var folder = new TemporaryFolder();
        string vectors = folder.Write("f16_add_rne.txt", "3C00 3C00 4000 00\n3C00 3C00 4001 00\n");
        var result = AcsProcess.Run("conformance", "fp16", "--vectors", vectors, "--csharp", "--sample", "--json");
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
    public void Vectors_that_have_been_cut_are_no_conformance()
    {
        using var folder = new TemporaryFolder();
        string vectors = folder.Write("f16_add_rne.txt", string.Concat(Enumerable.Repeat("3C00 3C00 4000 00\n", 100)));
        AcsProcess.AssertFails(AcsProcess.Run("conformance", "fp16", "--vectors", vectors, "--csharp"), 2, "ACS0302");
        Assert.That(AcsProcess.Run("conformance", "fp16", "--vectors", vectors, "--csharp", "--sample").ExitCode, Is.Zero);
    }

    [Test]
    public void Generated_register_map_files_are_up_to_date() =>
        Assert.That(AcsProcess.SingleJsonObject(AcsProcess.Run("generate", "--check", "--json")).GetProperty("exitCode").GetInt32(), Is.Zero);
}
