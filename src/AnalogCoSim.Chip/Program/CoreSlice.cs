using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Chip.Program;

/// <summary>One core's share of a layer: rows [<see cref="FirstRow"/>, +<see cref="RowCount"/>) of the im2col matrix.</summary>
public sealed record CoreSlice
{
    /// <summary>Core (tile) number 0..63.</summary>
    public required int Core { get; init; }

    /// <summary>First im2col row; it is crossbar row 0.</summary>
    public required int FirstRow { get; init; }

    /// <summary>Rows used, at most 256.</summary>
    public required int RowCount { get; init; }

    /// <summary>Target weights [256 rows, 256 columns], row-major, unused cells 0.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Weight that is programmed to <see cref="GmaxMicroSiemens"/>.</summary>
    public required float WeightMax { get; init; }

    /// <summary>Conductance of the largest weight, uS.</summary>
    public required float GmaxMicroSiemens { get; init; }

    /// <summary>Read voltage, V.</summary>
    public required float ReadVoltageVolt { get; init; }

    /// <summary>
    /// Real value of one INT8 step of this core's LDPU output divided by the real value of one unit of <c>sum(x * w)</c> over its rows: without drift the affine scale is
    /// <c>a[c] = 1 / (countsPerUnit * OutputStep)</c>, where <c>countsPerUnit</c> is the macro's P - N for <c>sum(x * w) = 1</c>. Batch-norm scales that are not in the weights stand in <see cref="ColumnScale"/>.
    /// </summary>
    public required float OutputStep { get; init; }

    /// <summary>Factor of each column's affine scale, for batch-norm scales that are not folded into the weights; shape [256]; null means 1 everywhere.</summary>
    public IReadOnlyList<float>? ColumnScale { get; init; }

    /// <summary>LDPU registers for ideal converters (scale 1, offset 0 in the convert stage); the affine scales are set when the core is programmed.</summary>
    public required LdpuRegisters Ldpu { get; init; }

    /// <summary>Routes of paths that only pass through other tiles on the way to the next core of the chain; empty where adjacent.</summary>
    public IReadOnlyList<HopRoute> Hops { get; init; } = [];

    internal bool HasSameValues(CoreSlice other) =>
        (this with { Weights = other.Weights, ColumnScale = other.ColumnScale, Ldpu = other.Ldpu, Hops = other.Hops }) == other
        && Weights.AsSpan().SequenceEqual(other.Weights)
        && (ColumnScale ?? []).SequenceEqual(other.ColumnScale ?? [])
        && Ldpu.HasSameValues(other.Ldpu)
        && Hops.SequenceEqual(other.Hops);
}
