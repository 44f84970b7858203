using System.Text.Json.Nodes;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;

namespace AnalogCoSim.Bench.Tests.Scenarios;

[TestFixture]
public sealed class ScenarioSchemaTests
{
    private static string Committed => Repository.PathOf("testbenches", "scenario.schema.json");

    [Test]
    public void Committed_schema_is_the_generated_one()
    {
        string generated = ScenarioSchema.Write();
        if (Environment.GetEnvironmentVariable("ACS_UPDATE") == "1")
        {
            File.WriteAllText(Committed, generated);
        }

        Assert.That(File.ReadAllText(Committed), Is.EqualTo(generated), "ACS_UPDATE=1 dotnet test tests/AnalogCoSim.Bench.Tests writes it again");
    }

    [Test]
    public void Every_key_is_described()
    {
        var undescribed = new List<string>();
        Walk(JsonNode.Parse(ScenarioSchema.Write())!.AsObject(), string.Empty);
        Assert.That(undescribed, Is.Empty);

        void Walk(JsonObject schema, string path)
        {
            foreach ((string name, JsonNode? value) in schema["properties"]?.AsObject() ?? [])
            {
                if (value!["description"] is null)
                {
                    undescribed.Add(path + name);
                }

                Walk(value.AsObject(), $"{path}{name}.");
            }
        }
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.Scenarios))]
    public void Scenario_begins_with_its_schema_and_is_valid(string relativePath)
    {
        string path = Repository.PathOf(relativePath);
        string first = File.ReadLines(path).First();
        string relative = Path.GetRelativePath(Path.GetDirectoryName(path)!, Committed).Replace('\\', '/');
        Scenario scenario = ScenarioFile.Load(path);
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo($"# yaml-language-server: $schema={relative}"));
            Assert.That(scenario.Name, Is.EqualTo(Path.GetFileNameWithoutExtension(path)));
            Assert.That(scenario.Description, Is.Not.Empty);
            Assert.That(scenario.Hints, Is.Empty);
        });
    }
}
