using AnalogCoSim.Blocks.Tests.Support;
using AnalogCoSim.Testbench.Running;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Blocks.Tests;

/// <summary>The scenarios of <c>testbenches/</c> for blocks, each as one test.</summary>
[Category("Smoke")]
public sealed class FamilyTests
{
    [TestCaseSource(typeof(Families), nameof(Families.Cases))]
    public void Scenario_of_a_block_is_met(string path)
    {
        BlockResult result = Families.Run(Families.Load(path, "record.shrinkSeconds=5"));
        Assert.That(result.Passed, Families.Told(result));
        Assert.That(result.Notices, Is.Empty);
    }

    [TestCaseSource(typeof(Families), nameof(Families.Scenarios))]
    public void Scenario_of_a_block_begins_with_its_schema_and_has_the_name_of_its_file(string path)
    {
        BlockScenario scenario = Families.Load(path);
        Assert.That(File.ReadLines(Path.Combine(Families.Root, path)).First(), Is.EqualTo("# yaml-language-server: $schema=../../block.schema.json"));
        Assert.That((scenario.Name, scenario.Description.Length > 0), Is.EqualTo((Path.GetFileNameWithoutExtension(path), true)));
    }

    [Test]
    public void Stimulus_of_every_family_is_what_it_was()
    {
        string golden = Path.Combine(Families.Root, "tests", "golden", "stimulus.txt");
        string now = string.Concat(Families.Scenarios.Where(path => !Families.Load(path).Tags.Contains("nightly")).Select(path => $"{StimulusOf.Digest(path)} {Path.GetFileNameWithoutExtension(path)}\n"));
        if (Environment.GetEnvironmentVariable("ACS_UPDATE") == "1")
        {
            File.WriteAllText(golden, now);
        }

        Assert.That(now, Is.EqualTo(File.ReadAllText(golden)), "ACS_UPDATE=1 writes it again; a digest of an unchanged scenario must never change");
    }

    [Test]
    public void Committed_schema_is_the_generated_one()
    {
        string committed = Path.Combine(Families.Root, "testbenches", "block.schema.json");
        if (Environment.GetEnvironmentVariable("ACS_UPDATE") == "1")
        {
            File.WriteAllText(committed, BlockSchema.Write());
        }

        Assert.That(File.ReadAllText(committed), Is.EqualTo(BlockSchema.Write()), "ACS_UPDATE=1 dotnet test tests/AnalogCoSim.Blocks.Tests writes it again");
    }

    [Test]
    public void Every_bench_is_used_by_a_family() =>
        Assert.That(Families.Scenarios.Select(path => Families.Load(path).Model).Distinct(), Is.EquivalentTo(ChipBenches.All.All.Select(bench => bench.Name)));
}
