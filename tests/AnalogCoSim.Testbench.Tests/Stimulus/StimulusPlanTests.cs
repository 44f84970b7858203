using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Stimulus;
using AnalogCoSim.Testbench.Tests.Support;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Tests.Stimulus;

[Category("Smoke")]
public sealed class StimulusPlanTests
{
    private const string Random = Folder.Adder + "stimulus: [{ name: random, count: 40 }]\n";

    private Folder _folder = null!;

    [SetUp]
    public void Make() => _folder = new Folder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Values_of_a_seed_are_these_for_ever() => Assert.That(string.Join(' ', Values(Random).Take(6)), Is.EqualTo("132/16/0 75/173/0 165/244/1 61/180/0 199/143/0 238/161/0"));

    [Test]
    public void The_same_scenario_gives_the_same_transactions_and_another_seed_others()
    {
        string[] first = Values(Random);
        Assert.Multiple(() =>
        {
            Assert.That(Values(Random), Is.EqualTo(first));
            Assert.That(Values(Random, "seed=2").Zip(first).Count(pair => pair.First == pair.Second), Is.LessThan(4));
        });
    }

    [Test]
    public void Another_sequence_rule_or_field_changes_no_other_value()
    {
        Transaction[] plain = Plan(Random);
        Transaction[] more = Plan(Folder.Adder + "stimulus: [{ name: other, count: 7 }, { name: random, count: 90, fields: { b: [1, 2] } }]\n");
        var wider = new TransactionShape(new Field("new", 9), new Field("gap", 4) { Usual = AdderBench.Gap.Usual }, new Field("a", 8));
        Transaction[] changed = [.. new StimulusPlan(_folder.Load(Random), wider, _ => true).Make()];
        Assert.Multiple(() =>
        {
            Assert.That(more[7..47].Select(one => (one[AdderBench.A], one[AdderBench.Gap])), Is.EqualTo(plain.Select(one => (one[AdderBench.A], one[AdderBench.Gap]))));
            Assert.That(more[..7].Select(one => one[AdderBench.A]), Is.Not.EqualTo(plain[..7].Select(one => one[AdderBench.A])));
            Assert.That(changed.Select(one => (one[wider.Fields[2]], one[wider.Fields[1]])), Is.EqualTo(plain.Select(one => (one[AdderBench.A], one[AdderBench.Gap]))));
        });
    }

    [Test]
    public void Rounds_draw_other_values_and_repeat_what_is_listed()
    {
        Transaction[] all = Plan(Folder.Adder + "rounds: 2\nstimulus: [{ name: random, count: 20 }, { name: listed, transactions: [{ a: 7 }] }]\n");
        Assert.That(all, Has.Length.EqualTo(42));
        Assert.That(all[..20].Select(one => one[AdderBench.A]), Is.Not.EqualTo(all[21..41].Select(one => one[AdderBench.A])));
        Assert.That((all[20].ToString(), all[41].ToString(), all[41].Number), Is.EqualTo(("{ a: 0x07 }", "{ a: 0x07 }", 41)));
    }

    [Test]
    public void Rules_draw_values_ranges_classes_weights_and_counts()
    {
        Transaction[] all = Plan(Folder.Adder + "stimulus: [{ name: r, count: 3000, fields: { a: { weights: { corner: 1, 0x10..0x12: 2, any: 0 } }, b: { from: 250, to: 254 }, gap: 3 } }]\n");
        ulong[] range = [0x10, 0x11, 0x12];
        int inRange = all.Count(one => range.Contains(one[AdderBench.A]));
        Assert.Multiple(() =>
        {
            Assert.That(all.Select(one => one[AdderBench.A]).Distinct().Order(), Is.EqualTo(new ulong[] { 0, 0x10, 0x11, 0x12, 0x40, 0x81, 0xF0, 0xFF }));
            Assert.That(inRange, Is.InRange(1900, 2100));
            Assert.That(all.Take(7).Select(one => one[AdderBench.B]), Is.EqualTo(new ulong[] { 250, 251, 252, 253, 254, 250, 251 }));
            Assert.That(all.Select(one => one[AdderBench.Gap]).Distinct(), Is.EqualTo([3UL]));
        });
    }

    [Test]
    public void All_64_bits_and_signed_ranges_are_drawn()
    {
        var wide = new Field("wide", 64);
        var signed = new Field("signed", 8) { IsSigned = true };
        Transaction[] all = [.. new StimulusPlan(_folder.Load(Folder.Adder + "stimulus: [{ name: r, count: 400, fields: { signed: -2..1 } }]\n"), new TransactionShape(wide, signed), _ => true).Make()];
        Assert.Multiple(() =>
        {
            Assert.That(all.Aggregate(0UL, (bits, one) => bits | one[wide]), Is.EqualTo(ulong.MaxValue));
            Assert.That(all.Aggregate(ulong.MaxValue, (bits, one) => bits & one[wide]), Is.Zero);
            Assert.That(all.Select(one => one.NumberOf(signed)).Distinct().Order(), Is.EqualTo([-2, -1, 0, 1]));
            Assert.That(all.First(one => one.NumberOf(signed) == -2).ToString(), Does.Contain("signed: -2"));
        });
    }

    [Test]
    public void What_the_bench_cannot_drive_is_drawn_again_and_refused_where_it_is_listed()
    {
        Assert.That(Plan(Folder.Adder + "stimulus: [{ name: r, count: 500, fields: { a: 0x99, b: 0x98..0x9A } }]\n").Select(one => one[AdderBench.B]).Distinct(), Is.EquivalentTo(new ulong[] { 0x98, 0x9A }));
        Assert.That(Refused("stimulus:\n  - { name: r, transactions: [{ a: 0x99, b: 0x99 }] }\n").Where, Does.StartWith(_folder.In("small.yaml") + ":5:"));
        Assert.That(Refused("stimulus: [{ name: r, count: 1, fields: { a: 0x99, b: 0x99 } }]\n").Message, Does.Contain("hardly ever"));
    }

