using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Tests.Errors;

[TestFixture]
public sealed class NearestNameTests
{
    [TestCase("conformace", ExpectedResult = "conformance")]
    [TestCase("rnu", ExpectedResult = "run")]
    [TestCase("conf", ExpectedResult = "conformance")]
    [TestCase("--sed", ExpectedResult = "--seed")]
    [TestCase("--SET", ExpectedResult = "--set")]
    [TestCase("elephant", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    public string? Misspelt_word_finds_its_neighbour(string word) =>
        NearestName.Of(word, ["run", "conformance", "doctor", "--seed", "--set"]);

    [Test]
    public void Without_names_there_is_none() => Assert.That(NearestName.Of("run", []), Is.Null);

    [TestCase("ab", "ba", ExpectedResult = 1)]
    [TestCase("kitten", "Sitting", ExpectedResult = 3)]
    [TestCase("", "abc", ExpectedResult = 3)]
    public int Edits_count_swaps_as_one(string a, string b) => NearestName.Edits(a, b);
}
