using AnalogCoSim.NUnit.Fixtures;
using SarAdc.Models;

namespace SarAdc.Tests;

/// <summary>A fresh controller for each test, after reset, and converters around it.</summary>
[RtlFixture]
public abstract class AdcFixture
{
    /// <summary>As in SarAdc.csproj.</summary>
    protected const int Bits = 10;

    /// <summary>As in SarAdc.csproj.</summary>
    protected const int SampleClocks = 3;

    /// <summary>How many codes there are.</summary>
    protected const int Codes = 1 << Bits;

    /// <summary>The controller; made by the package for each test.</summary>
    public SarController Rtl { get; set; } = null!;

    /// <summary>No mismatch, no noise, no parasitic capacitance; 1 V.</summary>
    protected static ArrayParameters Ideal { get; } = new() { Bits = Bits, Kelvin = 0 };

    /// <summary>What a perfect array consists of; unit capacitors, bit 0 first, and last the one that is never switched.</summary>
    protected static double[] IdealWeights => [.. Enumerable.Range(0, Bits).Select(bit => (double)(1 << bit)), 1];

    [SetUp]
    public void Reset() => Rtl.Reset.Pulse();

    /// <summary>A converter with this test's controller.</summary>
    /// <param name="parameters">Its array.</param>
    /// <param name="comparator">Its comparator; a perfect one if left out.</param>
    /// <returns>The converter.</returns>
    protected Converter Adc(ArrayParameters parameters, Comparator? comparator = null) => Adc(new CapacitorArray(parameters), comparator);

    /// <summary>A converter with this test's controller.</summary>
    /// <param name="array">Its array.</param>
    /// <param name="comparator">Its comparator; a perfect one if left out.</param>
    /// <returns>The converter.</returns>
    protected Converter Adc(CapacitorArray array, Comparator? comparator = null) => new(Rtl, array, comparator ?? new Comparator());
}
