using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Tests;

/// <summary>A device or converter model that was added to its enumeration only must be refused, never run as another one.</summary>
[TestFixture]
public sealed class ModelChoiceTests
{
    private static readonly CoreWeights Target = new(new float[AnalogGeometry.Cells], 1f, 20f, 0.2f);

    private static DeviceModel[] DeviceModels => Enum.GetValues<DeviceModel>();

    private static DevicePreset[] Presets => Enum.GetValues<DevicePreset>();

    private static AdcTrimModel[] Trims => Enum.GetValues<AdcTrimModel>();

    [Test]
    public void Every_device_model_has_an_array_of_its_own() =>
        Assert.That(DeviceModels.Select(model => Program(new AnalogParameters { DeviceModel = model }).GetType()).Distinct().Count(), Is.EqualTo(DeviceModels.Length));

    [TestCaseSource(nameof(Presets))]
    public void Every_preset_has_statistics(DevicePreset preset) => Assert.That(DeviceStatistics.For(preset, ProgrammingScheme.OneDevice), Is.Not.Null);

    [TestCaseSource(nameof(Trims))]
    public void Every_converter_model_makes_converters(AdcTrimModel trim) => Assert.DoesNotThrow(() => _ = new AdcBank(new AnalogParameters { AdcTrim = trim }, 0));

    [Test]
    public void Model_that_is_only_named_is_refused()
    {
        Assert.That(Code(() => Program(new AnalogParameters { DeviceModel = (DeviceModel)99 })), Is.EqualTo(ErrorCode.AnalogInvalidParameter));
        Assert.That(Code(() => DeviceStatistics.For((DevicePreset)99, ProgrammingScheme.OneDevice)), Is.EqualTo(ErrorCode.AnalogInvalidParameter));
        Assert.That(Code(() => _ = new AdcBank(new AnalogParameters { AdcTrim = (AdcTrimModel)99 }, 0)), Is.EqualTo(ErrorCode.AnalogInvalidParameter));
    }

    private static ErrorCode Code(Action act) => Assert.Throws<AcsException>(act)!.Code;

    private static ProgrammedArray Program(AnalogParameters parameters) => ProgrammedArray.Program(parameters, 0, Target);
}
