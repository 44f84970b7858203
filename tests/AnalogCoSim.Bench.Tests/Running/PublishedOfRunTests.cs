using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Tests.Running;

[TestFixture]
public sealed class PublishedOfRunTests
{
    [TestCase(false, 453)]
    [TestCase(true, 607)]
    public void Deep_layer_alone_is_found_in_the_clocks_of_all_its_positions(bool fourPhase, int clocks)
    {
        // Sixteen positions at the packet interval; 8 load clocks, the strobe and the last clock around them.
        ulong layer = (15 * 258) + 8 + 1 + 1 + (ulong)clocks;
        AnalogParameters chip = new() { ReadMode = fourPhase ? ReadMode.FourPhase : ReadMode.OnePhase };

        IReadOnlyList<PublishedRow> rows = PublishedOfRun.Of(Scenario(chip), Program(8), [layer], 90, 91, 100);

        Assert.That(rows[0].Bench, Is.EqualTo(2.5 * clocks));
        Assert.That(rows[0].Published, Is.EqualTo(fourPhase ? 1518 : 1131));
    }

    [Test]
    public void Accuracy_stands_beside_the_published_one_of_its_settings()
    {
        var usual = new AnalogParameters { Seed = 7, GmaxMicroSiemens = 10 };
        Assert.Multiple(() =>
        {
            Assert.That(Beside(usual with { DriftTimeSeconds = 0 }), Is.EqualTo(new double?[] { 92.81, 93.67 }));
            Assert.That(Beside(usual with { Scheme = ProgrammingScheme.OneDevice }), Is.EqualTo(new double?[] { 92.23, 93.67 }));
            Assert.That(Beside(usual with { Fidelity = Fidelity.Quantised }), Is.EqualTo(new double?[] { 93.43, 93.67 }));
        });
    }

    [Test]
    public void Published_accuracy_stays_whatever_is_changed_and_says_what_is_not_alike()
    {
        var usual = new AnalogParameters();
        Assert.Multiple(() =>
        {
            Assert.That(First(usual).From, Does.Not.Contain("not alike"));
            Assert.That(First(usual with { Fidelity = Fidelity.Quantised }).From, Does.Not.Contain("not alike"));
            Assert.That(First(usual with { DriftTimeSeconds = 3600 }).From, Does.EndWith("; not alike: driftSeconds"));
            Assert.That(First(usual with { ReadMode = ReadMode.OnePhase, AdcGainSpread = 0 }).From, Does.EndWith("; not alike: readMode, adcGainSpread"));
            Assert.That(First(usual with { Fidelity = Fidelity.Exact }), Has.Property(nameof(PublishedRow.Published)).EqualTo(92.81));
        });

        static PublishedRow First(AnalogParameters chip) => PublishedOfRun.Of(Scenario(chip), TestPrograms.Resnet9Shape(), null, 90, 91, 100)[0];
    }

    [TestCaseSource(nameof(Keys))]
    public void Row_stays_and_names_any_parameter_that_differs_from_the_published_chip(string name)
    {
        KeyShape key = ObjectShape.For(typeof(AnalogParameters)).Keys.Single(key => key.Name == name);
        var changed = new AnalogParameters();
        key.Property.SetValue(changed, Another(key.Property.PropertyType, key.Property.GetValue(changed)));

        PublishedRow row = PublishedOfRun.Of(Scenario(changed), TestPrograms.Resnet9Shape(), null, 90, 91, 100)[0];

        Assert.That((row.Published, row.Bench), Is.EqualTo(((double?)(name == "devices" ? 92.23 : 92.81), (double?)90)));
        // The first four are the operator's and differ on the published chip too; the scheme has a published row of its own.
        Assert.That(row.From, name is "seed" or "gmaxMicroSiemens" or "readVoltageVolt" or "compensation" or "devices" ? Does.Not.Contain("not alike") : Does.EndWith($"; not alike: {name}"));
    }

    private static IEnumerable<string> Keys() => ObjectShape.For(typeof(AnalogParameters)).Keys.Select(key => key.Name);

    private static object? Another(Type type, object? value) => Nullable.GetUnderlyingType(type) is { } inner ? Another(inner, value ?? Activator.CreateInstance(inner))
        : type.IsEnum ? Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value) && !other.Equals(Fidelity.Quantised))
        : value is bool flag ? !flag
        : type.IsClass ? Activator.CreateInstance(type)
        : Convert.ChangeType(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) + 1, type, System.Globalization.CultureInfo.InvariantCulture);

    [Test]
    public void Other_networks_have_no_published_figures() =>
        Assert.That(PublishedOfRun.Of(Scenario(new AnalogParameters()), Program(7), null, 90, 91, 100), Is.Empty);

    [Test]
    public void A_larger_network_with_the_same_layers_has_no_published_accuracy()
    {
        ChipProgram published = TestPrograms.Resnet9Shape();
        ChipProgram larger = published with { Steps = [.. published.Steps, published.Steps.OfType<CrossbarStep>().First()] };
        Assert.That(PublishedOfRun.Of(Scenario(new AnalogParameters()), larger, null, 90, 91, 100), Is.Empty);
    }

    private static double?[] Beside(AnalogParameters chip) => [.. PublishedOfRun.Of(Scenario(chip), TestPrograms.Resnet9Shape(), null, 90, 91, 100).Select(row => row.Published)];

    private static Scenario Scenario(AnalogParameters chip) => new()
    {
        Name = "resnet9",
        Network = new NetworkSection(),
        Data = new DataSection { Source = DataSourceKind.Cifar10 },
        Analog = chip,
    };

    private static ChipProgram Program(int cores)
    {
        ChipProgram any = TestPrograms.Small();
        CrossbarStep step = any.Steps.OfType<CrossbarStep>().First();
        CoreSlice slice = step.Groups[0].Chain[0] with { RowCount = 252 };
        ColumnGroup group = step.Groups[0] with { ChannelCount = 224, Chain = [.. Enumerable.Repeat(slice, cores)] };
        return any with { Steps = [step with { Residual = null, Groups = [group], Geometry = step.Geometry with { OutputHeight = 4, OutputWidth = 4 } }] };
    }
}
