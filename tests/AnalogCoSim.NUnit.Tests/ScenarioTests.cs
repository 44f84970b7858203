using AnalogCoSim.NUnit.Scenarios;
using AnalogCoSim.Testbench.Running;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace AnalogCoSim.NUnit.Tests;

/// <summary>Scenarios of blocks as test cases.</summary>
[Category("Smoke")]
public sealed class ScenarioTests
{
    private static readonly string Here = AppContext.BaseDirectory.TrimEnd('/');

    [Scenario("Scenarios/*.yaml", Benches = typeof(TallyBenches))]
    public void Tally(ScenarioCase scenario) => scenario.Passes();

    [Test]
    public void Each_file_with_a_block_is_a_case_with_its_name_and_its_tags()
    {
        TestMethod[] cases = Cases("Scenarios/*.yaml");

        Assert.That(cases.Select(one => one.Name), Is.EqualTo(["tally-random", "tally-wraps"]));
        Assert.That(cases.Select(one => one.RunState), Is.All.EqualTo(RunState.Runnable));
        Assert.That(cases[0].Properties[PropertyNames.Category], Is.EquivalentTo(["counting"]));
    }

    [Test]
    public void Pattern_that_finds_nothing_is_a_test_that_cannot_run()
    {
        TestMethod one = Cases("Scenarios/nothing-*.yaml").Single();

        Assert.That((one.RunState, (string?)one.Properties.Get(PropertyNames.SkipReason)), Is.EqualTo((RunState.NotRunnable, $"[Scenario(\"Scenarios/nothing-*.yaml\")] finds no scenario of a block in {Here} or above it.")));
    }

    [Test]
    public void Folders_above_are_searched_where_the_first_one_holds_nothing()
    {
        string below = Directory.CreateDirectory(Path.Combine(Here, "below", "deeper")).FullName;
        (string folder, IReadOnlyList<string> files) = ScenarioFiles.Find("Scenarios/*.yaml", below);

        Assert.That((folder, files.Count), Is.EqualTo((Here, 2)));
    }

    [Test]
    public void Failed_scenario_tells_place_values_seed_and_what_is_left()
    {
        var scenario = new ScenarioCase(Path.Combine(Here, "Scenarios", "tally-wraps.yaml"), Here, () => TallyBenches.Wrong);

        BlockResult result = scenario.Run();

        Assert.That(result.Passed, Is.False);
        string text = ScenarioCase.Text(result);
        Assert.That(text, Does.StartWith("ACS0407 ").And.Contains("count_o").And.Contains("0x100").And.Contains("seed      1").And.Contains("shrunk    256 of "));
        Assert.That(text, Does.Contain("dotnet test --filter 'FullyQualifiedName~.tally-wraps'"));
    }

    [Test]
    public void Expectation_that_is_not_met_fails_the_test_and_overrides_are_in_force()
    {
        var scenario = new ScenarioCase(Path.Combine(Here, "Scenarios", "tally-wraps.yaml"), Here, () => TallyBenches.All);
        Assert.That(scenario.Run("seed=5").Seed, Is.EqualTo(5));
        Assert.That(Assert.Throws<AssertionException>(() => scenario.Passes("expect.compared=1000000"))!.Message, Does.Contain("compared: expected at least 1000000"));
    }

    [Test]
    public void Results_and_build_outputs_are_no_scenarios()
    {
        string root = Directory.CreateTempSubdirectory("acs-nunit-test-").FullName;
        foreach (string folder in (string[])["set", "set/deeper", "set/results", "set/bin", "set/obj"])
        {
            Directory.CreateDirectory(Path.Combine(root, folder));
            File.Copy(Path.Combine(Here, "Scenarios", "tally-wraps.yaml"), Path.Combine(root, folder, "copy.yaml"));
        }

        IEnumerable<string> found = ScenarioFiles.Find("set/**/*.yaml", root).Files.Select(file => Path.GetRelativePath(root, file));
        Directory.Delete(root, recursive: true);
        Assert.That(found, Is.EqualTo(["set/copy.yaml", "set/deeper/copy.yaml"]));
    }

    [Test]
    public void Benches_of_a_type_without_any_are_refused() =>
        Assert.That(Assert.Throws<InvalidOperationException>(() => BenchesOf.Type(typeof(string), typeof(string).Assembly))!.Message, Does.Contain("no public static property"));

    private static TestMethod[] Cases(string pattern) =>
        [.. new ScenarioAttribute(pattern) { Benches = typeof(TallyBenches) }.BuildFrom(new MethodWrapper(typeof(ScenarioTests), nameof(Tally)), null)];
}
