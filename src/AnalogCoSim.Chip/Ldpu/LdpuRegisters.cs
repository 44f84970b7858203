using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Ldpu;

/// <summary>All configuration of one tile's LDPU and link controller; FP16 values as bit patterns.</summary>
/// <remarks>Semantics: src/ARCHITECTURE.md, sections 2 to 4. Arrays have 256 entries, one per column.</remarks>
public sealed record LdpuRegisters
{
    /// <summary>sP, sN and o of ideal converters: 1, 1 and 0 in all columns; FP16, shape [3, 256].</summary>
    public static ReadOnlySpan<ushort> Identity => Ideal;

    private static readonly ushort[] Ideal =
    [
        .. Enumerable.Repeat(Binary16.One, 2 * ChipGeometry.CrossbarSize), .. Enumerable.Repeat((ushort)0, ChipGeometry.CrossbarSize),
    ];

    /// <summary>sP: gain correction of the P counts.</summary>
    public required ushort[] ScaleP { get; init; }

    /// <summary>sN: gain correction of the N counts.</summary>
    public required ushort[] ScaleN { get; init; }

    /// <summary>o: offset correction, in counts.</summary>
    public required ushort[] Offset { get; init; }

    /// <summary>a: affine scale; of the program that is compiled 1 everywhere, since it is known when a core is programmed.</summary>
    public required ushort[] AffineScale { get; init; }

    /// <summary>b: affine offset (bias, batch norm), in output steps.</summary>
    public required ushort[] AffineOffset { get; init; }

    /// <summary>s_rx: scale of received INT8 values.</summary>
    public ushort RxScale { get; init; }

    /// <summary>ReLU before the combination.</summary>
    public bool Relu1 { get; init; }

    /// <summary>ReLU after the combination.</summary>
    public bool Relu2 { get; init; }

    /// <summary>Whether received values are added.</summary>
    public bool Combine { get; init; }

    /// <summary>Whether results are sent.</summary>
    public bool TxEnable { get; init; }

    /// <summary>Ports the results are sent by: bits 0..5 E1 W1 E2 W2 S1 N1, bit 6 host.</summary>
    public byte TxMask { get; init; }

    /// <summary>Path id of sent packets.</summary>
    public byte TxPath { get; init; }

    /// <summary>First column sent.</summary>
    public byte TxFirst { get; init; }

    /// <summary>Last column sent.</summary>
    public byte TxLast { get; init; }

    /// <summary>Path id of the packets that are combined.</summary>
    public byte RxPath { get; init; }

    /// <summary>Ports such packets may come in by.</summary>
    public byte RxMask { get; init; }

    /// <summary>First payload byte used; it belongs to column 0.</summary>
    public byte RxFirst { get; init; }

    /// <summary>Last payload byte used.</summary>
    public byte RxLast { get; init; }

    internal bool HasSameValues(LdpuRegisters other) =>
        (this with { ScaleP = other.ScaleP, ScaleN = other.ScaleN, Offset = other.Offset, AffineScale = other.AffineScale, AffineOffset = other.AffineOffset }) == other
        && ScaleP.AsSpan().SequenceEqual(other.ScaleP)
        && ScaleN.AsSpan().SequenceEqual(other.ScaleN)
        && Offset.AsSpan().SequenceEqual(other.Offset)
        && AffineScale.AsSpan().SequenceEqual(other.AffineScale)
        && AffineOffset.AsSpan().SequenceEqual(other.AffineOffset);
}
