using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Scenarios;

[TestFixture]
public sealed class ScenarioFileTests
{
    private const string Minimal = """
        name: small
        network:
          onnx: net.onnx
        data:
          source: synthetic
        """;

    [Test]
    public void Minimal_scenario_has_the_defaults()
    {
        Scenario scenario = ScenarioFile.Parse(Minimal, "small.yaml");
        Assert.Multiple(() =>
        {
            Assert.That(scenario.Name, Is.EqualTo("small"));
            Assert.That(scenario.Engine, Is.EqualTo(EngineKind.Lockstep));
            Assert.That(scenario.Data.Count, Is.EqualTo(16));
            Assert.That(scenario.Analog, Is.EqualTo(new AnalogParameters()));
        });
    }

    [Test]
    public void Analog_section_sets_the_analog_parameters_and_the_seed()
    {
        Scenario scenario = ScenarioFile.Parse(
            Minimal + "\nseed: 0x5EED\nchip: { fidelity: quantised, devices: one-device, readMode: one-phase, readNoise: 0.5, driftSeconds: 3600, aimSeconds: 7200, programmingPasses: 3, irDrop: { adcTerminalOhm: 2 } }",
            "small.yaml");
        Assert.Multiple(() =>
        {
            Assert.That(scenario.Analog.Fidelity, Is.EqualTo(Fidelity.Quantised));
            Assert.That(scenario.Analog.Scheme, Is.EqualTo(ProgrammingScheme.OneDevice));
            Assert.That(scenario.Analog.ReadMode, Is.EqualTo(ReadMode.OnePhase));
            Assert.That(scenario.Analog.ReadNoiseScale, Is.EqualTo(0.5));
            Assert.That(scenario.Analog.DriftTimeSeconds, Is.EqualTo(3600));
            Assert.That(scenario.Analog.AimSeconds, Is.EqualTo(7200));
            Assert.That(scenario.Analog.ProgrammingPasses, Is.EqualTo(3));
            Assert.That(scenario.Analog.IrDrop!.AdcTerminalOhm, Is.EqualTo(2));
            Assert.That(scenario.Analog.Seed, Is.EqualTo(0x5EED));
        });
    }