    [TestCase("[{ name: r, count: 1, fields: { c: 1 } }]", ErrorCode.ScenarioUnknownKey, "no field 'c'")]
    [TestCase("[{ name: r, count: 1, fields: { a: 256 } }]", ErrorCode.ScenarioInvalidValue, "'a' has no such value")]
    [TestCase("[{ name: r, count: 1, fields: { a: conrer } }]", ErrorCode.ScenarioInvalidValue, "'a' has no such value")]
    [TestCase("[{ name: r, count: 1, fields: { a: 5..3 } }]", ErrorCode.ScenarioInvalidValue, "range of 'a' is empty")]
    [TestCase("[{ name: r, count: 1, fields: { a: { weights: { 1: 0 } } } }]", ErrorCode.ScenarioInvalidValue, "A rule is one list")]
    [TestCase("[{ name: r, count: 1, fields: { a: { oneOf: 1, from: 2 } } }]", ErrorCode.ScenarioInvalidValue, "A rule is one list")]
    [TestCase("[{ name: r, transactions: [{ d: 1 }] }]", ErrorCode.ScenarioUnknownKey, "no field 'd'")]
    [TestCase("[{ name: r, transactions: [{ a: -1 }] }]", ErrorCode.ScenarioInvalidValue, "'a' has no such value")]
    [TestCase("[{ name: r }]", ErrorCode.ScenarioInvalidValue, "has to say once")]
    [TestCase("[{ name: r, count: 1, file: x.csv }]", ErrorCode.ScenarioInvalidValue, "has to say once")]
    [TestCase("[{ name: r, count: 1 }, { name: r, count: 2 }]", ErrorCode.ScenarioInvalidValue, "one name")]
    [TestCase("[]", ErrorCode.ScenarioInvalidValue, "no stimulus")]
    public void What_is_wrong_is_told_with_its_line(string stimulus, ErrorCode code, string what)
    {
        AcsException error = Refused($"stimulus:\n  {stimulus}\n");
        Assert.That((error.Code, error.Where), Is.EqualTo((code, error.Where)));
        Assert.That(error.Message, Does.Contain(what));
        Assert.That(error.Where, Does.StartWith(_folder.In("small.yaml") + ":5:"));
    }

    [Test]
    public void Files_give_the_transactions_that_a_list_gives()
    {
        string[] listed = Values(Folder.Adder + "stimulus: [{ name: r, transactions: [{ a: 0x10, b: 2 }, { a: 255, b: 3 }] }]\n");
        _folder.Write("two.csv", "b,a\n2,0x10\n3,255\n");
        _folder.Write("two.yaml", "transactions:\n  - { a: 0x10, b: 2 }\n  - { a: 0xFF, b: 0x03 }\n");
        NpzArchive.Write(_folder.In("two.npz"), new Dictionary<string, NpyArray> { ["a"] = new(new byte[] { 16, 255 }, [2]), ["b"] = new(new[] { 2, 3 }, [2]) });
        foreach (string file in (string[])["two.csv", "two.yaml", "two.npz"])
        {
            Assert.That(Values(Folder.Adder + $"stimulus: [{{ name: r, file: {file} }}]\n"), Is.EqualTo(listed), file);
        }
    }

    [Test]
    public void Words_stand_in_arrays_as_their_numbers()
    {
        var shape = new TransactionShape(new Field("mode", 2) { Words = ["off", "slow", "fast"] });
        NpzArchive.Write(_folder.In("words.npz"), new Dictionary<string, NpyArray> { ["mode"] = new(new byte[] { 2, 0, 1 }, [3]) });
        Assert.That(TransactionFile.Read(_folder.In("words.npz"), shape).Select(one => one.Values[0]), Is.EqualTo((ulong[])[2, 0, 1]));

        NpzArchive.Write(_folder.In("words.npz"), new Dictionary<string, NpyArray> { ["mode"] = new(new byte[] { 3 }, [1]) });
        Assert.That(Assert.Throws<AcsException>(() => TransactionFile.Read(_folder.In("words.npz"), shape).ToList())!.Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));
    }

    [TestCase("two.csv", "b,a\n2,0x10\n3\n", "two.csv:3")]
    [TestCase("two.csv", "b,x\n2,0x10\n", "two.csv:1")]
    [TestCase("two.csv", "b,a\n2,300\n", "two.csv:2")]
    [TestCase("two.yaml", "transactions:\n  - { a: 1 }\n  - { a: one }\n", "two.yaml:3")]
    [TestCase("two.txt", "b,a\n", "two.txt")]
    public void What_is_wrong_in_a_file_is_told_with_its_line(string file, string text, string place)
    {
        _folder.Write(file, text);
        Assert.That(Refused($"stimulus: [{{ name: r, file: {file} }}]\n").Where, Does.Contain(place));
    }

    private AcsException Refused(string stimulus) => Assert.Throws<AcsException>(() => Plan(Folder.Adder + stimulus))!;

    private Transaction[] Plan(string text, params string[] overrides) => [.. new StimulusPlan(_folder.Load(text, overrides), AdderBench.Fields, new AdderBench().Accepts).Make()];

    private string[] Values(string text, params string[] overrides) => [.. Plan(text, overrides).Select(one => string.Join('/', one.Values.ToArray()))];
}
