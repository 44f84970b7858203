using AnalogCoSim.Cli.CommandLine;

namespace AnalogCoSim.Cli.Tests;

[TestFixture]
public sealed class NearestMatchTests
{
    [TestCase("conformace", ExpectedResult = "conformance")]
    [TestCase("rnu", ExpectedResult = "run")]
    [TestCase("conf", ExpectedResult = "conformance")]
    [TestCase("--sed", ExpectedResult = "--seed")]
    [TestCase("elephant", ExpectedResult = null)]
    public string? Misspelt_word_finds_its_neighbour(string word) =>
        NearestMatch.Find(word, ["run", "conformance", "doctor", "--seed", "--set"]);

    [TestCase("ab", "ba", ExpectedResult = 1)]
    [TestCase("kitten", "sitting", ExpectedResult = 3)]
    [TestCase("", "abc", ExpectedResult = 3)]
    public int Distance_counts_edits_and_swaps(string a, string b) => NearestMatch.Distance(a, b);
}
