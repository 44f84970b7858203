using System.ComponentModel;
using System.Text.Json.Nodes;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Yaml.Tests.Binding;

public sealed class YamlBinderTests
{
    [Test]
    public void Mappings_with_free_keys_keep_their_order_and_take_records_texts_and_numbers()
    {
        Plan plan = Read("rules:\n  b: { weight: 2 }\n  a: { weight: 3 }\nshares: { x: 1, y: 4 }\nrows:\n  - { a: 1, b: two }\n  - { a: 0x10 }\n");
        Assert.Multiple(() =>
        {
            Assert.That(plan.Rules.Select(rule => (rule.Key, rule.Value.Weight)), Is.EqualTo([("b", 2), ("a", 3)]));
            Assert.That(plan.Shares, Is.EquivalentTo(new Dictionary<string, int> { ["x"] = 1, ["y"] = 4 }));
            Assert.That(plan.Rows.Select(row => string.Join(',', row.Values)), Is.EqualTo(["1,two", "0x10"]));
        });
    }

    [Test]
    public void A_scalar_or_a_list_stands_for_the_key_that_is_marked_as_shorthand()
    {
        Plan plan = Read("rules: { a: one, b: [two, three], c: { words: [four], weight: 5 } }\n");
        Assert.That(plan.Rules.Values.Select(rule => $"{string.Join('+', rule.Words)} {rule.Weight}"), Is.EqualTo(["one 1", "two+three 1", "four 5"]));
    }

    [TestCase("shares: { x: much }\n", "An item of 'shares' is wrong.", 1)]
    [TestCase("shares: [1]\n", "'shares' must be a mapping", 1)]
    [TestCase("rules:\n  a:\n    wieght: 3\n", "Unknown key 'wieght' in 'rules.a'.", 3)]
    [TestCase("rules: { a: { weight: 11 } }\n", "The value of 'rules.a.weight' is wrong.", 1)]
    [TestCase("hidden: 1\n", "Unknown key 'hidden'.", 1)]
    public void What_is_wrong_inside_is_told_with_its_place(string text, string what, int line)
    {
        AcsException error = Assert.Throws<AcsException>(() => Read(text))!;
        Assert.That(error.Message, Does.StartWith(what));
        Assert.That(error.Where, Does.StartWith($"plan.yaml:{line}:"));
    }

    [Test]
    public void The_schema_tells_of_free_keys_and_of_shorthands()
    {
        JsonNode keys = JsonNode.Parse(RecordSchema.Of(typeof(Plan), "plan"))!["properties"]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)keys["shares"]!["additionalProperties"]!["type"], Is.EqualTo("integer"));
            Assert.That((string?)keys["rules"]!["additionalProperties"]!["anyOf"]![1]!["type"], Is.EqualTo("object"));
            Assert.That((string?)keys["rules"]!["additionalProperties"]!["anyOf"]![0]!["anyOf"]![0]!["type"], Is.EqualTo("array"));
            Assert.That((string?)keys["rows"]!["items"]!["additionalProperties"]!["type"], Is.EqualTo("string"));
            Assert.That(keys["hidden"], Is.Null);
        });
    }

    private static Plan Read(string text)
    {
        var errors = new YamlErrors("plan.yaml", text, "plan");
        var plan = (Plan)new YamlBinder(errors).BindMapping(typeof(Plan), YamlTree.Read(text, errors), string.Empty);
        errors.ThrowIfAny();
        return plan;
    }

    private sealed record Plan
    {
        public IReadOnlyDictionary<string, Rule> Rules { get; init; } = new Dictionary<string, Rule>();

        public IReadOnlyDictionary<string, int> Shares { get; init; } = new Dictionary<string, int>();

        public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows { get; init; } = [];

        [Browsable(false)]
        public int Hidden { get; init; }
    }

    private sealed record Rule
    {
        [Shorthand]
        public IReadOnlyList<string> Words { get; init; } = [];

        [System.ComponentModel.DataAnnotations.Range(1, 10)]
        public int Weight { get; init; } = 1;
    }
}
