using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;

namespace AnalogCoSim.Bench.Tests.Golden;

/// <summary>Which changes of a scenario are seen in its digests.</summary>
[TestFixture]
public sealed class ScenarioSettingsTests
{
    [TestCase("analog.driftSeconds=60")]
    [TestCase("analog.devices=one-device")]
    [TestCase("analog.readNoise=0.5")]
    [TestCase("seed=2")]
    [TestCase("network.mean=[1, 2, 3]")]
    public void What_changes_the_numbers_changes_both_digests(string change)
    {
        (ulong all, ulong choices) = Digests(change);
        Assert.That((all == Plain.All, choices == Plain.Choices), Is.EqualTo((false, false)));
    }

    [TestCase("engine=reference")]
    [TestCase("threads=1")]
    [TestCase("data.count=1")]
    [TestCase("analog.readNoise=1", TestName = "A default that is written out")]
    public void What_leaves_the_numbers_alone_leaves_both_digests_alone(string change) => Assert.That(Digests(change), Is.EqualTo(Plain));

    [Test]
    public void List_counts_by_what_is_in_it()
    {
        Scenario plain = Load();
        ulong Choices(params float[] mean) => ScenarioSettings.DigestOfChoices(plain with { Network = plain.Network with { Mean = mean, Std = [1] } });
        Assert.That(Choices(0), Is.EqualTo(ScenarioSettings.DigestOfChoices(plain with { Network = new NetworkSection { Onnx = plain.Network.Onnx, Compiler = plain.Network.Compiler } })));
        Assert.That(Choices(0), Is.Not.EqualTo(Choices(2)));
    }

    [Test]
    public void Defaults_are_in_one_digest_only() => Assert.That(Plain.Choices, Is.Not.EqualTo(Plain.All));

    private static (ulong All, ulong Choices) Plain => Digests();

    private static (ulong All, ulong Choices) Digests(params string[] overrides)
    {
        Scenario scenario = Load(overrides);
        return (ScenarioSettings.Digest(scenario), ScenarioSettings.DigestOfChoices(scenario));
    }

    private static Scenario Load(params string[] overrides) => ScenarioFile.Load(Quickstart.File, overrides);
}
