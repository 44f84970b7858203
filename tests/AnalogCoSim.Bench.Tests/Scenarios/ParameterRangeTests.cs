using System.Globalization;
using System.Text.Json.Nodes;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Tests.Scenarios;

[TestFixture]
public sealed class ParameterRangeTests
{
    private const string Minimal = "name: small\nnetwork: { onnx: net.onnx }\ndata: { source: synthetic }\n";

    private static readonly (string Path, Type Type)[] Sections =
    [
        ("analog", typeof(AnalogParameters)), ("analog.irDrop", typeof(IrDropParameters)), ("network", typeof(NetworkSection)), ("network.compiler", typeof(CompilerOptions)), ("data", typeof(DataSection)),
    ];

    // Which cores there are is checked where they are placed.
    private static IEnumerable<TestCaseData> Numbers() =>
        from section in Sections
        from key in ObjectShape.For(section.Type).Keys
        where IsNumber(key.ElementType ?? key.ValueType) && key.Name != "placement"
        select new TestCaseData($"{section.Path}.{key.Name}", key.Minimum, key.Maximum).SetArgDisplayNames($"{section.Path}.{key.Name}");

    [TestCaseSource(nameof(Numbers))]
    public void Every_number_has_a_range_and_is_refused_outside_of_it(string path, double? low, double? high)
    {
        Assert.That((low, high), Is.Not.EqualTo(((double?)null, (double?)null)), "no [Range] on the property");
        Assert.Multiple(() =>
        {
            Assert.That(CodeOf(path, low!.Value - 1), Is.EqualTo(ErrorCode.ScenarioInvalidValue), "below");
            Assert.That(CodeOf(path, (high!.Value * 1.01) + 1), Is.EqualTo(ErrorCode.ScenarioInvalidValue), "above");
        });
    }

    [TestCaseSource(nameof(Numbers))]
    public void The_schema_gives_the_range_of_every_number(string path, double? low, double? high)
    {
        JsonNode at = JsonNode.Parse(ScenarioSchema.Write())!;
        foreach (string key in path.Split('.'))
        {
            at = at["properties"]![key]!;
        }

        at = at["anyOf"]?[1] ?? at;
        Assert.Multiple(() =>
        {
            Assert.That((double?)at["minimum"], Is.EqualTo(low));
            Assert.That((double?)at["maximum"], high == int.MaxValue ? Is.Null : Is.EqualTo(high));
        });
    }

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

    // A seed may be any number.
    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(float) || type == typeof(double);

    private static ErrorCode? CodeOf(string path, double value)
    {
        try
        {
            ScenarioFile.Parse(Minimal, "small.yaml", [string.Create(CultureInfo.InvariantCulture, $"{path}={value:R}")]);
            return null;
        }
        catch (AcsException error)
        {
            return error.Code;
        }
    }
}
