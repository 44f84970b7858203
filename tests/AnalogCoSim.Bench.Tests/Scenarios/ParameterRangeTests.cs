using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Tests.Support;

namespace AnalogCoSim.Bench.Tests.Scenarios;

[TestFixture]
public sealed class ParameterRangeTests
{
    private const string Minimal = "name: small\nnetwork: { onnx: net.onnx }\ndata: { source: synthetic }\n";

    private static IEnumerable<TestCaseData> Numbers() => RecordNumbers.Of(typeof(Scenario));

    private static IEnumerable<TestCaseData> SweepNumbers() => RecordNumbers.Of(typeof(Sweep));

    [TestCaseSource(nameof(Numbers))]
    public void Every_number_of_a_scenario_has_a_range_and_is_refused_outside_of_it(string path, Type type, double? low, double? high) =>
        RecordNumbers.AssertRefusedOutside(typeof(Scenario), (path, type, low, high), (text, file) => ScenarioFile.Parse(text, file), file => file["network"]!["onnx"] = "net.onnx");

    [TestCaseSource(nameof(Numbers))]
    public void The_schema_gives_the_range_of_every_number_of_a_scenario(string path, Type type, double? low, double? high) =>
        RecordNumbers.AssertInSchema(ScenarioSchema.Write(), (path, type, low, high));

    [TestCaseSource(nameof(SweepNumbers))]
    public void Every_number_of_a_sweep_has_a_range_and_is_refused_outside_of_it(string path, Type type, double? low, double? high) =>
        RecordNumbers.AssertRefusedOutside(typeof(Sweep), (path, type, low, high), (text, file) => SweepFile.Parse(text, file));

    [TestCaseSource(nameof(SweepNumbers))]
    public void The_schema_gives_the_range_of_every_number_of_a_sweep(string path, Type type, double? low, double? high) =>
        RecordNumbers.AssertInSchema(SweepSchema.Write(), (path, type, low, high));

    [Test]
    public void Numbers_are_found_in_every_section() => Assert.That(Numbers().Concat(SweepNumbers()).Select(one => one.Arguments[0]), Is.SupersetOf((string[])
    [
        "threads", "seed", "network.mean.0", "network.compiler.placement.0", "data.first", "calibration.count", "analog.gmaxMicroSiemens", "analog.irDrop.tolerance", "host.extraClocks", "record.images",
        "expect.accuracy.min", "expect.mismatches", "seeds.0", "times.0", "references.0.accuracy", "variants.0.times.0", "variants.0.compile.low", "variants.0.published", "variants.0.expect.cores.max",
    ]));

    [TestCase("analog.adcGainSpread=0.3")]
    [TestCase("analog.adcGainSpreadBound=0.1")]
    [TestCase("analog.stuckResetProbability=1")]
    [TestCase("analog.gmaxMicroSiemens=30")]
    public void What_would_be_cut_by_another_parameter_is_refused(string argument) =>
        Assert.That(Assert.Throws<AcsException>(() => ScenarioFile.Parse(Minimal, "small.yaml", [argument]))!.Code, Is.EqualTo(ErrorCode.ScenarioInvalidValue));

    [Test]
    public void A_wider_bound_allows_a_wider_spread() =>
        Assert.That(ScenarioFile.Parse(Minimal, "small.yaml", ["analog.adcGainSpread=0.3", "analog.adcGainSpreadBound=0.8"]).Analog.AdcGainSpread, Is.EqualTo(0.3));

    [Test]
    public void A_record_made_in_code_is_held_to_the_same_ranges() => Assert.Multiple(() =>
    {
        Assert.That(Assert.Throws<AcsException>(() => new AnalogParameters { ReadNoiseScale = -5 }.Validate())!.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
        Assert.That(Assert.Throws<AcsException>(() => new AnalogParameters { DriftScale = double.NaN }.Validate())!.Code, Is.EqualTo(ErrorCode.AnalogInvalidParameter));
        Assert.That(Assert.Throws<AcsException>(() => new CompilerOptions { CurrentPercentile = 2 }.Validate())!.Code, Is.EqualTo(ErrorCode.NetworkInvalidShape));
        Assert.That(Assert.Throws<AcsException>(() => new CompilerOptions { InputStd = [1, 0] }.Validate())!.Code, Is.EqualTo(ErrorCode.NetworkInvalidShape));
    });
}
