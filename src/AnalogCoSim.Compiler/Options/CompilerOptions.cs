using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Options;

/// <summary>Choices of the compiler; the defaults are the published settings where there are any.</summary>
public sealed record CompilerOptions
{
    /// <summary>Mean of the host data a channel (or one for all): the network's own input is <c>(x - mean) / std</c>.</summary>
    [Range(-1e6, 1e6)]
    [Browsable(false)]
    public IReadOnlyList<float> InputMean { get; init; } = [0f];

    /// <summary>Standard deviation of the host data a channel (or one for all).</summary>
    [Range(1e-6, 1e6)]
    [Browsable(false)]
    public IReadOnlyList<float> InputStd { get; init; } = [1f];

    /// <summary>Conductance of a core's largest weight, uS; lowered for single cores where the current limit asks for it. 20.7 with two devices, 10.35 with one.</summary>
    [Range(0.01, 100.0)]
    [Browsable(false)]
    public float GmaxMicroSiemens { get; init; } = 20.7f;

    /// <summary>Lowest read voltage, V (chip: 0.1).</summary>
    [Range(0.01, 1.0)]
    public float MinReadVoltageVolt { get; init; } = 0.1f;

    /// <summary>Highest read voltage, V (chip: 0.4).</summary>
    [Range(0.01, 1.0)]
    public float MaxReadVoltageVolt { get; init; } = 0.4f;

    /// <summary>Current, uA, above which a bit line is taken to be limited; 10 % below the 100 uA of the regulators.</summary>
    [Range(0.01, 1e9)]
    public float PeakCurrentMicroAmpere { get; init; } = 90f;

    /// <summary>Percentile of the currents in the report, as a share: 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double CurrentPercentile { get; init; } = 0.9999;

    /// <summary>Nominal gain of the oscillator ADCs, MHz/uA.</summary>
    [Range(0.001, 1e6)]
    [Browsable(false)]
    public float AdcGainMegahertzPerMicroAmpere { get; init; } = 35f;

    /// <summary>Length of one input step, ns.</summary>
    [Range(0.001, 1000.0)]
    [Browsable(false)]
    public float PwmStepNanoseconds { get; init; } = 1f;

    /// <summary>How the columns share a core's conductance range.</summary>
    public ColumnScaling ColumnScaling { get; init; } = ColumnScaling.Automatic;

    /// <summary>Whether each core of a chain takes the mean of its partial sums off by its affine offset and the tail adds it back: smaller INT8 steps between cores.</summary>
    public bool CentrePartialSums { get; init; } = true;

    /// <summary>
    /// Expected programming error relative to the largest weight; each core's <c>WeightMax</c> then minimises clipping error plus programming error. 0 clips nothing.
    /// </summary>
    [Range(0.0, 1.0)]
    public double ExpectedProgrammingError { get; init; }

    /// <summary>How the network is laid out on the chip.</summary>
    public ChipLayout Layout { get; init; } = ChipLayout.Compact;

    /// <summary>Seed of a spread layout.</summary>
    public ulong LayoutSeed { get; init; } = 1;

    /// <summary>Cores in the order of the program's slices; null lets the compiler place them.</summary>
    /// <remarks>That they are cores of the chip, each used once, is checked where they are placed (ACS0205).</remarks>
    [Range(0, Chip.Geometry.ChipGeometry.Cores - 1)]
    public IReadOnlyList<int>? Placement { get; init; }

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="AcsException">ACS0204: a value is out of range.</exception>
    public void Validate()
    {
        DeclaredRanges.Check(this with { Placement = null }, ErrorCode.NetworkInvalidShape, "compiler option");
        if (MinReadVoltageVolt > MaxReadVoltageVolt)
        {
            throw new AcsException(ErrorCode.NetworkInvalidShape, "The lowest read voltage is above the highest.", null, $"at most {MaxReadVoltageVolt} V", $"{MinReadVoltageVolt} V", "Exchange minReadVoltageVolt and maxReadVoltageVolt.");
        }
    }
}
