using System.Globalization;
using System.Xml.Linq;
using SarAdc.Measurements;
using SarAdc.Models;

namespace SarAdc.Tests;

/// <summary>A converter as one would build it, measured and drawn: the picture of the README.</summary>
public sealed class PictureTests : AdcFixture
{
    private const ulong Seed = 7;

    /// <summary>Change these and look at the picture.</summary>
    private static readonly ArrayParameters Parameters = new() { Bits = Bits, UnitFarads = 1e-15, Mismatch = 0.02, ParasiticUnits = 100, Kelvin = 300, Seed = Seed };

    [Test]
    public void Converter_is_measured_and_drawn()
    {
        double lsb = Parameters.LsbVolts;
        TransferCurve curve = RampTest.Run(Adc(Parameters, NewComparator()), Parameters);
        Rtl.Reset.Pulse();
        double bits = SineTest.EffectiveBits(Adc(Parameters, NewComparator()), Parameters);
        string caption = string.Create(CultureInfo.InvariantCulture, $"{Bits} bits; mismatch {100 * Parameters.Mismatch:0.#} % of a unit capacitor; DNL {Span(curve.Dnl)} LSB; INL {Span(curve.Inl)} LSB; ")
            + string.Create(CultureInfo.InvariantCulture, $"missing codes: {curve.MissingCodes.Count}; ENOB {bits:0.00}");
        string path = Path.Combine(ProjectFolder(), "sar_adc.svg");
        File.WriteAllText(path, LinearityPlot.Draw(curve, caption));
        TestContext.AddTestAttachment(path);
        TestContext.Out.WriteLine(caption);

        XElement drawing = XDocument.Load(path).Root!;
        Assert.That(drawing.Descendants().Count(one => (string?)one.Attribute("class") == "real"), Is.EqualTo(4), "transfer curve twice, DNL, INL");
        Assert.That(bits, Is.InRange(Bits - 1.5, Bits));

        Comparator NewComparator() => new(offsetVolts: 2 * lsb, noiseVolts: 0.2 * lsb, seed: Seed);
    }

    [Test]
    public void Values_are_drawn_where_the_axes_say()
    {
        string drawn = new SvgPanel(10, 20, 100, 50, (0, 2), (-1, 1)).Line("real", [(0, -1), (1, 0), (2, 1), (3, 2)], stairs: false).ToString();

        Assert.That(drawn, Does.Contain("M10.0 70.0L60.0 45.0L110.0 20.0L110.0 20.0"), "up is more, and what is outside lies at the edge");
    }

    private static string Span(ReadOnlySpan<double> values)
    {
        double least = values[0], most = values[0];
        foreach (double value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{least:0.00} to {most:0.00}");
    }

    private static string ProjectFolder()
    {
        string folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "SarAdc.csproj")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new FileNotFoundException("The tests run in a folder below SarAdc.csproj.");
        }

        return folder;
    }
}
