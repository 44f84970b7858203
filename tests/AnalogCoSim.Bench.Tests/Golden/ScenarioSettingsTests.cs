using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Tests.Support;

namespace AnalogCoSim.Bench.Tests.Golden;

public sealed class ScenarioSettingsTests
{
    [TestCase("chip.driftSeconds=60")]
    [TestCase("chip.devices=one-device")]
    [TestCase("chip.readNoise=0.5")]
    [TestCase("seed=2")]
    public void What_changes_the_numbers_changes_both_digests(string change)
    {
        Scenario plain = Load(), changed = Load(change);
        Assert.Multiple(() =>
        {
            Assert.That(ScenarioSettings.Digest(changed), Is.Not.EqualTo(ScenarioSettings.Digest(plain)));
            Assert.That(ScenarioSettings.DigestOfChoices(changed), Is.Not.EqualTo(ScenarioSettings.DigestOfChoices(plain)));
        });
    }

    [TestCase("engine=reference")]
    [TestCase("threads=1")]
    [TestCase("data.count=1")]
    public void What_leaves_the_numbers_alone_leaves_both_digests_alone(string change)
    {
        Scenario plain = Load(), changed = Load(change);
        Assert.Multiple(() =>
        {
            Assert.That(ScenarioSettings.Digest(changed), Is.EqualTo(ScenarioSettings.Digest(plain)));
            Assert.That(ScenarioSettings.DigestOfChoices(changed), Is.EqualTo(ScenarioSettings.DigestOfChoices(plain)));
        });
    }

    [Test]
    public void Default_that_is_written_out_is_no_choice()
    {
        Scenario plain = Load(), written = Load("chip.readNoise=1");
        Assert.That(ScenarioSettings.DigestOfChoices(written), Is.EqualTo(ScenarioSettings.DigestOfChoices(plain)));
    }

    private static Scenario Load(params string[] overrides) => ScenarioFile.Load(Quickstart.File, overrides);
}