    [Test]
    public void Unknown_key_is_located_with_a_caret_and_the_nearest_known_key()
    {
        AcsException error = Fails(Minimal + "\nengin: rtl\n");
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ScenarioUnknownKey));
            Assert.That(error.Where, Is.EqualTo("small.yaml:6:1\nengin: rtl\n^"));
            Assert.That(error.Remedy, Does.Contain("'engine'"));
        });
    }

    [Test]
    public void All_errors_of_a_file_are_reported_at_once()
    {
        AcsException error = Fails("name: small\nnetwrok:\n  onnx: a\ndata:\n  source: synthetic\n  count: many\nseed: -1\n");
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue), "the missing key is at the start of the file");
            Assert.That(error.Message, Does.Contain("4 errors"));
            Assert.That(error.Message, Does.Contain("ACS0103 small.yaml:2:1"));
            Assert.That(error.Message, Does.Contain("ACS0104 small.yaml:6:10"));
            Assert.That(error.Message, Does.Contain("ACS0104 small.yaml:7:7"));
        });
    }

    [TestCase("network.std=[.inf]", "a list of: a finite number")]
    [TestCase("network.mean=.nan", "a list of: a finite number")]
    [TestCase("network.std=[1e39]", "a list of: a finite number")]
    public void Number_that_is_not_finite_is_one_error_that_tells_what_it_should_be(string argument, string expected)
    {
        AcsException error = Assert.Throws<AcsException>(() => ScenarioFile.Load(Quickstart.File, [argument]))!;
        Assert.That(error.Expected, Does.StartWith(expected));
        Assert.That(error.Message, Does.StartWith("An item of 'network."));
    }

    [TestCase("network.std=[]")]
    [TestCase("network.mean=[]")]
    public void Empty_list_of_means_or_deviations_is_refused(string argument) =>
        Assert.That(Assert.Throws<AcsException>(() => ScenarioFile.Load(Quickstart.File, [argument]))!.Message, Is.EqualTo("Mean and std need at least one value."));

    [TestCase("engine: rtk", "Did you mean 'rtl'?")]
    [TestCase("threads: 1.5", null)]
    [TestCase("threads: -1", null)]
    [TestCase("batch: 0", null)]
    [TestCase("seed: \"5\"", null)]
    [TestCase("record: { waves: yes }", null)]
    [TestCase("record: { images: 1e3 }", null)]
    [TestCase("expect: { accuracy: 90 }", null)]
    [TestCase("expect: { accuracy: { min: 90, max: 10 } }", null)]
    [TestCase("expect: { accuracy: { min: 900 } }", null)]
    [TestCase("analog: { readVoltageVolt: 12 }", null)]
    [TestCase("analog: { readVoltageVolt: .nan }", null)]
    [TestCase("engine: reference\nrecord: { waves: true }", null)]
    public void Wrong_value_is_refused(string line, string? remedy)
    {
        AcsException error = Fails(Minimal + "\n" + line + "\n");
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));
            Assert.That(error.Where, Does.StartWith("small.yaml:").And.Contains("^"));
            Assert.That(error.Expected, Is.Not.Null);
            Assert.That(error.Remedy, remedy is null ? Is.Null.Or.Not.Empty : Is.EqualTo(remedy));
        });
    }

    [Test]
    public void Onnx_and_program_exclude_each_other() =>
        Assert.That(Fails(Minimal.Replace("net.onnx", "net.onnx\n  program: p.yaml", StringComparison.Ordinal)).Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));

    [TestCase("name: [a\n")]
    [TestCase("name: a\nname: b\n")]
    [TestCase("a: b: c\n")]
    [TestCase("name: {a\n")]
    public void Text_that_is_not_yaml_is_a_syntax_error_with_a_place(string text)
    {
        AcsException error = Fails(text);
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ScenarioSyntax));
            Assert.That(error.Where, Does.StartWith("small.yaml:"));
        });
    }

    [TestCase("")]
    [TestCase("- a\n- b\n")]
    [TestCase("just text\n")]
    public void File_without_a_mapping_is_refused(string text) =>
        Assert.That(Fails(text).Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));

    [Test]
    public void Missing_file_has_its_own_code() =>
        Assert.That(Assert.Throws<AcsException>(() => ScenarioFile.Load("/nowhere/none.yaml"))!.Code, Is.EqualTo(ErrorCode.ScenarioNotFound));

    [Test]
    public void Overrides_replace_add_and_are_checked_like_the_file()
    {
        Scenario scenario = ScenarioFile.Parse(Minimal, "small.yaml", ["data.count=3", "analog.fidelity=exact", "seed=7", "seed=8", "tags=[smoke, mine]"]);
        Assert.Multiple(() =>
        {
            Assert.That(scenario.Data.Count, Is.EqualTo(3));
            Assert.That(scenario.Analog.Fidelity, Is.EqualTo(Fidelity.Exact));
            Assert.That(scenario.Analog.Seed, Is.EqualTo(8));
            Assert.That(scenario.Tags, Is.EqualTo(new[] { "smoke", "mine" }));
        });
    }

    [TestCase("analog.fidelty=exact", ErrorCode.ScenarioUnknownKey)]
    [TestCase("analog.fidelity=exakt", ErrorCode.ScenarioInvalidValue)]
    [TestCase("data.count", ErrorCode.CommandLine)]
    [TestCase("tags=[a", ErrorCode.ScenarioSyntax)]
    public void Wrong_override_is_located_at_the_argument(string argument, ErrorCode code)
    {
        AcsException error = Assert.Throws<AcsException>(() => ScenarioFile.Parse(Minimal, "small.yaml", [argument]))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(code));
            Assert.That(error.Where, Is.EqualTo($"--set {argument}"));
        });
    }

    private static AcsException Fails(string text) => Assert.Throws<AcsException>(() => ScenarioFile.Parse(text, "small.yaml"))!;
}
