using AnalogCoSim.Yaml.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Yaml.Tests.Text;

[TestFixture]
[CancelAfter(20_000)]
public sealed class StrictYamlTests
{
    [TestCase("? &a [*a]\n: 1\n", 1)]
    [TestCase("a: &a [*a]\n", 1)]
    [TestCase("a: 1\nb: 2\n---\na: 3\n", 3)]
    [TestCase("a: 1\nb: 2\na: 3\n", 3)]
    [TestCase("a: 1\n'a': 3\n", 2)]
    [TestCase("a:\n  b: { c: 1, d: 2, c: 3 }\n", 2)]
    [TestCase("? [a]\n: 1\n", 1)]
    [TestCase("a: &a x\n*a : 1\n", 2)]
    [TestCase("a: !!binary aGVsbG8=\n", 1)]
    [TestCase("a: *b\n", 1)]
    public void Second_documents_keys_that_stand_twice_self_reference_and_tags_are_refused_at_their_line(string text, int line) =>
        Assert.That(Assert.Catch<YamlException>(() => StrictYaml.Read(text))!.Start.Line, Is.EqualTo(line));

    [TestCase("name: a\nseed: 1\n\tchip: 2\n", 3, 1)]
    [TestCase("name: a\nchip:\n\treadNoise: 1\n", 3, 1)]
    [TestCase("name: a\r\nx: |\r\n\ta\r\n", 3, 1)]
    [TestCase("name: a #\tb\nc: \t\td\n\te: f\n", 3, 1)]
    public void Tab_that_indents_a_line_is_located_where_it_is(string text, int line, int column)
    {
        var error = Assert.Throws<YamlException>(() => StrictYaml.Read(text))!;
        Assert.That((error.Start.Line, error.Start.Column, error.Message), Is.EqualTo(((long)line, (long)column, "A tab indents this line; YAML wants blanks.")));
    }

    [TestCase("name: a\nx: [1, 2\ny: 3\n", 2, 6)]
    [TestCase("name: a\nx: {a: 1\ny: 3\n", 2, 6)]
    public void Bracket_that_is_not_closed_is_told_in_words(string text, int line, int column)
    {
        var error = Assert.Throws<YamlException>(() => StrictYaml.Read(text))!;
        Assert.That((error.Start.Line, error.Start.Column), Is.EqualTo(((long)line, (long)column)));
        Assert.That(error.Message, Does.StartWith("A bracket or quote is not closed"));
    }

    // Not of the first line: each of these is somewhere in the third.
    [TestCase("x: 1\ny: 2\nz: @a\n")]
    [TestCase("x: 1\ny: 2\nz: 1: 2\n")]
    [TestCase("x: 1\ny: 2\nz: ]\n")]
    [TestCase("x: 1\ny: 2\nz: 'a\n")]
    [TestCase("x: 1\ny: 2\nz: \"\\q\"\n")]
    [TestCase("x: 1\ny: 2\nz: |x\n  a\n")]
    [TestCase("x: 1\ny: 2\nz: &\n")]
    [TestCase("x: 1\ny: 2\nz: !<a\n")]
    [TestCase("x: 1\ny: 2\n- z\n")]
    [TestCase("x: 1\ny: 2\n%TAG z\n")]
    public void What_the_scanner_refuses_is_located_in_its_line(string text) =>
        Assert.That(Assert.Catch<YamlException>(() => StrictYaml.Read(text))!.Start.Line, Is.EqualTo(3));

    [TestCase("a:\n  : b\n  c: d\n")]
    public void A_value_without_key_at_the_start_of_a_mapping_is_refused(string text) => Assert.Catch<YamlException>(() => StrictYaml.Read(text));

    [TestCase("[", "]")]
    [TestCase("{a: ", "}")]
    [TestCase("- ", "")]
    [TestCase("? ", "")]
    public void Deep_nesting_is_refused_instead_of_ending_the_process(string opening, string closing)
    {
        string text = string.Concat(Enumerable.Repeat(opening, 100_000)) + string.Concat(Enumerable.Repeat(closing, 100_000));
        Assert.Catch<YamlException>(() => StrictYaml.Read(text));
    }

    [Test]
    public void Aliases_of_aliases_are_refused_before_they_are_counted_out()
    {
        string text = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 9).Select(k => $"{(char)('a' + k)}: &{(char)('a' + k)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + k - 1)}", 9))}]\n"));
        Assert.That(Assert.Throws<YamlException>(() => StrictYaml.Read(text))!.Start.Line, Is.EqualTo(6));
    }

    [Test]
    public void Plain_documents_with_a_few_aliases_are_read()
    {
        var root = (YamlMappingNode)StrictYaml.Read("---\na: &word x\nb: [*word, y]\nc: { d: *word }\n...\n")!;
        Assert.Multiple(() =>
        {
            Assert.That(((YamlScalarNode)root["b"][0]).Value, Is.EqualTo("x"));
            Assert.That(StrictYaml.Read("# nothing\n"), Is.Null);
        });
    }
}
